/**
 * The table of section headers: where it is, its first entry, and that every section's bytes are in the file.
 * Follows elf_validity_cache_sechdrs() in kernel/module/main.c (Linux 6.12) and elf_validity_check() (6.1): the later
 * kernel looks at the sections before it looks at their names, the earlier one after that, and at more of them.
 */
import { SHT_NOBITS, SHT_NULL, SHT_SYMTAB } from '../../elf/numbers.ts'
import type { Check, Ending, Load } from '../load.ts'
import { SHF_ALLOC } from '../module-image.ts'
import { sayOfElf, signed } from './elf-line.ts'

const checkTable = (load: Load): Ending => {
  const { image, length } = load
  const { header, sectionEntrySize } = image
  if (header === undefined) return 'stop'
  const { e_shentsize, e_shnum } = header
  if (e_shentsize !== sectionEntrySize) {
    sayOfElf(load, 'Invalid ELF section header size')
    load.refuse('module/elf-entry-size', 'ENOEXEC', { value: e_shentsize, expected: sectionEntrySize })
    return 'stop'
  }
  const table = Number(header.e_shoff)
  if (table >= length || e_shnum * sectionEntrySize > length - table) {
    sayOfElf(load, 'Invalid ELF section header overflow')
    load.refuse('module/elf-table', 'ENOEXEC', { value: table, count: e_shnum, limit: length })
    return 'stop'
  }
  // section 0 is looked at even where the header counts none
  const count = Math.max(e_shnum, 1)
  if (table + count * sectionEntrySize > image.bytes.length) {
    load.crash('module/elf-table', { value: table, count: e_shnum, limit: length })
    return 'stop'
  }
  image.readSections(table, count)
  return undefined
}

/** The headers' own place in the file. */
export const sectionTable: Check = { name: 'section-table', needs: [], run: checkTable }

const checkZero = (load: Load): Ending => {
  const { type, size, addr } = load.image.sections
  if (type[0] === SHT_NULL && size[0] === 0 && addr[0] === 0) return undefined
  sayOfElf(load, `ELF Spec violation: section 0 type(${signed(type[0] ?? 0)})!=SH_NULL or non-zero len or addr`)
  load.refuse('module/elf-section-zero', 'ENOEXEC', { type: type[0] ?? 0 })
  return 'stop'
}

/** Section 0 is empty. */
export const sectionZero: Check = { name: 'section-zero', needs: [], run: checkZero }

const refuseRange = (load: Load, index: number): Ending => {
  const { type, offset, size } = load.image.sections
  if (load.changeOr('tellsElfErrors', true)) {
    load.log(`Invalid ELF section in module (section ${index} type ${type[index]})`)
  } else load.log(`Module len ${load.length} truncated`)
  load.refuse('module/elf-section-range', 'ENOEXEC', {
    section: index,
    type: type[index] ?? 0,
    offset: offset[index] ?? 0,
    size: size[index] ?? 0,
    limit: load.length,
  })
  return 'stop'
}

/** A symbol table must name its strings. */
const checkLink = (load: Load, index: number): Ending => {
  const { type, link } = load.image.sections
  const count = load.image.header?.e_shnum ?? 0
  const linked = link[index] ?? 0
  if (type[index] !== SHT_SYMTAB || (linked !== 0 && linked < count)) return undefined
  return refuseLink(load, index, linked, count)
}

/** sh_link of symbol table `index` names no section. */
export const refuseLink = (load: Load, index: number, linked: number, count: number): Ending => {
  const shown = signed(linked)
  sayOfElf(load, `Invalid ELF sh_link!=SHN_UNDEF(${shown}) or (sh_link(${shown}) >= hdr->e_shnum(${count})`)
  load.refuse('module/elf-symbol-strings', 'ENOEXEC', { section: index, value: linked, limit: count })
  return 'stop'
}

const checkRange = (load: Load, index: number): Ending => {
  const { offset, size } = load.image.sections
  return (offset[index] ?? 0) + (size[index] ?? 0) > load.length ? refuseRange(load, index) : undefined
}

const checkName = (load: Load, index: number, names: number): Ending => {
  const { flags, name } = load.image.sections
  const isAllocated = ((flags[index] ?? 0) & SHF_ALLOC) !== 0
  return isAllocated && (name[index] ?? 0) >= names ? refuseName(load, index, names) : undefined
}

/** `names`: the size of the table of names, where links and names are looked at in the same round. */
const checkSections = (load: Load, names?: number): Ending => {
  const { count, type } = load.image.sections
  for (let index = 1; index < count; index++) {
    if (type[index] === SHT_NULL || type[index] === SHT_NOBITS) continue
    const ending =
      names === undefined
        ? checkRange(load, index)
        : (checkLink(load, index) ?? checkRange(load, index) ?? checkName(load, index, names))
    if (ending !== undefined) return ending
  }
  return undefined
}

/** A section's name lies behind the table of names. */
export const refuseName = (load: Load, index: number, limit: number): Ending => {
  const { type, name } = load.image.sections
  sayOfElf(load, `Invalid ELF section name in module (section ${index} type ${type[index]})`)
  load.refuse('module/elf-section-name', 'ENOEXEC', { section: index, value: name[index] ?? 0, limit })
  return 'stop'
}

/** All sections' bytes are in the file. */
export const sectionRanges: Check = {
  name: 'section-ranges',
  needs: [],
  run: (load) => checkSections(load),
}

/** The same in kernels before 6.12, together with links and names. */
export const sectionRangesAndNames: Check = {
  name: 'section-ranges-and-names',
  needs: [],
  run: (load) => {
    const names = load.image.sections.size[load.image.header?.e_shstrndx ?? 0] ?? 0
    return checkSections(load, names)
  },
}
