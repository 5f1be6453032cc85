/**
 * Writing x86-64 files section by section, each as right or as wrong as it is wanted.
 */
import { HEADER, SECTION, SYMBOL } from '../../../src/elf/layout.ts'

export interface CraftedSection {
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

export const text = (value: string): Uint8Array => Buffer.from(value, 'latin1')

/** An ELF file of these sections; `.shstrtab` is added as the last one. `count`: what the header says instead. */
export const elf = (sections: readonly CraftedSection[], count?: number): Uint8Array => {
  const names = ['', ...new Set(sections.map(({ name }) => name)), '.shstrtab']
  const nameAt = new Map<string, number>()
  let namesSize = 0
  for (const name of names) {
    nameAt.set(name, namesSize)
    namesSize += name.length + 1
  }
  const all: CraftedSection[] = [
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
export const withSymbols = (
  structSize: number,
  modinfo: string,
  strings: Uint8Array,
  nameOffsets: readonly number[],
  more: readonly CraftedSection[] = [],
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
