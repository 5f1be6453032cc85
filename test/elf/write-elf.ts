/** Small ELF files of any class and byte order, sound unless told otherwise; `readelf` says whether the writer is right. */
import { type Field, HEADER, type Layout, REL, RELA, SECTION, SYMBOL } from '../../src/elf/layout.ts'

export const LAYOUTS: readonly Layout[] = [
  { bits: 32, littleEndian: true },
  { bits: 32, littleEndian: false },
  { bits: 64, littleEndian: true },
  { bits: 64, littleEndian: false },
]

export const nameOf = ({ bits, littleEndian }: Layout): string =>
  `${bits} bits, ${littleEndian ? 'little' : 'big'} endian`

export interface NewSection {
  readonly name: string
  readonly type: number
  readonly bytes?: Uint8Array
  /** Instead of the number of bytes. */
  readonly size?: number
  readonly flags?: number
  readonly addr?: bigint
  readonly link?: number
  readonly info?: number
  readonly addralign?: number
  readonly entsize?: number
}

export interface NewElf {
  readonly layout: Layout
  readonly machine?: number
  readonly type?: number
  /** From index 1 on; the names' table is added as the last one. */
  readonly sections: readonly NewSection[]
}

type Numbers<Name extends string> = Partial<Readonly<Record<Name, number | bigint | undefined>>>

/** One structure; what is not given is 0. */
const struct = <Name extends string>(
  layout: Layout,
  { size, fields }: { readonly size: number; readonly fields: Readonly<Record<Name, Field>> },
  values: Numbers<Name>,
): Buffer => {
  const bytes = Buffer.alloc(size)
  for (const name of Object.keys(values) as Name[]) put(bytes, layout, 0, fields[name], values[name] ?? 0)
  return bytes
}

/** Changes one field of a structure that begins at `at`. */
export const put = (bytes: Buffer, layout: Layout, at: number, [offset, size]: Field, value: number | bigint): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wide = BigInt.asUintN(size * 8, BigInt(value))
  if (size === 8) view.setBigUint64(at + offset, wide, layout.littleEndian)
  else if (size === 4) view.setUint32(at + offset, Number(wide), layout.littleEndian)
  else if (size === 2) view.setUint16(at + offset, Number(wide), layout.littleEndian)
  else view.setUint8(at + offset, Number(wide))
}

export const strings = (...names: readonly string[]): { readonly bytes: Buffer; readonly at: readonly number[] } => {
  const at: number[] = []
  let text = '\0'
  for (const name of names) {
    at.push(name === '' ? 0 : text.length)
    if (name !== '') text += `${name}\0`
  }
  return { bytes: Buffer.from(text, 'latin1'), at }
}

export const symbol = (layout: Layout, values: Numbers<keyof (typeof SYMBOL)[32]['fields']>): Buffer =>
  struct(layout, SYMBOL[layout.bits], values)

export const relocation = (layout: Layout, values: Numbers<'r_offset' | 'r_info' | 'r_addend'>): Buffer =>
  'r_addend' in values ? struct(layout, RELA[layout.bits], values) : struct(layout, REL[layout.bits], values)

