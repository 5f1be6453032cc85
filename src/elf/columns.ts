/**
 * Section headers and symbols column by column, as they are in the file: for whoever looks at all of them in thousands of
 * files, and judges them alone. Numbers of 64 bits are doubles: exact up to 2^53, and beyond that far outside of any file.
 */
import { viewOf } from './field-reader.ts'
import { type Layout, SECTION, SYMBOL } from './layout.ts'

const WORD = 0x1_0000_0000

/** One entry per section header. Of flags, the lower 32 bits: no more are given a meaning. */
export interface SectionColumns {
  readonly count: number
  readonly name: readonly number[]
  readonly type: readonly number[]
  readonly flags: readonly number[]
  readonly addr: readonly number[]
  readonly offset: readonly number[]
  readonly size: readonly number[]
  readonly link: readonly number[]
  readonly info: readonly number[]
  readonly addralign: readonly number[]
}

/**
 * The headers of `count` sections at offset `table`, a structure apart whatever e_shentsize says. Whoever calls has made
 * sure that they are in the file.
 */
export const sectionColumns = (bytes: Uint8Array, layout: Layout, table: number, count: number): SectionColumns => {
  const { bits, littleEndian: little } = layout
  const { size: entry, fields } = SECTION[bits]
  const view = viewOf(bytes)
  // a typed array for each would cost more than what is put into it: sections are few
  const name = new Array<number>(count)
  const type = new Array<number>(count)
  const flags = new Array<number>(count)
  const addr = new Array<number>(count)
  const offset = new Array<number>(count)
  const size = new Array<number>(count)
  const link = new Array<number>(count)
  const info = new Array<number>(count)
  const addralign = new Array<number>(count)
  const wideAt =
    bits === 32
      ? (at: number): number => view.getUint32(at, little)
      : (at: number): number =>
          view.getUint32(little ? at : at + 4, little) + view.getUint32(little ? at + 4 : at, little) * WORD
  const flagsAt = fields.sh_flags[0] + (bits === 64 && !little ? 4 : 0)
  for (let index = 0, at = table; index < count; index++, at += entry) {
    name[index] = view.getUint32(at + fields.sh_name[0], little)
    type[index] = view.getUint32(at + fields.sh_type[0], little)
    flags[index] = view.getUint32(at + flagsAt, little)
    addr[index] = wideAt(at + fields.sh_addr[0])
    offset[index] = wideAt(at + fields.sh_offset[0])
    size[index] = wideAt(at + fields.sh_size[0])
    link[index] = view.getUint32(at + fields.sh_link[0], little)
    info[index] = view.getUint32(at + fields.sh_info[0], little)
    addralign[index] = wideAt(at + fields.sh_addralign[0])
  }
  return { count, name, type, flags, addr, offset, size, link, info, addralign }
}

/** One entry per symbol. `value` is read where it is asked for: few are. */
export interface SymbolColumns {
  readonly count: number
  readonly name: Uint32Array
  /** st_info: STB_… above, STT_… in the lower four bits. */
  readonly info: Uint8Array
  /** As it stands in the symbol, 0xffff where the index is elsewhere. */
  readonly shndx: Uint16Array
  value(index: number): bigint
}

/** The whole symbols among `size` bytes at offset `table`, all of them in the file. */
export const symbolColumns = (bytes: Uint8Array, layout: Layout, table: number, size: number): SymbolColumns => {
  const { bits, littleEndian: little } = layout
  const { size: entry, fields } = SYMBOL[bits]
  const view = viewOf(bytes)
  const count = Math.floor(size / entry)
  const name = new Uint32Array(count)
  const info = new Uint8Array(count)
  const shndx = new Uint16Array(count)
  const [nameAt, infoAt, shndxAt, valueAt] = [
    fields.st_name[0],
    fields.st_info[0],
    fields.st_shndx[0],
    fields.st_value[0],
  ]
  for (let index = 0, at = table; index < count; index++, at += entry) {
    name[index] = view.getUint32(at + nameAt, little)
    info[index] = view.getUint8(at + infoAt)
    shndx[index] = view.getUint16(at + shndxAt, little)
  }
  const value = (index: number): bigint => {
    const at = table + index * entry + valueAt
    return bits === 32 ? BigInt(view.getUint32(at, little)) : view.getBigUint64(at, little)
  }
  return { count, name, info, shndx, value }
}
