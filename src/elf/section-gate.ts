/**
 * The gate for section headers (gABI, chapter 4, "Sections"): ranges, entry sizes, links between sections, names.
 */
import type { ElfCode, ElfFinding } from './finding.ts'
import { type Layout, REL, RELA, SECTION, type SectionField, SYMBOL } from './layout.ts'
import {
  SHN_UNDEF,
  SHT_DYNSYM,
  SHT_NOBITS,
  SHT_NULL,
  SHT_REL,
  SHT_RELA,
  SHT_STRTAB,
  SHT_SYMTAB,
  SHT_SYMTAB_SHNDX,
} from './numbers.ts'
import type { RawHeader, RawSection } from './raw.ts'

const MOST_FINDINGS = 100
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER)
const NUMBERS = ['sh_flags', 'sh_offset', 'sh_size', 'sh_addralign', 'sh_entsize'] as const

/** Whether a section has bytes in the file. Those of SHT_NULL have no meaning, and section 0 may hold other numbers. */
export const hasBytes = ({ sh_type }: Pick<RawSection, 'sh_type'>): boolean =>
  sh_type !== SHT_NULL && sh_type !== SHT_NOBITS

/** What the entries of a table of this type are long; undefined for what is no table known here. */
const entrySize = (type: number, { bits }: Layout): number | undefined => {
  switch (type) {
    case SHT_SYMTAB:
    case SHT_DYNSYM:
      return SYMBOL[bits].size
    case SHT_REL:
      return REL[bits].size
    case SHT_RELA:
      return RELA[bits].size
    case SHT_SYMTAB_SHNDX:
      return 4
    default:
      return undefined
  }
}

type Report = (code: ElfCode, field: SectionField, limit?: number) => void

const checkRange = (section: RawSection, length: number, report: Report): boolean => {
  for (const field of NUMBERS) {
    if (section[field] > LARGEST) {
      report(
        hasBytes(section) && (field === 'sh_offset' || field === 'sh_size') ? 'elf/out-of-file' : 'elf/too-large',
        field,
      )
      return false
    }
  }
  if (!hasBytes(section)) return true
  const size = BigInt(length)
  if (section.sh_offset > size) report('elf/out-of-file', 'sh_offset', length)
  else if (section.sh_offset + section.sh_size > size) report('elf/out-of-file', 'sh_size', length)
  else return true
  return false
}

const checkEntries = (section: RawSection, layout: Layout, report: Report): void => {
  const size = entrySize(section.sh_type, layout)
  if (size === undefined) return
  if (section.sh_entsize !== BigInt(size)) report('elf/entry-size', 'sh_entsize', size)
  else if (section.sh_size % BigInt(size) !== 0n) report('elf/entry-size', 'sh_size', size)
}

/** sh_link of a table of symbols names its strings, that of relocations and extended indices the symbols. */
const checkLinks = (section: RawSection, sections: readonly RawSection[], report: Report): void => {
  const { sh_type, sh_link } = section
  const isRelocation = sh_type === SHT_REL || sh_type === SHT_RELA
  const linked = sections[sh_link]?.sh_type
  switch (sh_type) {
    case SHT_SYMTAB:
    case SHT_DYNSYM:
      if (sh_link === SHN_UNDEF || linked === undefined) report('elf/index', 'sh_link', sections.length)
      else if (linked !== SHT_STRTAB) report('elf/string', 'sh_link')
      break
    case SHT_SYMTAB_SHNDX:
      if (linked !== SHT_SYMTAB) report('elf/index', 'sh_link', sections.length)
      break
    default:
      // dynamic relocations may do without symbols
      if (isRelocation && sh_link !== SHN_UNDEF && linked !== SHT_SYMTAB && linked !== SHT_DYNSYM) {
        report('elf/index', 'sh_link', sections.length)
      }
  }
}

/** Relocations of no section are skipped by the kernel and readelf alike. */
const isOfNoSection = ({ sh_type, sh_info }: RawSection, count: number): boolean =>
  (sh_type === SHT_REL || sh_type === SHT_RELA) && sh_info >= count

/** The names' table has bytes, and ends as strings do. */
const checkNames = (bytes: Uint8Array, names: RawSection, report: Report): boolean => {
  const end = Number(names.sh_offset + names.sh_size)
  if (!hasBytes(names)) report('elf/string', 'sh_type', SHT_STRTAB)
  else if (names.sh_size === 0n || bytes[end - 1] !== 0) report('elf/string', 'sh_size')
  else return true
  return false
}

/**
 * `findings`: why the sections cannot be read (no more than a hundred of them: each is in the same file). `oddities`: what
 * is against the specification and does not matter.
 */
export const checkSections = (
  bytes: Uint8Array,
  layout: Layout,
  header: Pick<RawHeader, 'e_shoff'>,
  sections: readonly RawSection[],
  names: number,
): { readonly findings: readonly ElfFinding[]; readonly oddities: readonly ElfFinding[] } => {
  const { size, fields } = SECTION[layout.bits]
  const findings: ElfFinding[] = []
  const oddities: ElfFinding[] = []
  const reportOf =
    (index: number, to = findings): Report =>
    (code, field, limit) => {
      if (to.length >= MOST_FINDINGS) return
      const offset = Number(header.e_shoff) + index * size + fields[field][0]
      const value = String(sections[index]?.[field])
      to.push({ code, offset, field, args: { section: index, value, ...(limit !== undefined && { limit }) } })
    }
  sections.forEach((section, index) => {
    const report = reportOf(index)
    // section 0 may hold what did not fit into the header, and nothing else
    if (index === 0 && section.sh_type !== SHT_NULL) reportOf(0, oddities)('elf/unusual', 'sh_type', SHT_NULL)
    if (section.sh_type === SHT_NULL) return
    if (!checkRange(section, bytes.length, report)) return
    checkEntries(section, layout, report)
    checkLinks(section, sections, report)
    if (isOfNoSection(section, sections.length)) reportOf(index, oddities)('elf/unusual', 'sh_info', sections.length)
  })
  const table = sections[names]
  if (names === SHN_UNDEF || table === undefined || findings.length > 0) return { findings, oddities }
  if (!checkNames(bytes, table, reportOf(names))) return { findings, oddities }
  if (table.sh_type !== SHT_STRTAB) reportOf(names, oddities)('elf/unusual', 'sh_type', SHT_STRTAB)
  sections.forEach((section, index) => {
    if (section.sh_type === SHT_NULL || section.sh_name < table.sh_size) return
    reportOf(index)('elf/string', 'sh_name', Number(table.sh_size))
  })
  return { findings, oddities }
}
