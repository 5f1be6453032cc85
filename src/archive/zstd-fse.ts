/**
 * Finite state entropy tables: RFC 8878, section 4.1.1 and the predefined distributions of section 3.1.1.3.2.2.
 */
import { damaged } from './damage.ts'
import { ForwardBits, highestBit } from './zstd-bits.ts'

/** By state: the symbol, how many bits lead to the next state, and what they are added to. */
export interface FseTable {
  /** The first state is read with that many bits. */
  readonly log: number
  readonly symbols: Uint8Array
  readonly bits: Uint8Array
  readonly bases: Uint16Array
}

/** `counts`: how many states each symbol has; -1 for one that is rarer than a single state. They add up to 2^log. */
export const makeFseTable = (counts: readonly number[], log: number): FseTable => {
  const size = 1 << log
  const symbols = new Uint8Array(size)
  const bits = new Uint8Array(size)
  const bases = new Uint16Array(size)
  let high = size - 1
  counts.forEach((count, symbol) => {
    if (count === -1) symbols[high--] = symbol
  })
  const step = (size >> 1) + (size >> 3) + 3
  let position = 0
  counts.forEach((count, symbol) => {
    for (let left = count; left > 0; left--) {
      symbols[position] = symbol
      do position = (position + step) & (size - 1)
      while (position > high)
    }
  })
  const next = counts.map((count) => Math.abs(count))
  for (let state = 0; state < size; state++) {
    const symbol = symbols[state] as number
    const number = next[symbol] as number
    next[symbol] = number + 1
    const count = log - highestBit(number)
    bits[state] = count
    bases[state] = (number << count) - size
  }
  return { log, symbols, bits, bases }
}

/** A table of one symbol, which takes no bits. */
export const singleSymbol = (symbol: number): FseTable => ({
  log: 0,
  symbols: Uint8Array.of(symbol),
  bits: new Uint8Array(1),
  bases: new Uint16Array(1),
})

/** After a symbol that has no state, how many more have none. */
const skipZeros = (bits: ForwardBits, counts: number[], most: number): void => {
  let repeat = 3
  while (repeat === 3 && counts.length <= most) {
    repeat = bits.peek(2)
    bits.skip(2)
    for (let index = 0; index < repeat; index++) counts.push(0)
  }
}

/** Reads the description of a table at `start`. `mostSymbol` and `mostLog`: the largest that are allowed. */
export const readFseTable = (
  bytes: Uint8Array,
  start: number,
  limit: number,
  mostSymbol: number,
  mostLog: number,
): { readonly table: FseTable; readonly end: number } => {
  const bits = new ForwardBits(bytes, start, limit)
  const log = bits.peek(4) + 5
  bits.skip(4)
  if (log > mostLog) damaged('table', start)
  const counts: number[] = []
  let remaining = (1 << log) + 1
  let threshold = 1 << log
  let width = log + 1
  while (remaining > 1 && counts.length <= mostSymbol) {
    // small values take a bit less: as many of them as the width has codes to spare
    const spare = 2 * threshold - 1 - remaining
    const value = bits.peek(width)
    const isShort = (value & (threshold - 1)) < spare
    const long = value >= threshold ? value - spare : value
    const count = (isShort ? value & (threshold - 1) : long) - 1
    bits.skip(isShort ? width - 1 : width)
    remaining -= Math.abs(count)
    counts.push(count)
    if (count === 0) skipZeros(bits, counts, mostSymbol)
    while (remaining < threshold && threshold > 1) {
      width--
      threshold >>= 1
    }
  }
  if (remaining !== 1 || counts.length > mostSymbol + 1) damaged('table', start)
  return { table: makeFseTable(counts, log), end: bits.end }
}
