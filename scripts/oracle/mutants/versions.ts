/**
 * Mutations of __versions, the CRCs that the module was built with, and of what it exports.
 */
import type { Draw } from './draw.ts'
import type { ElfEdit } from './elf-edit.ts'
import { changeNumber, changesCode, keepsCode, type Mutate } from './mutation.ts'

const ENTRY = 64
const NAME_AT = 8

const entryName = (entry: Uint8Array): string =>
  Buffer.from(entry.subarray(NAME_AT)).toString('latin1').replace(/\0.*$/s, '')

const entriesOf = (content: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.floor(content.length / ENTRY) }, (_, index) =>
    content.slice(index * ENTRY, (index + 1) * ENTRY),
  )

type Change = (entries: Uint8Array[], at: number, draw: Draw) => string

const crcBit: Change = (entries, at, draw) => {
  const bit = draw.below(32)
  const entry = entries[at]
  if (entry !== undefined) entry[bit >> 3] = (entry[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return `CRC bit ${bit}`
}

/** The CRC is an `unsigned long` in the file. */
const highBit: Change = (entries, at, draw) => {
  const bit = 32 + draw.below(32)
  const entry = entries[at]
  if (entry !== undefined) entry[bit >> 3] = (entry[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return `bit ${bit} of the word of the CRC`
}

const drop: Change = (entries, at) => {
  entries.splice(at, 1)
  return 'dropped'
}

/** The first of a name counts. */
const duplicate: Change = (entries, at, draw) => {
  const entry = entries[at]
  if (entry === undefined) return 'nothing'
  const copy = entry.slice()
  copy[0] = (copy[0] ?? 0) ^ 1
  const before = draw.oneIn(2)
  entries.splice(before ? at : at + 1, 0, copy)
  return `another CRC ${before ? 'before' : 'after'} it`
}

const reorder: Change = (entries) => {
  entries.reverse()
  return 'all in reverse order'
}

const rename: Change = (entries, at, draw) => {
  const entry = entries[at]
  if (entry === undefined) return 'nothing'
  const letter = NAME_AT + draw.below(entryName(entry).length + 1)
  entry[letter] = draw.of([0x78, 0, 0x2e])
  return `named ${entryName(entry)}`
}

const full: Change = (entries, at) => {
  entries[at]?.fill(0x61, NAME_AT)
  return 'a name without end'
}

const none: Change = (entries) => {
  entries.length = 0
  return 'all dropped'
}

const CHANGES = [crcBit, crcBit, crcBit, highBit, drop, drop, duplicate, duplicate, reorder, rename, rename, full, none]

export const mutateVersions: Mutate = (elf, draw) => {
  const section = elf.section('__versions')
  if (section === undefined) return undefined
  const entries = entriesOf(elf.contentOf(section))
  const layout = entries.findIndex((entry) => entryName(entry) === 'module_layout')
  const at = draw.oneIn(3) ? layout : draw.below(entries.length)
  const name = entryName(entries[at] ?? new Uint8Array(ENTRY))
  const what = draw.of(CHANGES)(entries, at, draw)
  const rest = new Uint8Array(draw.oneIn(8) ? draw.below(ENTRY) : 0)
  elf.replace(section, Buffer.concat([...entries, rest]))
  return keepsCode(`__versions: ${name}: ${what}${rest.length === 0 ? '' : `, ${rest.length} bytes more`}`)
}

const EXPORTED = ['_printk', 'kfree', 'crc_itu_t', 'nobody', 'memcpy']

/** What the module exports is named otherwise, perhaps as something is already. */
export const mutateExportNames: Mutate = (elf, draw) => {
  const section = elf.section('__ksymtab_strings')
  if (section === undefined || section.size < 16) return undefined
  const text = Buffer.from(elf.contentOf(section)).toString('latin1')
  const starts = [...text.matchAll(/[^\0]{4,}/g)]
  const found = draw.of(starts)
  const name = draw.of(EXPORTED.filter(({ length }) => length <= found[0].length))
  const at = section.offset + found.index
  elf.bytes.set(Buffer.from(name.padEnd(found[0].length, '\0'), 'latin1'), at)
  return keepsCode(`exports ${name} for ${found[0]}`)
}

const TABLES = ['__ksymtab', '__ksymtab_gpl', '__kcrctab', '__kcrctab_gpl']

export const mutateExportTable: Mutate = (elf: ElfEdit, draw: Draw) => {
  const tables = elf.sections.filter(({ name }) => TABLES.includes(name))
  if (tables.length === 0) return undefined
  const table = draw.of(tables)
  const field = draw.of(['sh_size', 'sh_type', 'sh_flags'] as const)
  const near = field === 'sh_size' ? [0n, 4n, 12n] : [0n, 2n]
  return changesCode(changeNumber(elf, draw, elf.sectionField(table.index, field), `${table.name} ${field}`, near))
}
