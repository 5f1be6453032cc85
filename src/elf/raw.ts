/**
 * The structures of a file as they are, read with a layout the caller names and judged by nobody: the kernel looks at
 * neither EI_CLASS nor EI_DATA but reads every file with its own structures, broken ones too. All that is made sure of is
 * that the bytes are there. Fields as wide as the class are bigint in both classes.
 */
import { Fields, viewOf } from './field-reader.ts'
import { HEADER, type Layout, REL, RELA, SECTION, type Structure, SYMBOL } from './layout.ts'

export interface RawHeader {
  /** e_ident, a view. */
  readonly e_ident: Uint8Array
  readonly e_type: number
  readonly e_machine: number
  readonly e_version: number
  readonly e_entry: bigint
  readonly e_phoff: bigint
  readonly e_shoff: bigint
  readonly e_flags: number
  readonly e_ehsize: number
  readonly e_phentsize: number
  readonly e_phnum: number
  readonly e_shentsize: number
  readonly e_shnum: number
  readonly e_shstrndx: number
}

export interface RawSection {
  readonly sh_name: number
  readonly sh_type: number
  readonly sh_flags: bigint
  readonly sh_addr: bigint
  readonly sh_offset: bigint
  readonly sh_size: bigint
  readonly sh_link: number
  readonly sh_info: number
  readonly sh_addralign: bigint
  readonly sh_entsize: bigint
}

export interface RawSymbol {
  readonly st_name: number
  readonly st_info: number
  readonly st_other: number
  readonly st_shndx: number
  readonly st_value: bigint
  readonly st_size: bigint
}

export interface RawRelocation {
  readonly r_offset: bigint
  readonly r_info: bigint
  /** 0 for REL, which has none. */
  readonly r_addend: bigint
}

/** Undefined where the file is shorter than the header. */
export const rawHeader = (bytes: Uint8Array, layout: Layout): RawHeader | undefined => {
  const structure = HEADER[layout.bits]
  if (bytes.length < structure.size) return undefined
  const fields = new Fields(viewOf(bytes), 0, structure, layout)
  return {
    e_ident: bytes.subarray(0, 16),
    e_type: fields.narrow('e_type'),
    e_machine: fields.narrow('e_machine'),
    e_version: fields.narrow('e_version'),
    e_entry: fields.wide('e_entry'),
    e_phoff: fields.wide('e_phoff'),
    e_shoff: fields.wide('e_shoff'),
    e_flags: fields.narrow('e_flags'),
    e_ehsize: fields.narrow('e_ehsize'),
    e_phentsize: fields.narrow('e_phentsize'),
    e_phnum: fields.narrow('e_phnum'),
    e_shentsize: fields.narrow('e_shentsize'),
    e_shnum: fields.narrow('e_shnum'),
    e_shstrndx: fields.narrow('e_shstrndx'),
  }
}

/** Entry `index` of the table at `table`, or undefined where not all of its `size` bytes are in the file. */
const entryOf = <Name extends string>(
  bytes: Uint8Array,
  layout: Layout,
  structure: Structure<Name>,
  table: bigint,
  index: number,
  size = structure.size,
): Fields<Name> | undefined => {
  const at = table + BigInt(size) * BigInt(index)
  return at + BigInt(size) <= BigInt(bytes.length)
    ? new Fields(viewOf(bytes), Number(at), structure, layout)
    : undefined
}

/**
 * Section header `index`. Entries are as far apart as the layout's structure is long, whatever e_shentsize says, and
 * `index` may be e_shnum or more: a C array knows no better. Undefined where not all of it is in the file.
 */
export const rawSection = (
  bytes: Uint8Array,
  layout: Layout,
  header: Pick<RawHeader, 'e_shoff'>,
  index: number,
): RawSection | undefined => {
  const fields = entryOf(bytes, layout, SECTION[layout.bits], header.e_shoff, index)
  if (fields === undefined) return undefined
  return {
    sh_name: fields.narrow('sh_name'),
    sh_type: fields.narrow('sh_type'),
    sh_flags: fields.wide('sh_flags'),
    sh_addr: fields.wide('sh_addr'),
    sh_offset: fields.wide('sh_offset'),
    sh_size: fields.wide('sh_size'),
    sh_link: fields.narrow('sh_link'),
    sh_info: fields.narrow('sh_info'),
    sh_addralign: fields.wide('sh_addralign'),
    sh_entsize: fields.wide('sh_entsize'),
  }
}

/** Symbol `index` of the table that begins at `table`, an offset in the file. Undefined where not all of it is there. */
export const rawSymbol = (bytes: Uint8Array, layout: Layout, table: bigint, index: number): RawSymbol | undefined => {
  const fields = entryOf(bytes, layout, SYMBOL[layout.bits], table, index)
  if (fields === undefined) return undefined
  return {
    st_name: fields.narrow('st_name'),
    st_info: fields.narrow('st_info'),
    st_other: fields.narrow('st_other'),
    st_shndx: fields.narrow('st_shndx'),
    st_value: fields.wide('st_value'),
    st_size: fields.wide('st_size'),
  }
}

/** Relocation `index` of the table at `table`. Undefined where not all of it is there. */
export const rawRelocation = (
  bytes: Uint8Array,
  layout: Layout,
  table: bigint,
  index: number,
  kind: 'rel' | 'rela',
): RawRelocation | undefined => {
  const { bits } = layout
  const fields = entryOf(bytes, layout, RELA[bits], table, index, (kind === 'rela' ? RELA : REL)[bits].size)
  if (fields === undefined) return undefined
  return {
    r_offset: fields.wide('r_offset'),
    r_info: fields.wide('r_info'),
    r_addend: kind === 'rela' ? fields.signed('r_addend') : 0n,
  }
}
