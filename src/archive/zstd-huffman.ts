/**
 * Huffman coded literals: RFC 8878, section 4.2.
 */
import { damaged } from './damage.ts'
import { BackwardBits, highestBit } from './zstd-bits.ts'
import { readFseTable } from './zstd-fse.ts'

/** By the next `log` bits: the byte they begin with, and how many of them it takes. */
export interface HuffmanTable {
  readonly log: number
  readonly symbols: Uint8Array
  readonly bits: Uint8Array
}

const MOST_LOG = 11
const MOST_WEIGHTS = 255
const MOST_WEIGHT_LOG = 6

/** Weights that are FSE coded by two states in turn, until the stream has no more bits. */
const readCodedWeights = (bytes: Uint8Array, start: number, end: number): number[] => {
  const { table, end: data } = readFseTable(bytes, start, end, MOST_LOG + 1, MOST_WEIGHT_LOG)
  const bits = new BackwardBits(bytes, data, end)
  const states = [bits.read(table.log), bits.read(table.log)]
  if (bits.left < 0) damaged('weights', start)
  const weights: number[] = []
  for (let turn = 0; ; turn ^= 1) {
    const state = states[turn] as number
    weights.push(table.symbols[state] as number)
    if (weights.length > MOST_WEIGHTS) damaged('weights', start)
    const count = table.bits[state] as number
    if (count > bits.left) {
      weights.push(table.symbols[states[turn ^ 1] as number] as number)
      return weights
    }
    states[turn] = (table.bases[state] as number) + bits.read(count)
  }
}

const readPlainWeights = (bytes: Uint8Array, start: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => {
    const byte = bytes[start + (index >> 1)] as number
    return index % 2 === 0 ? byte >> 4 : byte & 15
  })

/** The last weight is not written: it is what is missing to a power of two. */
const makeTable = (weights: readonly number[], start: number): HuffmanTable => {
  const sum = weights.reduce((total, weight) => total + ((1 << weight) >> 1), 0)
  if (sum === 0 || weights.length > MOST_WEIGHTS || weights.some((weight) => weight > MOST_LOG))
    damaged('weights', start)
  const log = highestBit(sum) + 1
  const missing = (1 << log) - sum
  if (log > MOST_LOG || (missing & (missing - 1)) !== 0) damaged('weights', start)
  const all = [...weights, highestBit(missing) + 1]
  const symbols = new Uint8Array(1 << log)
  const bits = new Uint8Array(1 << log)
  let at = 0
  for (let weight = 1; weight <= log; weight++) {
    all.forEach((own, symbol) => {
      if (own !== weight) return
      const end = at + (1 << (weight - 1))
      symbols.fill(symbol, at, end)
      bits.fill(log + 1 - weight, at, end)
      at = end
    })
  }
  return { log, symbols, bits }
}

/** Reads the description of a tree at `start`, which ends before `limit`. */
export const readHuffmanTable = (
  bytes: Uint8Array,
  start: number,
  limit: number,
): { readonly table: HuffmanTable; readonly end: number } => {
  if (start >= limit) damaged('weights', start)
  const head = bytes[start] as number
  const size = head < 128 ? head : (head - 126) >> 1
  const end = start + 1 + size
  if (end > limit) damaged('weights', start)
  const weights = head < 128 ? readCodedWeights(bytes, start + 1, end) : readPlainWeights(bytes, start + 1, head - 127)
  return { table: makeTable(weights, start), end }
}

/** Decodes one stream, which must hold exactly as many symbols as `output` takes. */
export const decodeHuffman = (
  bytes: Uint8Array,
  start: number,
  end: number,
  { log, symbols, bits: widths }: HuffmanTable,
  output: Uint8Array,
): void => {
  const bits = new BackwardBits(bytes, start, end)
  for (let at = 0; at < output.length; at++) {
    const code = bits.peek(log)
    output[at] = symbols[code] as number
    bits.left -= widths[code] as number
  }
  if (bits.left !== 0) damaged('literals', start)
}
