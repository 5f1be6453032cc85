/**
 * A relocatable ELF file of given sections: System V ABI (gABI), chapter 4. For files that stand for others; what a
 * compiler puts beyond the headers is the caller's.
 */
import { type Field, HEADER, IDENT_SIZE, type Layout, SECTION } from './layout.ts'
import { SHT_STRTAB } from './numbers.ts'

export interface ObjectSection {
  readonly name: string
  /** sh_type and sh_flags. */
  readonly type: number
  readonly flags?: number
  readonly bytes: Uint8Array
  /** sh_link: index of a section, the first given one being 1. */
  readonly link?: number
  readonly info?: number
  readonly entsize?: number
}

export interface NewObject {
  readonly layout: Layout
  /** e_machine and e_flags. */
  readonly machine: number
  readonly flags: number
  readonly sections: readonly ObjectSection[]
}

const ET_REL = 1
const EV_CURRENT = 1
/** Every content begins at a multiple of it. */
const ALIGNMENT = 8

/** Writes numbers into the fields of one structure; fields that are not named stay 0. */
const fill = <Name extends string>(
  view: DataView,
  at: number,
  fields: Readonly<Record<Name, Field>>,
  values: Partial<Readonly<Record<Name, number>>>,
  littleEndian: boolean,
): void => {
  for (const name of Object.keys(values) as Name[]) {
    const [offset, size] = fields[name]
    const value = values[name] ?? 0
    if (size === 8) view.setBigUint64(at + offset, BigInt(value), littleEndian)
    else if (size === 4) view.setUint32(at + offset, value, littleEndian)
    else if (size === 2) view.setUint16(at + offset, value, littleEndian)
    else view.setUint8(at + offset, value)
  }
}

const aligned = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT

/** The texts one after the other, each ended by a NUL, behind an empty one; and where each begins. */
export const stringTable = (
  texts: readonly string[],
): { readonly bytes: Uint8Array; readonly at: readonly number[] } => {
  const at: number[] = []
  let text = '\0'
  for (const one of texts) {
    at.push(text.length)
    text += `${one}\0`
  }
  return { bytes: Buffer.from(text, 'latin1'), at }
}

/** The file: header, contents, section headers, the names of sections being the last. Fewer than 0xff00 sections. */
export const writeObject = ({ layout, machine, flags, sections }: NewObject): Uint8Array => {
  const { bits, littleEndian } = layout
  const names = stringTable([...sections.map(({ name }) => name), '.shstrtab'])
  const all: readonly ObjectSection[] = [...sections, { name: '.shstrtab', type: SHT_STRTAB, bytes: names.bytes }]
  const [header, entry] = [HEADER[bits], SECTION[bits]]
  const places: number[] = []
  let end = header.size
  for (const { bytes } of all) {
    places.push(aligned(end))
    end = aligned(end) + bytes.length
  }
  const table = aligned(end)
  const file = new Uint8Array(table + (all.length + 1) * entry.size)
  const view = new DataView(file.buffer)
  file.set([0x7f, 0x45, 0x4c, 0x46, bits / 32, littleEndian ? 1 : 2, EV_CURRENT].slice(0, IDENT_SIZE))
  const head = {
    e_type: ET_REL,
    e_machine: machine,
    e_version: EV_CURRENT,
    e_shoff: table,
    e_flags: flags,
    e_ehsize: header.size,
    e_shentsize: entry.size,
    e_shnum: all.length + 1,
    e_shstrndx: all.length,
  }
  fill(view, 0, header.fields, head, littleEndian)
  for (const [index, section] of all.entries()) {
    const offset = places[index] ?? 0
    file.set(section.bytes, offset)
    const values = {
      sh_name: names.at[index] ?? 0,
      sh_type: section.type,
      sh_flags: section.flags ?? 0,
      sh_offset: offset,
      sh_size: section.bytes.length,
      sh_link: section.link ?? 0,
      sh_info: section.info ?? 0,
      sh_addralign: 1,
      sh_entsize: section.entsize ?? 0,
    }
    fill(view, table + (index + 1) * entry.size, entry.fields, values, littleEndian)
  }
  return file
}
