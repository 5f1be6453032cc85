/**
 * ELF's own numbers, under the names of the gABI (chapter 4). Only those that are told apart here or a floor above.
 */

export const ELFCLASS32 = 1
export const ELFCLASS64 = 2
export const ELFDATA2LSB = 1
export const ELFDATA2MSB = 2
export const EV_CURRENT = 1

export const EM_386 = 3
export const EM_MIPS = 8
export const EM_PPC64 = 21
export const EM_X86_64 = 62

/** Section indices from SHN_LORESERVE on are no sections; SHN_XINDEX says that the index did not fit and is elsewhere. */
export const SHN_UNDEF = 0
export const SHN_LORESERVE = 0xff00
export const SHN_ABS = 0xfff1
export const SHN_COMMON = 0xfff2
export const SHN_XINDEX = 0xffff

export const SHT_NULL = 0
export const SHT_SYMTAB = 2
export const SHT_STRTAB = 3
export const SHT_RELA = 4
export const SHT_NOBITS = 8
export const SHT_REL = 9
export const SHT_DYNSYM = 11
export const SHT_SYMTAB_SHNDX = 18

export const STB_WEAK = 2
export const STT_SECTION = 3
