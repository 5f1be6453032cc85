/**
 * Files that no build makes: modules of any class and byte order with bytes, fields and whole stretches changed, cut short
 * or with something behind them. Made of numbers, so that the same numbers make the same file.
 */
import { HEADER, SECTION } from '../../../src/elf/layout.ts'
import type { Draw } from '../mutants/draw.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Damage = (bytes: Bytes, draw: Draw) => Bytes

const EDGES = [
  0n,
  1n,
  0x7fn,
  0xffn,
  0xffffn,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  1n << 53n,
  1n << 63n,
  (1n << 64n) - 1n,
]

/** Writes a number in the file's own byte order, as much of it as is in the file. */
const write = (bytes: Bytes, at: number, size: number, value: bigint): void => {
  const little = bytes[5] !== 2
  for (let index = 0; index < size && at + index < bytes.length; index++) {
    bytes[at + index] = Number((value >> BigInt(8 * (little ? index : size - 1 - index))) & 0xffn)
  }
}

const layoutOf = (bytes: Bytes): 32 | 64 => (bytes[4] === 1 ? 32 : 64)

const tableOf = (bytes: Bytes): { readonly at: number; readonly count: number } => {
  const { e_shoff, e_shnum } = HEADER[layoutOf(bytes)].fields
  const read = ([offset, size]: readonly [number, number]): number => {
    let value = 0
    for (let index = 0; index < size; index++) {
      value = value * 256 + (bytes[offset + (bytes[5] !== 2 ? size - 1 - index : index)] ?? 0)
    }
    return value
  }
  return { at: read(e_shoff), count: read(e_shnum) }
}

const flipBits: Damage = (bytes, draw) => {
  for (let left = 1 + draw.below(8); left > 0; left--) {
    const at = draw.below(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << draw.below(8))
  }
  return bytes
}

const edgeOf = (bytes: Bytes, draw: Draw): bigint =>
  draw.oneIn(3) ? BigInt(draw.below(bytes.length + 16)) : draw.of(EDGES)

const headerField: Damage = (bytes, draw) => {
  const [at, size] = draw.of(Object.values(HEADER[layoutOf(bytes)].fields))
  write(bytes, at, size, edgeOf(bytes, draw))
  return bytes
}

const sectionField: Damage = (bytes, draw) => {
  const { size: entry, fields } = SECTION[layoutOf(bytes)]
  const { at: table, count } = tableOf(bytes)
  for (let left = 1 + draw.below(4); left > 0; left--) {
    const [at, size] = draw.of(Object.values(fields))
    write(bytes, table + draw.below(count) * entry + at, size, edgeOf(bytes, draw))
  }
  return bytes
}

/** A stretch of the file, of one kind of bytes or copied from elsewhere. */
const stretch: Damage = (bytes, draw) => {
  const [at, length] = [draw.below(bytes.length), 1 + draw.below(Math.min(4096, bytes.length))]
  if (draw.oneIn(2)) bytes.fill(draw.of([0, 0x61, 0xff, 0x0a]), at, at + length)
  else bytes.copyWithin(at, draw.below(bytes.length), Math.min(bytes.length, at + length))
  return bytes
}

const cut: Damage = (bytes, draw) => bytes.slice(0, draw.oneIn(3) ? draw.below(200) : draw.below(bytes.length))

const extend: Damage = (bytes, draw) => {
  const longer = new Uint8Array(bytes.length + draw.below(5000))
  longer.set(bytes)
  longer.fill(draw.below(256), bytes.length)
  return longer
}

const nothing: Damage = (bytes) => bytes

const DAMAGES = [
  flipBits,
  flipBits,
  headerField,
  sectionField,
  sectionField,
  sectionField,
  stretch,
  cut,
  extend,
  nothing,
]

/** One to four of them, one after the other. */
export const damageFile = (original: Uint8Array, draw: Draw): Bytes => {
  let bytes: Bytes = new Uint8Array(original)
  for (let left = 1 + draw.below(4); left > 0; left--) if (bytes.length > 0) bytes = draw.of(DAMAGES)(bytes, draw)
  return bytes
}
