/**
 * The table of section names.
 * Follows elf_validity_cache_secstrings() in kernel/module/main.c (Linux 6.12) and elf_validity_check() (6.1).
 */
import { SHT_NULL, SHT_STRTAB } from '../../elf/numbers.ts'
import type { Check, Ending, Load } from '../load.ts'
import { sayOfElf } from './elf-line.ts'
import { refuseName } from './section-table.ts'

const checkIndex = (load: Load): Ending => {
  const { e_shstrndx: index = 0, e_shnum: count = 0 } = load.image.header ?? {}
  if (index !== 0 && index < count) return undefined
  sayOfElf(load, `Invalid ELF section name index: ${index} || e_shstrndx (${index}) >= e_shnum (${count})`)
  load.refuse('module/elf-names-index', 'ENOEXEC', { value: index, limit: count })
  return 'stop'
}

/** Kernels before 6.12 look here whether the table lies in the file, later ones at its type. */
const checkPlace = (load: Load, index: number, isStrict: boolean): Ending => {
  const { type, offset, size } = load.image.sections
  const kind = type[index] ?? 0
  if (isStrict && kind !== SHT_STRTAB) {
    sayOfElf(load, `Invalid ELF section name table type: ${kind}`)
    load.refuse('module/elf-names-type', 'ENOEXEC', { section: index, type: kind })
    return 'stop'
  }
  if (isStrict || (offset[index] ?? 0) + (size[index] ?? 0) <= load.length) return undefined
  sayOfElf(load, `Invalid ELF section hdr(type ${kind})`)
  load.refuse('module/elf-section-range', 'ENOEXEC', {
    section: index,
    type: kind,
    offset: offset[index] ?? 0,
    size: size[index] ?? 0,
    limit: load.length,
  })
  return 'stop'
}

const checkStrings = (load: Load, index: number): Ending => {
  const { image } = load
  const at = image.sections.offset[index] ?? 0
  const size = image.sections.size[index] ?? 0
  image.namesAt = at
  if (size === 0) {
    sayOfElf(load, 'empty section name table')
    load.refuse('module/elf-names', 'ENOEXEC', { section: index, reason: 'empty' })
    return 'stop'
  }
  if (image.bytes[at + size - 1] === 0) return undefined
  sayOfElf(load, "ELF Spec violation: section name table isn't null terminated")
  load.refuse('module/elf-names', 'ENOEXEC', { section: index, reason: 'unterminated' })
  return 'stop'
}

const checkEachName = (load: Load, index: number): Ending => {
  const { count, type, name, size } = load.image.sections
  const limit = size[index] ?? 0
  for (let section = 0; section < count; section++) {
    if (type[section] !== SHT_NULL && (name[section] ?? 0) >= limit) return refuseName(load, section, limit)
  }
  return undefined
}

const checkNames = (load: Load, isStrict: boolean): Ending => {
  const index = load.image.header?.e_shstrndx ?? 0
  return (
    checkIndex(load) ??
    checkPlace(load, index, isStrict) ??
    checkStrings(load, index) ??
    (isStrict ? checkEachName(load, index) : undefined)
  )
}

/** Names as kernels since 6.12 check them, behind the sections' ranges. */
export const sectionNames: Check = { name: 'section-names', needs: [], run: (load) => checkNames(load, true) }

/** Names as kernels before check them, ahead of the ranges. */
export const sectionNameTable: Check = { name: 'section-name-table', needs: [], run: (load) => checkNames(load, false) }
