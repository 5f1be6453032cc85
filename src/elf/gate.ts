/**
 * The gate: everything that says where something is in the file is checked before anything is read there (gABI, chapter 4).
 * Behind it every range of every section lies in the file, every table holds whole entries, and every index that the section
 * headers give is one of a section. What a symbol or relocation says is checked where it is read.
 */
import type { ElfCode, ElfFinding } from './finding.ts'
import { EI_CLASS, EI_DATA, EI_VERSION, HEADER, type HeaderField, IDENT_SIZE, type Layout, SECTION } from './layout.ts'
import { ELFCLASS32, ELFCLASS64, ELFDATA2LSB, ELFDATA2MSB, EV_CURRENT, SHN_UNDEF, SHN_XINDEX } from './numbers.ts'
import { type RawHeader, type RawSection, rawHeader, rawSection } from './raw.ts'
import { checkSections } from './section-gate.ts'

/** A file that may be read: `sections` are as they are in it, `names` is the index of their string table. */
export interface Checked {
  readonly kind: 'checked'
  readonly layout: Layout
  readonly header: RawHeader
  readonly sections: readonly RawSection[]
  /** SHN_UNDEF where sections have no names. */
  readonly names: number
  readonly oddities: readonly ElfFinding[]
}

export interface ElfProblems {
  readonly kind: 'problems'
  /** At least one. */
  readonly findings: readonly ElfFinding[]
}

const MAGIC = [0x7f, 0x45, 0x4c, 0x46] as const

const problems = (...findings: readonly ElfFinding[]): ElfProblems => ({ kind: 'problems', findings })

const inIdent = (field: string, offset: number, value: number | undefined): ElfProblems =>
  problems({ code: 'elf/ident', offset, field, args: { value: String(value) } })

/** The layout that the file itself names. */
const readIdent = (bytes: Uint8Array): Layout | ElfProblems => {
  const wrong = MAGIC.findIndex((byte, at) => bytes[at] !== byte)
  if (wrong !== -1 && wrong < bytes.length) return inIdent('e_ident', wrong, bytes[wrong])
  if (bytes.length < IDENT_SIZE) {
    return problems({ code: 'elf/too-short', offset: bytes.length, field: 'e_ident', args: { limit: IDENT_SIZE } })
  }
  const elfClass = bytes[EI_CLASS]
  const data = bytes[EI_DATA]
  if (elfClass !== ELFCLASS32 && elfClass !== ELFCLASS64) return inIdent('EI_CLASS', EI_CLASS, elfClass)
  if (data !== ELFDATA2LSB && data !== ELFDATA2MSB) return inIdent('EI_DATA', EI_DATA, data)
  return { bits: elfClass === ELFCLASS64 ? 64 : 32, littleEndian: data === ELFDATA2LSB }
}

const inHeader = (
  layout: Layout,
  code: ElfCode,
  field: HeaderField,
  value: number | bigint,
  limit?: number,
): ElfFinding => ({
  code,
  offset: HEADER[layout.bits].fields[field][0],
  field,
  args: { value: String(value), ...(limit !== undefined && { limit }) },
})

interface Table {
  readonly count: number
  readonly names: number
}

/** How many sections there are and which one names them; what did not fit into the header is in section 0. */
const readTable = (bytes: Uint8Array, layout: Layout, header: RawHeader): Table | ElfProblems => {
  const { e_shoff, e_shnum, e_shstrndx, e_shentsize } = header
  const entry = SECTION[layout.bits].size
  const fail = (code: ElfCode, field: HeaderField, value: number | bigint, limit?: number): ElfProblems =>
    problems(inHeader(layout, code, field, value, limit))
  if (e_shoff === 0n) {
    if (e_shnum !== 0) return fail('elf/index', 'e_shnum', e_shnum, 0)
    return e_shstrndx === SHN_UNDEF ? { count: 0, names: SHN_UNDEF } : fail('elf/index', 'e_shstrndx', e_shstrndx, 0)
  }
  if (e_shentsize !== entry) return fail('elf/entry-size', 'e_shentsize', e_shentsize, entry)
  const zero = rawSection(bytes, layout, header, 0)
  if (zero === undefined) return fail('elf/out-of-file', 'e_shoff', e_shoff, bytes.length)
  const count = e_shnum === 0 ? zero.sh_size : BigInt(e_shnum)
  const room = Math.floor((bytes.length - Number(e_shoff)) / entry)
  if (count > BigInt(room)) return fail('elf/out-of-file', 'e_shnum', count, room)
  const names = e_shstrndx === SHN_XINDEX ? zero.sh_link : e_shstrndx
  if (names !== SHN_UNDEF && names >= count) return fail('elf/index', 'e_shstrndx', names, Number(count))
  return { count: Number(count), names }
}

/** What contradicts the specification and changes nothing: the kernel loads modules like that. */
const headerOddities = (layout: Layout, header: RawHeader): ElfFinding[] => {
  const { e_ident, e_version, e_ehsize } = header
  const found: ElfFinding[] = []
  const version = e_ident[EI_VERSION]
  if (version !== EV_CURRENT) {
    found.push({ code: 'elf/unusual', offset: EI_VERSION, field: 'EI_VERSION', args: { value: String(version) } })
  }
  if (e_version !== EV_CURRENT) found.push(inHeader(layout, 'elf/unusual', 'e_version', e_version, EV_CURRENT))
  const size = HEADER[layout.bits].size
  if (e_ehsize !== size) found.push(inHeader(layout, 'elf/unusual', 'e_ehsize', e_ehsize, size))
  return found
}

/**
 * Checks a file. `forced` is the layout to go by instead of the one the file names; then only its magic has to be right.
 */
export const checkElf = (bytes: Uint8Array, forced?: Layout): Checked | ElfProblems => {
  const own = readIdent(bytes)
  if ('kind' in own && (forced === undefined || own.findings[0]?.field === 'e_ident')) return own
  const layout = forced ?? (own as Layout)
  const header = rawHeader(bytes, layout)
  if (header === undefined) {
    const limit = HEADER[layout.bits].size
    return problems({ code: 'elf/too-short', offset: bytes.length, field: 'e_ehsize', args: { limit } })
  }
  const table = readTable(bytes, layout, header)
  if ('kind' in table) return table
  const sections: RawSection[] = []
  for (let index = 0; index < table.count; index++) {
    sections.push(rawSection(bytes, layout, header, index) as RawSection)
  }
  const { findings, oddities } = checkSections(bytes, layout, header, sections, table.names)
  if (findings.length > 0) return { kind: 'problems', findings }
  return {
    kind: 'checked',
    layout,
    header,
    sections,
    names: table.names,
    oddities: [...headerOddities(layout, header), ...oddities],
  }
}
