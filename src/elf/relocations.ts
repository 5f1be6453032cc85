/**
 * Relocations (gABI, chapter 4, "Relocation"). 64-bit MIPS has a symbol of 32 bits, a special symbol and up to three types in
 * r_info, one after the other in the file in either byte order ("64-bit ELF Object File Specification", section 2.9, SGI).
 */
import type { ElfFile, ElfSection } from './elf-file.ts'
import { readSigned, readWide, viewOf } from './field-reader.ts'
import { REL, RELA } from './layout.ts'
import { EM_MIPS, SHT_REL, SHT_RELA } from './numbers.ts'

export interface ElfRelocation {
  readonly offset: bigint
  /** Index in the symbol table that the section is linked to; it need not be one of a symbol. */
  readonly symbol: number
  /** The R_… number. On 64-bit MIPS the first type is in the low byte, the second and third above it. */
  readonly type: number
  /** Undefined for SHT_REL, which keeps it where it relocates. */
  readonly addend: bigint | undefined
  /** r_ssym of 64-bit MIPS. */
  readonly specialSymbol?: number
}

type Info = Pick<ElfRelocation, 'symbol' | 'type' | 'specialSymbol'>

const mips64Info = (view: DataView, at: number, littleEndian: boolean): Info => ({
  symbol: view.getUint32(at, littleEndian),
  specialSymbol: view.getUint8(at + 4),
  type: (view.getUint8(at + 5) << 16) | (view.getUint8(at + 6) << 8) | view.getUint8(at + 7),
})

const info64 = (view: DataView, at: number, littleEndian: boolean): Info => ({
  symbol: view.getUint32(littleEndian ? at + 4 : at, littleEndian),
  type: view.getUint32(littleEndian ? at : at + 4, littleEndian),
})

const info32 = (view: DataView, at: number, littleEndian: boolean): Info => {
  const info = view.getUint32(at, littleEndian)
  return { symbol: info >>> 8, type: info & 0xff }
}

/** All relocations of a section; none where it holds no relocations. */
export const relocationsOf = (file: ElfFile, table: ElfSection): readonly ElfRelocation[] => {
  if (table.type !== SHT_REL && table.type !== SHT_RELA) return []
  const { bits, littleEndian } = file.layout
  const hasAddend = table.type === SHT_RELA
  const { fields } = RELA[bits]
  const entry = (hasAddend ? RELA : REL)[bits].size
  const readInfo = bits === 32 ? info32 : file.header.machine === EM_MIPS ? mips64Info : info64
  const view = viewOf(table.bytes)
  const relocations: ElfRelocation[] = []
  for (let at = 0; at + entry <= view.byteLength; at += entry) {
    relocations.push({
      offset: readWide(view, at, fields.r_offset, littleEndian),
      ...readInfo(view, at + fields.r_info[0], littleEndian),
      addend: hasAddend ? readSigned(view, at, fields.r_addend, littleEndian) : undefined,
    })
  }
  return relocations
}
