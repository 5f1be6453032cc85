/** Small modules made by the test: each is sound unless told otherwise. */
import { type Layout, SYMBOL } from '../../src/elf/layout.ts'
import { type NewSection, strings, symbol, writeElf } from '../elf/write-elf.ts'
import { type CrcForm, type NewExport, writeExports } from './write-exports.ts'

export const X86_64: Layout = { bits: 64, littleEndian: true }
export const MIPS: Layout = { bits: 32, littleEndian: false }
export const STRUCT_SIZE = 0x380
export const LAYOUT_CRC = 0x1111_2222

/** A symbol besides the undefined ones. */
export interface NewSymbol {
  readonly name: string
  readonly shndx: number
  readonly info?: number
  readonly value?: number
}

export interface NewModule {
  readonly layout?: Layout
  readonly machine?: number
  readonly structName?: string
  /** Lines of .modinfo; absent ones as a kernel module of the tree has them. */
  readonly modinfo?: readonly string[]
  readonly modinfoFlags?: number
  /** Undefined: no section. module_layout is not added. */
  readonly versions?: readonly (readonly [string, number, number?])[] | undefined
  /** The sections for names of any length. */
  readonly extended?: readonly (readonly [string, number])[]
  /** Undefined symbols; weak ones begin with `?`. */
  readonly uses?: readonly string[]
  readonly symbols?: readonly NewSymbol[]
  readonly exports?: readonly NewExport[]
  readonly crcs?: CrcForm
  readonly structSize?: number
  readonly structFlags?: number
  /** Sections behind the ordinary ones. */
  readonly extra?: readonly NewSection[]
  /** Leaves ordinary sections out. */
  readonly without?: readonly string[]
}

export const VERMAGIC = '6.1.0-9-test SMP preempt mod_unload modversions '
export const MODINFO = ['license=GPL', 'intree=Y', 'retpoline=Y', 'name=sample', `vermagic=${VERMAGIC}`]
export const VERSIONS = [['module_layout', LAYOUT_CRC]] as const

const versionBytes = ({ bits, littleEndian }: Layout, entries: NonNullable<NewModule['versions']>): Buffer => {
  const bytes = Buffer.alloc(entries.length * 64)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  entries.forEach(([name, crc, high = 0], index) => {
    if (bits === 64) view.setBigUint64(index * 64, (BigInt(high) << 32n) | BigInt(crc), littleEndian)
    else view.setUint32(index * 64, crc, littleEndian)
    bytes.write(name, index * 64 + bits / 8, 'latin1')
  })
  return bytes
}

const extendedSections = ({ littleEndian }: Layout, entries: NonNullable<NewModule['extended']>): NewSection[] => {
  const crcs = new DataView(new ArrayBuffer(entries.length * 4))
  for (const [index, [, crc]] of entries.entries()) crcs.setUint32(index * 4, crc, littleEndian)
  const names = entries.map(([name]) => `${name}\0`).join('')
  return [
    { name: '__version_ext_crcs', type: 1, flags: 2, bytes: new Uint8Array(crcs.buffer) },
    { name: '__version_ext_names', type: 1, flags: 2, bytes: Buffer.from(names, 'latin1') },
  ]
}

const ORDINARY = 6

/** Indices of the ordinary sections: .text 1, .modinfo 2, __versions 3, this_module 4, .strtab 5, .symtab 6. */
export const writeModule = (module: NewModule = {}): Buffer => {
  const { layout = X86_64, machine = 62, structName = 'sample', modinfo = MODINFO, versions = VERSIONS } = module
  const { uses = [], symbols = [], structSize = STRUCT_SIZE, without = [] } = module
  const extra = [
    ...(module.extra ?? []),
    ...(module.extended === undefined ? [] : extendedSections(layout, module.extended)),
  ]
  const given: readonly NewSymbol[] = [
    ...symbols,
    ...uses.map((use) => ({ name: use.replace(/^\?/, ''), shndx: 0, info: use.startsWith('?') ? 0x20 : 0x10 })),
  ]
  const exported = writeExports(layout, module, { section: ORDINARY + extra.length + 1, symbol: given.length + 1 })
  const all = [...given, ...exported.symbols]
  const names = strings(...all.map(({ name }) => name))
  const struct = Buffer.alloc(Math.max(structSize, 64))
  struct.write(structName, layout.bits === 64 ? 24 : 12, 'latin1')
  const table = all.map(({ shndx, info = 0x10, value = 0 }, index) =>
    symbol(layout, { st_name: names.at[index], st_info: info, st_shndx: shndx, st_value: value }),
  )
  const { size: entsize } = SYMBOL[layout.bits]
  const sections: readonly NewSection[] = [
    { name: '.text', type: 1, flags: 6, bytes: Buffer.alloc(32), addralign: 16 },
    {
      name: '.modinfo',
      type: 1,
      flags: module.modinfoFlags ?? 2,
      bytes: Buffer.from(modinfo.map((line) => `${line}\0`).join(''), 'latin1'),
    },
    { name: '__versions', type: 1, flags: 2, bytes: versionBytes(layout, versions) },
    { name: '.gnu.linkonce.this_module', type: 1, flags: module.structFlags ?? 3, bytes: struct, size: structSize },
    { name: '.strtab', type: 3, bytes: names.bytes },
    { name: '.symtab', type: 2, bytes: Buffer.concat([symbol(layout, {}), ...table]), link: 5, info: 1, entsize },
    ...extra,
    ...exported.sections,
  ]
  const isLeftOut = ({ name }: NewSection): boolean =>
    without.includes(name) || (name === '__versions' && 'versions' in module && module.versions === undefined)
  // a section that is left out keeps its index, so that links stay right
  return writeElf({
    layout,
    machine,
    sections: sections.map((section) => (isLeftOut(section) ? { name: '.left-out', type: 1 } : section)),
  })
}
