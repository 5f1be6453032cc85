/**
 * Symbols (gABI, chapter 4, "Symbol Table").
 */
import type { ElfFile, ElfSection } from './elf-file.ts'
import { readNarrow, readWide, viewOf } from './field-reader.ts'
import { SYMBOL } from './layout.ts'
import {
  SHN_ABS,
  SHN_COMMON,
  SHN_LORESERVE,
  SHN_UNDEF,
  SHN_XINDEX,
  SHT_DYNSYM,
  SHT_SYMTAB,
  SHT_SYMTAB_SHNDX,
} from './numbers.ts'
import { StringTable } from './string-table.ts'

/**
 * Where a symbol is defined: in a section; nowhere; at an address of its own; as common storage; or as the processor or
 * system has it (`reserved`). An index from 0xff00 on that came from SHT_SYMTAB_SHNDX is one of a section.
 */
export type SymbolPlace = 'section' | 'undefined' | 'absolute' | 'common' | 'reserved'

export interface ElfSymbol {
  readonly index: number
  /** Undefined where st_name leads out of the string table. latin1. */
  readonly name: string | undefined
  readonly value: bigint
  readonly size: bigint
  /** STB_…, STT_… and STV_… */
  readonly bind: number
  readonly type: number
  readonly visibility: number
  /** All of st_other. */
  readonly other: number
  readonly place: SymbolPlace
  /** The section index, of 32 bits where it is extended. It need not be one of a section. */
  readonly shndx: number
}

const placeOf = (shndx: number): SymbolPlace => {
  if (shndx < SHN_LORESERVE) return shndx === SHN_UNDEF ? 'undefined' : 'section'
  if (shndx === SHN_ABS) return 'absolute'
  return shndx === SHN_COMMON ? 'common' : 'reserved'
}

/** The table of extended indices that belongs to a symbol table. */
const extendedIndices = (file: ElfFile, table: ElfSection): DataView | undefined => {
  const found = file.sections.find(({ type, link }) => type === SHT_SYMTAB_SHNDX && link === table.index)
  return found === undefined ? undefined : viewOf(found.bytes)
}

const extended = (indices: DataView | undefined, index: number, littleEndian: boolean): number | undefined =>
  indices === undefined || index * 4 + 4 > indices.byteLength ? undefined : indices.getUint32(index * 4, littleEndian)

/** All symbols of a section, the empty one at index 0 too; none where it is no symbol table. */
export const symbolsOf = (file: ElfFile, table: ElfSection): readonly ElfSymbol[] => {
  if (table.type !== SHT_SYMTAB && table.type !== SHT_DYNSYM) return []
  const { bits, littleEndian } = file.layout
  const { size: entry, fields } = SYMBOL[bits]
  const view = viewOf(table.bytes)
  const strings = new StringTable(file.sections[table.link]?.bytes ?? new Uint8Array(0))
  const indices = extendedIndices(file, table)
  const symbols: ElfSymbol[] = []
  for (let at = 0, index = 0; at + entry <= view.byteLength; at += entry, index++) {
    const info = readNarrow(view, at, fields.st_info, littleEndian)
    const other = readNarrow(view, at, fields.st_other, littleEndian)
    const short = readNarrow(view, at, fields.st_shndx, littleEndian)
    const long = short === SHN_XINDEX ? extended(indices, index, littleEndian) : undefined
    symbols.push({
      index,
      name: strings.at(readNarrow(view, at, fields.st_name, littleEndian)),
      value: readWide(view, at, fields.st_value, littleEndian),
      size: readWide(view, at, fields.st_size, littleEndian),
      bind: info >> 4,
      type: info & 0xf,
      visibility: other & 3,
      other,
      place: long === undefined ? placeOf(short) : 'section',
      shndx: long ?? short,
    })
  }
  return symbols
}
