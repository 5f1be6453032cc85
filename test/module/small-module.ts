/** Small modules made by code: what they say of themselves, what they export in the ways that kernels did over time. */
import type { Layout } from '../../src/elf/layout.ts'
import { type NewSection, relocation, strings, symbol, writeElf } from '../elf/write-elf.ts'

export const X86_64: Layout = { bits: 64, littleEndian: true }
export const MIPS: Layout = { bits: 32, littleEndian: false }

export interface SmallExport {
  readonly name: string
  readonly crc?: number
  readonly gpl?: boolean
  /** Undefined: an entry without one, as before 5.4. */
  readonly namespace?: string
}

export interface SmallModule {
  readonly layout?: Layout
  readonly machine?: number
  readonly name?: string
  readonly modinfo?: readonly string[]
  /** Bytes of struct module; 0: no section. */
  readonly size?: number
  readonly versions?: readonly (readonly [string, number])[]
  readonly exports?: readonly SmallExport[]
  /** How CRCs are kept: in the table (since 6.0), as numbers of symbols, or in another section. */
  readonly crcs?: 'stored' | 'absolute' | 'elsewhere'
  /** Names that it uses. */
  readonly uses?: readonly string[]
}

const word = (layout: Layout, value: number, bytes: 4 | 8): Buffer => {
  const buffer = Buffer.alloc(bytes)
  const low = bytes === 8 && !layout.littleEndian ? 4 : 0
  if (layout.littleEndian) buffer.writeUInt32LE(value, low)
  else buffer.writeUInt32BE(value, low)
  return buffer
}

const structModule = (layout: Layout, name: string, size: number): Buffer => {
  const bytes = Buffer.alloc(size)
  bytes.write(name, layout.bits === 64 ? 24 : 12, 'latin1')
  return bytes
}

const versionsOf = (layout: Layout, entries: readonly (readonly [string, number])[]): Buffer =>
  Buffer.concat(
    entries.map(([name, crc]) => {
      const entry = Buffer.alloc(64)
      const bytes = layout.bits === 64 ? 8 : 4
      word(layout, crc, bytes).copy(entry)
      entry.write(name, bytes, 'latin1')
      return entry
    }),
  )

/** A relocation's r_info: R_X86_64_PC32, R_MIPS_32. */
const info = ({ bits }: Layout, index: number): bigint =>
  bits === 64 ? (BigInt(index) << 32n) | 2n : BigInt((index << 8) | 2)

