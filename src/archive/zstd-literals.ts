/**
 * The literals of a compressed block: RFC 8878, section 3.1.1.3.1.
 */
import { damaged } from './damage.ts'
import { decodeHuffman, type HuffmanTable, readHuffmanTable } from './zstd-huffman.ts'

export interface Literals {
  readonly bytes: Uint8Array
  /** Where the sequences begin. */
  readonly end: number
  /** For the next block, which may use it again. */
  readonly table: HuffmanTable | undefined
}

const RAW = 0
const RLE = 1
const TREELESS = 3
/** By the size format: the bits of each size of coded literals. */
const CODED_BITS = [10, 10, 14, 18] as const
const JUMP_TABLE = 6

const little = (bytes: Uint8Array, at: number, count: number, limit: number): number => {
  if (at + count > limit) damaged('literals', at)
  let value = 0
  for (let index = count - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] as number)
  return value
}

const readPlain = (
  bytes: Uint8Array,
  start: number,
  limit: number,
  most: number,
  isRaw: boolean,
): Omit<Literals, 'table'> => {
  const format = ((bytes[start] as number) >> 2) & 3
  const headSize = format === 1 ? 2 : format === 3 ? 3 : 1
  const size = little(bytes, start, headSize, limit) >> (headSize === 1 ? 3 : 4)
  const at = start + headSize
  const end = at + (isRaw ? size : 1)
  if (size > most || end > limit) damaged('literals', start)
  return { bytes: isRaw ? bytes.subarray(at, end) : new Uint8Array(size).fill(bytes[at] as number), end }
}

/** Four streams, three of them of equal output; the sizes of the first three in front. */
const decodeFour = (bytes: Uint8Array, start: number, end: number, table: HuffmanTable, output: Uint8Array): void => {
  const quarter = (output.length + 3) >> 2
  if (start + JUMP_TABLE > end || quarter * 3 > output.length) damaged('literals', start)
  let at = start + JUMP_TABLE
  for (let stream = 0; stream < 4; stream++) {
    const next = stream === 3 ? end : at + little(bytes, start + stream * 2, 2, end)
    if (next > end) damaged('literals', start)
    const to = stream === 3 ? output.length : (stream + 1) * quarter
    decodeHuffman(bytes, at, next, table, output.subarray(stream * quarter, to))
    at = next
  }
}

/** Reads the literals of the block from `start` to `limit`. `most`: the largest size a block may have. */
export const readLiterals = (
  bytes: Uint8Array,
  start: number,
  limit: number,
  most: number,
  previous: HuffmanTable | undefined,
): Literals => {
  if (start >= limit) damaged('literals', start)
  const head = bytes[start] as number
  const kind = head & 3
  if (kind === RAW || kind === RLE) return { ...readPlain(bytes, start, limit, most, kind === RAW), table: previous }
  const format = ((head >> 2) & 3) as 0 | 1 | 2 | 3
  const width = CODED_BITS[format]
  const headSize = (4 + 2 * width + 7) >> 3
  // 40 bits at most, which a number holds and its bit operators do not
  const sizes = Math.floor(little(bytes, start, headSize, limit) / 16)
  const size = sizes % 2 ** width
  const data = start + headSize
  const end = data + Math.floor(sizes / 2 ** width)
  if (size > most || end > limit) damaged('literals', start)
  const tree = kind === TREELESS ? undefined : readHuffmanTable(bytes, data, end)
  const table = tree?.table ?? previous ?? damaged('literals', start)
  const output = new Uint8Array(size)
  const streams = tree?.end ?? data
  if (format === 0) decodeHuffman(bytes, streams, end, table, output)
  else decodeFour(bytes, streams, end, table, output)
  return { bytes: output, end, table }
}
