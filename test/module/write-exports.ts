/** What a small module exports, in the forms that kernels gave tables of exports; relocations fill them, labels there are none. */
import type { Layout } from '../../src/elf/layout.ts'
import { type NewSection, relocation } from '../elf/write-elf.ts'
import type { NewModule, NewSymbol } from './write-module.ts'

export interface NewExport {
  readonly name: string
  readonly crc?: number
  readonly gpl?: boolean
  /** Undefined: an entry without one, as before 5.4. */
  readonly namespace?: string
}

/** How CRCs are kept: in the table (since 6.0), as numbers of symbols, or in another section. */
export type CrcForm = 'stored' | 'absolute' | 'elsewhere'

/** Of what is written here, the first of each. */
interface FirstIndex {
  readonly section: number
  readonly symbol: number
}

/** What a word of a table comes to. */
interface Filling {
  readonly symbol: number
  readonly addend: number
}

const TEXT = 1
const SYMTAB = 6
const SHN_ABS = 0xfff1
const STT_SECTION = 3
/** R_X86_64_PC32, R_MIPS_32. */
const TYPE = 2

const word = ({ littleEndian }: Layout, value: number, bytes = 4): Buffer => {
  const buffer = Buffer.alloc(bytes)
  if (littleEndian) buffer.writeUInt32LE(value, 0)
  else buffer.writeUInt32BE(value, bytes - 4)
  return buffer
}

/** A table, and the relocations that fill it. Those of 32-bit machines add to what stands in it. */
const filled = (layout: Layout, name: string, index: number, fillings: readonly Filling[], bytes = 4): NewSection[] => {
  const isWide = layout.bits === 64
  const relocations = fillings.map(({ symbol, addend }, at) =>
    relocation(layout, {
      r_offset: at * bytes,
      r_info: isWide ? (BigInt(symbol) << 32n) | BigInt(TYPE) : BigInt((symbol << 8) | TYPE),
      ...(isWide && { r_addend: addend }),
    }),
  )
  const table = fillings.map(({ addend }) => word(layout, isWide ? 0 : addend, bytes))
  return [
    { name, type: 1, flags: 2, bytes: Buffer.concat(table) },
    {
      name: `.rel${isWide ? 'a' : ''}${name}`,
      type: isWide ? 4 : 9,
      bytes: Buffer.concat(relocations),
      link: SYMTAB,
      info: index,
      entsize: relocations[0]?.length ?? 0,
    },
  ]
}

/** The sections and symbols; those of a module's own come before. */
export const writeExports = (
  layout: Layout,
  { exports = [], crcs = 'stored' }: Pick<NewModule, 'exports' | 'crcs'>,
  first: FirstIndex,
): { readonly sections: readonly NewSection[]; readonly symbols: readonly NewSymbol[] } => {
  if (exports.length === 0) return { sections: [], symbols: [] }
  const [ofText, ofStrings, ofCrcs, ofNumbers] = [0, 1, 2, 3].map((at) => first.symbol + at) as [
    number,
    number,
    number,
    number,
  ]
  let strings = ''
  const textAt = (text: string): number => {
    const at = strings.length
    strings += `${text}\0`
    return at
  }
  const tables: NewSection[] = []
  for (const gpl of [false, true]) {
    const suffix = gpl ? '_gpl' : ''
    const listed = exports.filter((one) => (one.gpl ?? false) === gpl)
    if (listed.length === 0) continue
    const entries = listed.flatMap(({ name, namespace }): readonly Filling[] => [
      { symbol: ofText, addend: 16 },
      { symbol: ofStrings, addend: textAt(name) },
      ...(namespace === undefined ? [] : [{ symbol: ofStrings, addend: textAt(namespace) }]),
    ])
    tables.push(...filled(layout, `__ksymtab${suffix}`, first.section + 2 + tables.length, entries))
    if (listed.some(({ crc }) => crc === undefined)) continue
    const name = `__kcrctab${suffix}`
    const index = first.section + 2 + tables.length
    if (crcs === 'stored') {
      tables.push({ name, type: 1, flags: 2, bytes: Buffer.concat(listed.map(({ crc = 0 }) => word(layout, crc))) })
    } else if (crcs === 'absolute') {
      const numbers = listed.map((one) => ({ symbol: ofNumbers + exports.indexOf(one), addend: 0 }))
      tables.push(...filled(layout, name, index, numbers, layout.bits / 8))
    } else {
      const places = listed.map((one) => ({ symbol: ofCrcs, addend: exports.indexOf(one) * 4 }))
      tables.push(...filled(layout, name, index, places))
    }
  }
  return {
    sections: [
      { name: '__ksymtab_strings', type: 1, flags: 0x32, bytes: Buffer.from(strings, 'latin1') },
      { name: '.crcs', type: 1, bytes: Buffer.concat(exports.map(({ crc = 0 }) => word(layout, crc))) },
      ...tables,
    ],
    symbols: [
      ...[TEXT, first.section, first.section + 1].map((shndx) => ({ name: '', shndx, info: STT_SECTION })),
      ...exports.map(({ crc = 0 }) => ({ name: '', shndx: SHN_ABS, value: crc })),
    ],
  }
}
