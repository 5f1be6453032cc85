/**
 * Files made to cost time or memory: counts as large as a field allows, tables that lie on top of each other, names that
 * never end, lists of a hundred thousand. Each is an x86-64 module as far as the loader would look.
 */
import { HEADER, SECTION, SYMBOL } from '../../../src/elf/layout.ts'

export interface Crafted {
  readonly name: string
  /** Some are of megabytes: each is made when it is its turn. */
  readonly make: () => Uint8Array
}

interface Section {
  readonly name: string
  readonly type: number
  readonly flags?: bigint
  readonly content?: Uint8Array
  /** Instead of what follows from the content. */
  readonly offset?: bigint
  readonly size?: bigint
  readonly link?: number
  readonly info?: number
}

const text = (value: string): Uint8Array => Buffer.from(value, 'latin1')

/** An ELF file of these sections; `.shstrtab` is added as the last one. `count`: what the header says instead. */
const elf = (sections: readonly Section[], count?: number): Uint8Array => {
  const names = ['', ...new Set(sections.map(({ name }) => name)), '.shstrtab']
  const nameAt = new Map<string, number>()
  let namesSize = 0
  for (const name of names) {
    nameAt.set(name, namesSize)
    namesSize += name.length + 1
  }
  const all: Section[] = [
    { name: '', type: 0 },
    ...sections,
    { name: '.shstrtab', type: 3, content: text(`${names.join('\0')}\0`) },
  ]
  const contents: Uint8Array[] = []
  const offsets: number[] = []
  let end: number = HEADER[64].size
  for (const { content } of all) {
    offsets.push(end)
    if (content === undefined) continue
    const padded = new Uint8Array(Math.ceil(content.length / 8) * 8)
    padded.set(content)
    contents.push(padded)
    end += padded.length
  }
  const table = new DataView(new ArrayBuffer(all.length * SECTION[64].size))
  for (const [index, { name, type, flags = 0n, content, offset, size, link = 0, info = 0 }] of all.entries()) {
    const at = index * SECTION[64].size
    table.setUint32(at, nameAt.get(name) ?? 0, true)
    table.setUint32(at + 4, type, true)
    table.setBigUint64(at + 8, flags, true)
    table.setBigUint64(at + 24, offset ?? BigInt(index === 0 ? 0 : (offsets[index] ?? 0)), true)
    table.setBigUint64(at + 32, size ?? BigInt(content?.length ?? 0), true)
    table.setUint32(at + 40, link, true)
    table.setUint32(at + 44, info, true)
    table.setBigUint64(at + 48, 1n, true)
  }
  const header = new DataView(new ArrayBuffer(HEADER[64].size))
  for (const [at, byte] of [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1].entries()) header.setUint8(at, byte)
  header.setUint16(16, 1, true)
  header.setUint16(18, 62, true)
  header.setUint32(20, 1, true)
  header.setBigUint64(40, BigInt(end), true)
  header.setUint16(52, 64, true)
  header.setUint16(58, 64, true)
  header.setUint16(60, count ?? all.length, true)
  header.setUint16(62, all.length - 1, true)
  return Buffer.concat([new Uint8Array(header.buffer), ...contents, new Uint8Array(table.buffer)])
}

const moduleOf = (name: string, size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  bytes.set(text(name), 24)
  return bytes
}

/** What every module must have, with symbols named by offsets into a table of strings. */
const withSymbols = (
  structSize: number,
  modinfo: string,
  strings: Uint8Array,
  nameOffsets: readonly number[],
  more: readonly Section[] = [],
): Uint8Array => {
  const symbols = new DataView(new ArrayBuffer((nameOffsets.length + 1) * SYMBOL[64].size))
  for (const [index, offset] of nameOffsets.entries()) {
    symbols.setUint32((index + 1) * SYMBOL[64].size, offset, true)
    symbols.setUint8((index + 1) * SYMBOL[64].size + 4, 0x10)
  }
  const first = 3 + more.length
  return elf([
    { name: '.modinfo', type: 1, flags: 2n, content: text(modinfo) },
    { name: '.gnu.linkonce.this_module', type: 1, flags: 3n, content: moduleOf('crafted', structSize) },
    ...more,
    { name: '.symtab', type: 2, content: new Uint8Array(symbols.buffer), link: first + 1 },
    { name: '.strtab', type: 3, content: strings },
  ])
}

