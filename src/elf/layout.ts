/**
 * Where each field of an ELF structure lies, for both classes: System V ABI (gABI), chapter 4, "ELF Header", "Sections",
 * "Symbol Table" and "Relocation". The one table that the gate, the readers and the raw views go by.
 */

/** The class and the byte order that a file is read with. */
export interface Layout {
  readonly bits: 32 | 64
  readonly littleEndian: boolean
}

/** Offset in the structure and size, in bytes. */
export type Field = readonly [offset: number, size: 1 | 2 | 4 | 8]

export interface Structure<Name extends string> {
  readonly size: number
  readonly fields: Readonly<Record<Name, Field>>
}

export type ByClass<Name extends string> = Readonly<Record<Layout['bits'], Structure<Name>>>

/** Bytes of e_ident, and those of them that say how to read the rest. */
export const IDENT_SIZE = 16
export const EI_CLASS = 4
export const EI_DATA = 5
export const EI_VERSION = 6
export const EI_OSABI = 7

export type HeaderField =
  | 'e_type'
  | 'e_machine'
  | 'e_version'
  | 'e_entry'
  | 'e_phoff'
  | 'e_shoff'
  | 'e_flags'
  | 'e_ehsize'
  | 'e_phentsize'
  | 'e_phnum'
  | 'e_shentsize'
  | 'e_shnum'
  | 'e_shstrndx'

/** Elf32_Ehdr and Elf64_Ehdr. */
export const HEADER: ByClass<HeaderField> = {
  32: {
    size: 52,
    fields: {
      e_type: [16, 2],
      e_machine: [18, 2],
      e_version: [20, 4],
      e_entry: [24, 4],
      e_phoff: [28, 4],
      e_shoff: [32, 4],
      e_flags: [36, 4],
      e_ehsize: [40, 2],
      e_phentsize: [42, 2],
      e_phnum: [44, 2],
      e_shentsize: [46, 2],
      e_shnum: [48, 2],
      e_shstrndx: [50, 2],
    },
  },
  64: {
    size: 64,
    fields: {
      e_type: [16, 2],
      e_machine: [18, 2],
      e_version: [20, 4],
      e_entry: [24, 8],
      e_phoff: [32, 8],
      e_shoff: [40, 8],
      e_flags: [48, 4],
      e_ehsize: [52, 2],
      e_phentsize: [54, 2],
      e_phnum: [56, 2],
      e_shentsize: [58, 2],
      e_shnum: [60, 2],
      e_shstrndx: [62, 2],
    },
  },
}

export type SectionField =
  | 'sh_name'
  | 'sh_type'
  | 'sh_flags'
  | 'sh_addr'
  | 'sh_offset'
  | 'sh_size'
  | 'sh_link'
  | 'sh_info'
  | 'sh_addralign'
  | 'sh_entsize'

/** Elf32_Shdr and Elf64_Shdr. */
export const SECTION: ByClass<SectionField> = {
  32: {
    size: 40,
    fields: {
      sh_name: [0, 4],
      sh_type: [4, 4],
      sh_flags: [8, 4],
      sh_addr: [12, 4],
      sh_offset: [16, 4],
      sh_size: [20, 4],
      sh_link: [24, 4],
      sh_info: [28, 4],
      sh_addralign: [32, 4],
      sh_entsize: [36, 4],
    },
  },
  64: {
    size: 64,
    fields: {
      sh_name: [0, 4],
      sh_type: [4, 4],
      sh_flags: [8, 8],
      sh_addr: [16, 8],
      sh_offset: [24, 8],
      sh_size: [32, 8],
      sh_link: [40, 4],
      sh_info: [44, 4],
      sh_addralign: [48, 8],
      sh_entsize: [56, 8],
    },
  },
}

export type SymbolField = 'st_name' | 'st_value' | 'st_size' | 'st_info' | 'st_other' | 'st_shndx'

/** Elf32_Sym and Elf64_Sym. */
export const SYMBOL: ByClass<SymbolField> = {
  32: {
    size: 16,
    fields: {
      st_name: [0, 4],
      st_value: [4, 4],
      st_size: [8, 4],
      st_info: [12, 1],
      st_other: [13, 1],
      st_shndx: [14, 2],
    },
  },
  64: {
    size: 24,
    fields: {
      st_name: [0, 4],
      st_info: [4, 1],
      st_other: [5, 1],
      st_shndx: [6, 2],
      st_value: [8, 8],
      st_size: [16, 8],
    },
  },
}

/** Elf32_Rel and Elf64_Rel; with `r_addend` after them, Elf32_Rela and Elf64_Rela. */
export const REL: ByClass<'r_offset' | 'r_info'> = {
  32: { size: 8, fields: { r_offset: [0, 4], r_info: [4, 4] } },
  64: { size: 16, fields: { r_offset: [0, 8], r_info: [8, 8] } },
}

export const RELA: ByClass<'r_offset' | 'r_info' | 'r_addend'> = {
  32: { size: 12, fields: { ...REL[32].fields, r_addend: [8, 4] } },
  64: { size: 24, fields: { ...REL[64].fields, r_addend: [16, 8] } },
}
