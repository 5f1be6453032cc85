/**
 * The section table, by the package elfy, of a file that passed the gate. elfy is asked for the tables alone: to find the
 * names it searches each to its end, which a file can make take as long as it likes. It knows no extended numbering, so it
 * is told the number of sections; and from what it reads only the fields that it reads right are taken. The others (types
 * and flags as texts, 64-bit alignment and entry size from wrong offsets, addresses beyond 2^53, bytes where there are none)
 * are the gate's.
 */
import elfy from 'elfy'
import type { Checked } from './gate.ts'
import { EI_CLASS, EI_DATA, HEADER, type Layout } from './layout.ts'
import { ELFCLASS32, ELFCLASS64, ELFDATA2LSB, ELFDATA2MSB } from './numbers.ts'

/** What elfy is right about. */
export interface TableEntry {
  /** Offset in the names. */
  readonly name: number
  readonly off: number
  readonly size: number
  readonly link: number
  readonly info: number
}

/** The header as a file of this layout has it: elfy goes by e_ident, the caller perhaps not. */
const headerFor = (bytes: Uint8Array, { bits, littleEndian }: Layout): Buffer => {
  const header = Buffer.from(bytes.subarray(0, HEADER[bits].size))
  header[EI_CLASS] = bits === 64 ? ELFCLASS64 : ELFCLASS32
  header[EI_DATA] = littleEndian ? ELFDATA2LSB : ELFDATA2MSB
  return header
}

/** One entry for each section. */
export const readTable = (bytes: Uint8Array, { layout, sections }: Checked): readonly TableEntry[] => {
  if (sections.length === 0) return []
  const parser = new elfy.Parser()
  const header = { ...parser.parseHeader(headerFor(bytes, layout)), shnum: sections.length }
  return parser.parseSections(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), header)
}