/** Header, contents, section headers. From 0xff00 sections on numbers go where the gABI has them go: into section 0. */
export const writeElf = ({ layout, machine = 0, type = 1, sections }: NewElf): Buffer => {
  const all: NewSection[] = [...sections, { name: '.shstrtab', type: 3 }]
  const names = strings(...all.map(({ name }) => name))
  const contents = all.map((section, index) => (index === all.length - 1 ? names.bytes : section.bytes))
  const header = HEADER[layout.bits]
  const entry = SECTION[layout.bits]
  let end = header.size
  const places = contents.map((bytes) => {
    const start = Math.ceil(end / 8) * 8
    end = start + (bytes?.length ?? 0)
    return start
  })
  const shoff = Math.ceil(end / 8) * 8
  const count = all.length + 1
  const isExtended = count >= 0xff00
  const file = Buffer.alloc(shoff + count * entry.size)
  file.set([0x7f, 0x45, 0x4c, 0x46, layout.bits / 32, layout.littleEndian ? 1 : 2, 1])
  const values = {
    e_type: type,
    e_machine: machine,
    e_version: 1,
    e_shoff: shoff,
    e_ehsize: header.size,
    e_shentsize: entry.size,
    e_shnum: isExtended ? 0 : count,
    e_shstrndx: isExtended ? 0xffff : count - 1,
  }
  for (const [name, value] of Object.entries(values)) {
    put(file, layout, 0, header.fields[name as keyof typeof values], value)
  }
  const zero = isExtended ? { sh_size: count, sh_link: count - 1 } : {}
  file.set(struct(layout, entry, zero), shoff)
  all.forEach((section, index) => {
    const bytes = contents[index]
    if (bytes !== undefined) file.set(bytes, places[index])
    const fields = {
      sh_name: names.at[index] ?? 0,
      sh_type: section.type,
      sh_flags: section.flags ?? 0,
      sh_addr: section.addr ?? 0,
      sh_offset: places[index] ?? 0,
      sh_size: section.size ?? bytes?.length ?? 0,
      sh_link: section.link ?? 0,
      sh_info: section.info ?? 0,
      sh_addralign: section.addralign ?? 1,
      sh_entsize: section.entsize ?? 0,
    }
    file.set(struct(layout, entry, fields), shoff + (index + 1) * entry.size)
  })
  return file
}

/** An object with each kind of section: .text 1, .bss 2, .strtab 3, .symtab 4, .rel.text 5, .rela.text 6. */
export const sampleObject = (layout: Layout, machine = 0): Buffer => {
  const names = strings('first', 'second', 'outside', 'here\xe9')
  const value = layout.bits === 64 ? 0xffffffff81000000n : 0xc0000000n
  const symbols = Buffer.concat([
    symbol(layout, {}),
    symbol(layout, { st_name: names.at[0], st_info: 0x01, st_shndx: 1, st_value: 4, st_size: 8, st_other: 2 }),
    symbol(layout, { st_name: names.at[1], st_info: 0x12, st_shndx: 2, st_value: 0, st_size: 100 }),
    symbol(layout, { st_name: names.at[2], st_info: 0x20, st_shndx: 0 }),
    symbol(layout, { st_name: names.at[3], st_info: 0x10, st_shndx: 0xfff1, st_value: value }),
    symbol(layout, { st_name: names.at[0], st_info: 0x11, st_shndx: 0xfff2, st_value: 8, st_size: 8 }),
  ])
  const info = (index: number, type: number): bigint =>
    layout.bits === 64 ? (BigInt(index) << 32n) | BigInt(type) : BigInt((index << 8) | type)
  const relocations = (addends: readonly (bigint | undefined)[]): Buffer =>
    Buffer.concat(
      addends.map((addend, index) =>
        relocation(layout, {
          r_offset: index * 8,
          r_info: info(index + 1, 2),
          ...(addend !== undefined && { r_addend: addend }),
        }),
      ),
    )
  const { size: entsize } = SYMBOL[layout.bits]
  const word = layout.bits / 8
  return writeElf({
    layout,
    machine,
    sections: [
      { name: '.text', type: 1, flags: 6, bytes: Buffer.from('0123456789abcdef'), addralign: 16 },
      { name: '.bss', type: 8, flags: 3, size: 1 << 20, addralign: 64 },
      { name: '.strtab', type: 3, bytes: names.bytes },
      { name: '.symtab', type: 2, bytes: symbols, link: 3, info: 2, entsize, addralign: word },
      {
        name: '.rel.text',
        type: 9,
        bytes: relocations([undefined, undefined]),
        link: 4,
        info: 1,
        entsize: REL[layout.bits].size,
        addralign: word,
      },
      {
        name: '.rela.text',
        type: 4,
        bytes: relocations([-4n, 0n, 0x7fffffffn]),
        link: 4,
        info: 1,
        entsize: RELA[layout.bits].size,
        addralign: word,
      },
    ],
  })
}
