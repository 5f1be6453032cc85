/**
 * An ELF file that passed the gate: its header and its sections. Nothing is copied: a section's bytes are a view.
 */

import type { ElfFinding } from './finding.ts'
import { checkElf, type ElfProblems } from './gate.ts'
import { EI_OSABI, type Layout } from './layout.ts'
import type { RawSection } from './raw.ts'
import { hasBytes } from './section-gate.ts'
import { readTable, type TableEntry } from './section-table.ts'
import { StringTable } from './string-table.ts'

/** The header's numbers, as they are: machines and types unknown here are numbers like the others. */
export interface ElfHeader {
  readonly type: number
  readonly machine: number
  readonly version: number
  readonly osabi: number
  readonly flags: number
  readonly entry: bigint
}

/** A section. Its numbers are the file's; `size` is in memory where the section has no bytes in the file. */
export class ElfSection {
  readonly index: number
  readonly type: number
  readonly flags: number
  readonly addr: bigint
  readonly offset: number
  readonly size: number
  readonly link: number
  readonly info: number
  readonly addralign: number
  readonly entsize: number
  /** A view of the file; empty for SHT_NOBITS and SHT_NULL. */
  readonly bytes: Uint8Array
  readonly #name: number
  readonly #names: StringTable | undefined

  /** `file`: the whole file. `names`: undefined where sections have none. */
  constructor(index: number, entry: TableEntry, raw: RawSection, file: Uint8Array, names: StringTable | undefined) {
    this.index = index
    this.type = raw.sh_type
    this.flags = Number(raw.sh_flags)
    this.addr = raw.sh_addr
    this.offset = entry.off
    this.size = entry.size
    this.link = entry.link
    this.info = entry.info
    this.addralign = Number(raw.sh_addralign)
    this.entsize = Number(raw.sh_entsize)
    this.bytes = hasBytes(raw) ? file.subarray(entry.off, entry.off + entry.size) : file.subarray(0, 0)
    this.#name = entry.name
    this.#names = names
  }

  /** latin1; empty where sections have no names. */
  get name(): string {
    return this.#names?.at(this.#name) ?? ''
  }

  /** The same as comparing the name, without making it. */
  isNamed(name: string): boolean {
    return this.#names === undefined ? name === '' : this.#names.isAt(this.#name, name)
  }
}

export interface ElfFile {
  readonly kind: 'elf'
  readonly bytes: Uint8Array
  /** What it was read with. */
  readonly layout: Layout
  readonly header: ElfHeader
  /** By index, section 0 included; empty where the file has no section headers. */
  readonly sections: readonly ElfSection[]
  /** What is against the specification but changed nothing. */
  readonly oddities: readonly ElfFinding[]
}

/**
 * Reads a file, or says why it cannot be read. `forced`: the layout to read it with, whatever EI_CLASS and EI_DATA say, as the
 * kernel does. Never throws for what is in the file; time and memory grow with the file's size and no faster.
 */
export const readElf = (bytes: Uint8Array, forced?: Layout): ElfFile | ElfProblems => {
  const checked = checkElf(bytes, forced)
  if (checked.kind === 'problems') return checked
  const { layout, header, sections, names, oddities } = checked
  const table = readTable(bytes, checked)
  const named = table[names]
  const strings =
    names === 0 || named === undefined ? undefined : new StringTable(bytes.subarray(named.off, named.off + named.size))
  return {
    kind: 'elf',
    bytes,
    layout,
    header: {
      type: header.e_type,
      machine: header.e_machine,
      version: header.e_version,
      osabi: header.e_ident[EI_OSABI] ?? 0,
      flags: header.e_flags,
      entry: header.e_entry,
    },
    sections: table.map((entry, index) => new ElfSection(index, entry, sections[index] as RawSection, bytes, strings)),
    oddities,
  }
}

/** The first section of that name. */
export const sectionNamed = (file: ElfFile, name: string): ElfSection | undefined =>
  file.sections.find((section) => section.type !== 0 && section.isNamed(name))

/** All sections of that name, in the file's order. */
export const sectionsNamed = (file: ElfFile, name: string): readonly ElfSection[] =>
  file.sections.filter((section) => section.type !== 0 && section.isNamed(name))
