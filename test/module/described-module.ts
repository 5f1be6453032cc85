/** Small modules for tests: the sections that say something of a module, and symbols that are undefined. */
import type { Layout } from '../../src/elf/layout.ts'
import { type NewSection, strings, symbol, writeElf } from '../elf/write-elf.ts'

const X86_64: Layout = { bits: 64, littleEndian: true }

export interface SmallModule {
  readonly layout?: Layout
  readonly machine?: number
  /** Texts of .modinfo; null: no such section. */
  readonly modinfo?: readonly string[] | null
  readonly name?: string
  readonly versions?: Readonly<Record<string, number>>
  readonly extended?: Readonly<Record<string, number>>
  readonly undefinedSymbols?: readonly string[]
  readonly weak?: readonly string[]
}

const word = ({ bits, littleEndian }: Layout, value: number): Buffer => {
  const bytes = Buffer.alloc(bits / 8)
  if (littleEndian) bytes.writeUInt32LE(value, 0)
  else bytes.writeUInt32BE(value, bits / 8 - 4)
  return bytes
}

const crcBytes = ({ littleEndian }: Layout, crcs: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(crcs.length * 4)
  for (const [at, crc] of crcs.entries()) {
    if (littleEndian) bytes.writeUInt32LE(crc, at * 4)
    else bytes.writeUInt32BE(crc, at * 4)
  }
  return bytes
}

/** Entries of __versions. */
const versionBytes = (layout: Layout, versions: Readonly<Record<string, number>>): Buffer =>
  Buffer.concat(
    Object.entries(versions).map(([name, crc]) => {
      const entry = Buffer.alloc(64)
      entry.set(word(layout, crc))
      entry.write(name, layout.bits / 8, 'latin1')
      return entry
    }),
  )

const thisModule = ({ bits }: Layout, name: string): Buffer => {
  const bytes = Buffer.alloc(128)
  bytes.write(name, (3 * bits) / 8, 'latin1')
  return bytes
}

const text = (bytes: string): Buffer => Buffer.from(bytes, 'latin1')

/** A module; .symtab is section 1, .strtab 2. */
export const smallModule = (module: SmallModule = {}): Buffer => {
  const { layout = X86_64, machine = 62, modinfo = ['license=GPL'], name = 'small' } = module
  const { undefinedSymbols = [], weak = [], versions, extended } = module
  const symbols: (readonly [name: string, shndx: number, value: number, info: number])[] = [
    ['', 0, 0, 0],
    ...undefinedSymbols.map((label) => [label, 0, 0, 0x10] as const),
    ...weak.map((label) => [label, 0, 0, 0x20] as const),
  ]
  const names = strings(...symbols.map(([label]) => label))
  const table = symbols.map(([, st_shndx, st_value, st_info], at) =>
    symbol(layout, { st_name: names.at[at], st_shndx, st_value, st_info }),
  )
  const sections: NewSection[] = [
    { name: '.symtab', type: 2, link: 2, entsize: layout.bits === 64 ? 24 : 16, bytes: Buffer.concat(table) },
    { name: '.strtab', type: 3, bytes: names.bytes },
    { name: '.gnu.linkonce.this_module', type: 1, bytes: thisModule(layout, name) },
  ]
  if (modinfo !== null) {
    sections.push({ name: '.modinfo', type: 1, bytes: text(modinfo.map((line) => `${line}\0`).join('')) })
  }
  if (versions !== undefined) sections.push({ name: '__versions', type: 1, bytes: versionBytes(layout, versions) })
  if (extended !== undefined) {
    const longNames = Object.keys(extended).map((long) => `${long}\0`)
    sections.push({ name: '__version_ext_crcs', type: 1, bytes: crcBytes(layout, Object.values(extended)) })
    sections.push({ name: '__version_ext_names', type: 1, bytes: text(longNames.join('')) })
  }
  return writeElf({ layout, machine, sections })
}