const MANY = 65_000
const repeat = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** `structSize`, `vermagic`: those of the kernel, so that the loader comes far. */
export const craftedFiles = (structSize: number, vermagic: string): readonly Crafted[] => {
  const modinfo = `vermagic=${vermagic}\0license=GPL\0name=crafted\0intree=Y\0`
  const versions = new Uint8Array(64 * 50_000).fill(0x61)
  const endless = new Uint8Array(1 << 20).fill(0x61)
  const names = text(`\0${repeat(100_000, (index) => `symbol_${index}`).join('\0')}\0`)
  const longName = `.${'n'.repeat(60_000)}`
  const rela = (info: number): Section => ({ name: '.rela', type: 4, offset: 64n, size: BigInt(24 * 40_000), info })
  return [
    { name: 'as many sections as there can be', make: () => elf(repeat(65_278, () => ({ name: '.x', type: 1 }))) },
    { name: 'e_shnum 65535 of few', make: () => elf([{ name: '.x', type: 1 }], 0xffff) },
    { name: 'a section of 2^63 bytes', make: () => elf([{ name: '.x', type: 1, size: 1n << 63n }]) },
    {
      name: 'a .bss of 2^62 bytes',
      make: () =>
        withSymbols(structSize, modinfo, text('\0'), [], [{ name: '.bss', type: 8, flags: 3n, size: 1n << 62n }]),
    },
    {
      name: 'names without end',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          endless,
          repeat(40_000, (index) => index),
        ),
    },
    {
      name: 'one long name for all',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          Buffer.concat([endless, text('\0')]),
          repeat(40_000, () => 0),
        ),
    },
    {
      name: 'many unknown symbols',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          names,
          repeat(100_000, (index) => 1 + index * 9),
        ),
    },
    {
      name: 'the file as its strings',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          names,
          repeat(50_000, (index) => index * 31),
        ),
    },
    {
      name: 'many versions',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          names,
          repeat(20_000, (index) => 1 + index * 9),
          [{ name: '__versions', type: 1, flags: 2n, content: versions }],
        ),
    },
    {
      name: 'a long .modinfo',
      make: () =>
        withSymbols(
          structSize,
          modinfo + repeat(200_000, (index) => `parm=p${index}:text\0parmtype=p${index}:int\0`).join(''),
          text('\0'),
          [],
        ),
    },
    { name: 'a .modinfo without NULs', make: () => withSymbols(structSize, 'x'.repeat(4 << 20), text('\0'), []) },
    {
      name: 'import_ns without number',
      make: () =>
        withSymbols(
          structSize,
          modinfo + 'import_ns=x\0'.repeat(300_000),
          names,
          repeat(10_000, (index) => 1 + index * 9),
        ),
    },
    {
      name: 'sections of one name',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          text('\0'),
          [],
          repeat(MANY, () => ({ name: '.modinfo', type: 1, flags: 2n })),
        ),
    },
    {
      name: 'relocations on top of each other',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          names,
          repeat(40_000, () => 1),
          repeat(MANY, () => rela(1)),
        ),
    },
    {
      name: 'one name of a section for all',
      make: () => elf(repeat(MANY, () => ({ name: longName, type: 1, flags: 2n }))),
    },
    {
      name: 'a signature of the whole file',
      make: () =>
        Buffer.concat([
          new Uint8Array(1 << 20).fill(0x30),
          new Uint8Array([0, 0, 2, 0, 0, 0, 0, 0, 0, 0x0f, 0xff, 0xf0]),
          text('~Module signature appended~\n'),
        ]),
    },
  ]
}