/** Sections, and symbols of what is exported: one of `.text`, one each of the texts' section and of the CRCs'. */
const exportSections = (
  layout: Layout,
  exports: readonly SmallExport[],
  crcs: NonNullable<SmallModule['crcs']>,
  first: number,
): readonly NewSection[] => {
  const texts = exports.flatMap(({ name, namespace }) => (namespace === undefined ? [name] : [name, namespace]))
  let at = 0
  const places = texts.map((text) => {
    const place = at
    at += text.length + 1
    return place
  })
  const isWide = layout.bits === 64
  const width = 4
  const sections: NewSection[] = [
    { name: '__ksymtab_strings', type: 1, flags: 0x32, bytes: Buffer.from(texts.map((text) => `${text}\0`).join('')) },
    { name: '.crcs', type: 1, bytes: Buffer.concat(exports.map(({ crc = 0 }) => word(layout, crc, 4))) },
  ]
  let next = 0
  for (const gpl of [false, true]) {
    const listed = exports.filter((one) => (one.gpl ?? false) === gpl)
    if (listed.length === 0) continue
    const suffix = gpl ? '_gpl' : ''
    const entries: Buffer[] = []
    const relocations: Buffer[] = []
    const fill = (index: number, addend: number): void => {
      const offset = entries.length * width
      relocations.push(
        relocation(layout, { r_offset: offset, r_info: info(layout, index), ...(isWide && { r_addend: addend }) }),
      )
      entries.push(word(layout, isWide ? 0 : addend, 4))
    }
    for (const { namespace } of listed) {
      fill(1, 16)
      fill(2, places[next++] ?? 0)
      if (namespace !== undefined) fill(2, places[next++] ?? 0)
    }
    const table = first + sections.length
    sections.push({ name: `__ksymtab${suffix}`, type: 1, flags: 2, bytes: Buffer.concat(entries) })
    sections.push({
      name: `.rel${isWide ? 'a' : ''}__ksymtab${suffix}`,
      type: isWide ? 4 : 9,
      bytes: Buffer.concat(relocations),
      link: 1,
      info: table,
      entsize: relocations[0]?.length ?? 0,
    })
    if (listed.some(({ crc }) => crc === undefined)) continue
    const stored = listed.map(({ crc = 0 }) =>
      word(layout, crcs === 'stored' ? crc : 0, crcs === 'absolute' && isWide ? 8 : 4),
    )
    const crcTable = first + sections.length
    sections.push({ name: `__kcrctab${suffix}`, type: 1, flags: 2, bytes: Buffer.concat(stored) })
    if (crcs === 'stored') continue
    const filled = listed.map((one, place) => {
      const index = exports.indexOf(one)
      const values = {
        r_offset: place * (stored[0]?.length ?? 4),
        r_info: info(layout, crcs === 'absolute' ? 4 + index : 3),
      }
      // what a REL relocation adds stands in the table: for the third way such modules are 64-bit ones
      return relocation(layout, isWide ? { ...values, r_addend: crcs === 'absolute' ? 0 : index * 4 } : values)
    })
    sections.push({
      name: `.rel${isWide ? 'a' : ''}__kcrctab${suffix}`,
      type: isWide ? 4 : 9,
      bytes: Buffer.concat(filled),
      link: 1,
      info: crcTable,
      entsize: filled[0]?.length ?? 0,
    })
  }
  return sections
}

/** The bytes of a module: .symtab 1, .strtab 2, .text 3, then what it has. */
export const smallModule = (module: SmallModule = {}): Buffer => {
  const { layout = X86_64, machine = 62, name = 'small', modinfo = ['license=GPL'], size = 0x380 } = module
  const { versions = [], exports = [], crcs = 'stored', uses = [] } = module
  const names = strings(...uses)
  const sections: NewSection[] = [{ name: '.text', type: 1, flags: 6, bytes: Buffer.alloc(64) }]
  const add = (section: NewSection): void => {
    sections.push(section)
  }
  add({
    name: '.modinfo',
    type: 1,
    flags: 2,
    bytes: Buffer.from(modinfo.map((text) => `${text}\0`).join(''), 'latin1'),
  })
  if (size > 0) add({ name: '.gnu.linkonce.this_module', type: 1, flags: 3, bytes: structModule(layout, name, size) })
  if (versions.length > 0) add({ name: '__versions', type: 1, flags: 2, bytes: versionsOf(layout, versions) })
  const first = sections.length + 3
  if (exports.length > 0) sections.push(...exportSections(layout, exports, crcs, first))
  const symbols = Buffer.concat([
    symbol(layout, {}),
    symbol(layout, { st_info: 3, st_shndx: 3 }),
    ...(exports.length > 0 ? [first, first + 1] : []).map((shndx) => symbol(layout, { st_info: 3, st_shndx: shndx })),
    ...exports.map(({ crc = 0 }) => symbol(layout, { st_info: 0x10, st_shndx: 0xfff1, st_value: crc })),
    ...uses.map((_, index) => symbol(layout, { st_name: names.at[index], st_info: 0x10, st_shndx: 0 })),
  ])
  const entsize = layout.bits === 64 ? 24 : 16
  return writeElf({
    layout,
    machine,
    sections: [
      { name: '.symtab', type: 2, bytes: symbols, link: 2, info: 2, entsize },
      { name: '.strtab', type: 3, bytes: names.bytes },
      ...sections,
    ],
  })
}
