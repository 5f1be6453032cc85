/**
 * Mutations of section headers, of names, and of the table as a whole.
 */
import { SECTION, type SectionField } from '../../../src/elf/layout.ts'
import type { Draw } from './draw.ts'
import type { EditSection, ElfEdit } from './elf-edit.ts'
import { changeNumber, changesCode, keepsCode, type Mutate, type Mutation, setNumber } from './mutation.ts'

/** Sections by which the kernel decides; the others it only copies. */
const LOOKED_AT = [
  '.modinfo',
  '__versions',
  '.gnu.linkonce.this_module',
  '.symtab',
  '.strtab',
  '.shstrtab',
  '__ksymtab',
  '__ksymtab_gpl',
  '__kcrctab',
  '__kcrctab_gpl',
  '__param',
  '.data..percpu',
]

const aSection = (elf: ElfEdit, draw: Draw): EditSection => {
  const notable = elf.sections.filter(({ name }) => LOOKED_AT.includes(name))
  return draw.below(3) > 0 && notable.length > 0 ? draw.of(notable) : draw.of(elf.sections)
}

/** Names of them that the kernel's verdict goes by in whole: another place or size of others is a change of code. */
const isData = ({ name, flags }: EditSection): boolean =>
  (flags & 2) !== 0 && name !== '.modinfo' && name !== '__versions' && !name.startsWith('.note')

const named = ({ index, name }: EditSection, field: string): string => `section ${index} ${name} ${field}`

/** Types of the gABI that a kernel tells apart, and some it does not. */
const TYPES = [0n, 1n, 2n, 3n, 4n, 7n, 8n, 9n, 11n, 14n, 17n, 0x6fffffffn, 0x70000001n]
const FLAG_BITS = [1n, 2n, 4n, 0x10n, 0x20n, 0x40n, 0x800n, 0x8000_0000n, 1n << 40n]

const changeField = (elf: ElfEdit, draw: Draw, section: EditSection, field: SectionField): Mutation => {
  const place = elf.sectionField(section.index, field)
  const what = named(section, field)
  if (field === 'sh_type') {
    const text = setNumber(elf, place, draw.of(TYPES), what)
    return section.type === 4 || isData(section) ? changesCode(text) : keepsCode(text)
  }
  if (field === 'sh_flags') {
    const text = setNumber(elf, place, elf.get(place) ^ draw.of(FLAG_BITS), what)
    return isData(section) ? changesCode(text) : keepsCode(text)
  }
  const end = BigInt(elf.length)
  const { size } = section
  const near =
    field === 'sh_offset'
      ? [end, end - BigInt(size), end - BigInt(size) + 1n, 64n]
      : field === 'sh_size'
        ? [end, end - BigInt(section.offset), end - BigInt(section.offset) + 1n, BigInt(size & ~7), BigInt(size + 8)]
        : field === 'sh_name'
          ? elf.sections.map(({ index }) => elf.get(elf.sectionField(index, 'sh_name')))
          : field === 'sh_link' || field === 'sh_info'
            ? elf.sections.map(({ index }) => BigInt(index))
            : []
  return changesCode(changeNumber(elf, draw, place, what, near))
}

const FIELDS = Object.keys(SECTION[64].fields) as SectionField[]

export const mutateSection: Mutate = (elf, draw) => changeField(elf, draw, aSection(elf, draw), draw.of(FIELDS))

export const mutateFlags: Mutate = (elf, draw) => changeField(elf, draw, aSection(elf, draw), 'sh_flags')

export const mutateType: Mutate = (elf, draw) => changeField(elf, draw, aSection(elf, draw), 'sh_type')

/** A letter of a name, so that the kernel does not find the section. */
export const renameSection: Mutate = (elf, draw) => {
  const section = aSection(elf, draw)
  const names = elf.section('.shstrtab')
  if (names === undefined || section.index === 0 || section.name === '') return undefined
  const at =
    names.offset + Number(elf.get(elf.sectionField(section.index, 'sh_name'))) + draw.below(section.name.length)
  return changesCode(changeNumber(elf, draw, { at, size: 1 }, named(section, 'a letter of its name')))
}

interface NewSection {
  readonly name: string
  readonly type: bigint
  readonly flags: bigint
  readonly size: bigint
}

const NEW: readonly NewSection[] = [
  { name: '.modinfo', type: 1n, flags: 2n, size: 32n },
  { name: '.modinfo', type: 1n, flags: 0n, size: 32n },
  { name: '.gnu.linkonce.this_module', type: 1n, flags: 3n, size: 0x380n },
  { name: '.gnu.linkonce.this_module', type: 8n, flags: 3n, size: 0x380n },
  { name: '__versions', type: 1n, flags: 2n, size: 64n },
  { name: '.symtab2', type: 2n, flags: 0n, size: 24n },
  { name: '.ctors', type: 1n, flags: 3n, size: 0n },
  { name: '.init_array', type: 14n, flags: 3n, size: 0n },
  { name: '.wx', type: 1n, flags: 7n, size: 16n },
  { name: '.wx', type: 1n, flags: 5n, size: 16n },
  { name: '.bss.big', type: 8n, flags: 3n, size: 0x4000_0000n },
  { name: '.bss.big', type: 8n, flags: 3n, size: 0x10_0000n },
  { name: '.rel.text', type: 9n, flags: 0n, size: 0n },
  { name: '__ksymtab', type: 1n, flags: 2n, size: 12n },
  { name: '__kcrctab', type: 1n, flags: 2n, size: 4n },
]

/** The table goes to the end of the file, one or two entries longer, and the names with it. */
export const addSections: Mutate = (elf, draw) => {
  const names = elf.section('.shstrtab')
  if (names === undefined) return undefined
  const pairs = draw.oneIn(4) ? [draw.of(NEW), draw.of(NEW)] : [draw.of(NEW)]
  const { size: entry } = SECTION[64]
  const at = Number(elf.get(elf.header('e_shoff')))
  const table = elf.bytes.slice(at, at + elf.sections.length * entry)
  const added = new Uint8Array(pairs.length * entry)
  const text = pairs.map(({ name }) => `${name}\0`).join('')
  const namesAt = elf.append(Buffer.concat([elf.contentOf(names), Buffer.from(text, 'latin1')]))
  const content = elf.append(new Uint8Array(0x400), 64)
  const tableAt = elf.append(Buffer.concat([table, added]), 8)
  const put = (index: number, field: SectionField, value: bigint): void => {
    const [offset, size] = SECTION[64].fields[field]
    elf.set({ at: tableAt + index * entry + offset, size }, value)
  }
  put(names.index, 'sh_offset', BigInt(namesAt))
  put(names.index, 'sh_size', BigInt(names.size + text.length))
  let nameAt = names.size
  for (const [number, { name, type, flags, size }] of pairs.entries()) {
    const index = elf.sections.length + number
    put(index, 'sh_name', BigInt(nameAt))
    put(index, 'sh_type', type)
    put(index, 'sh_flags', flags)
    put(index, 'sh_offset', BigInt(content))
    put(index, 'sh_size', size)
    put(index, 'sh_addralign', 8n)
    if (type === 9n) put(index, 'sh_info', 1n)
    if (type === 2n) put(index, 'sh_link', BigInt(elf.section('.strtab')?.index ?? 0))
    nameAt += name.length + 1
  }
  elf.set(elf.header('e_shoff'), BigInt(tableAt))
  elf.set(elf.header('e_shnum'), BigInt(elf.sections.length + pairs.length))
  return changesCode(
    `added ${pairs.map(({ name, type, flags, size }) => `${name}:${type}:${flags}:${size}`).join(' ')}`,
  )
}
