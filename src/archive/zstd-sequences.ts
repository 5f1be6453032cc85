/**
 * The sequences of a compressed block, each some literals and a match: RFC 8878, sections 3.1.1.3.2 and 3.1.1.4.
 */
import { damaged } from './damage.ts'
import { BackwardBits } from './zstd-bits.ts'
import { type FseTable, makeFseTable, readFseTable, singleSymbol } from './zstd-fse.ts'

export interface SequenceTables {
  readonly literals: FseTable
  readonly offsets: FseTable
  readonly matches: FseTable
}

/** `end`: where their bits end is the end of the block. */
export interface SequenceHeader {
  readonly count: number
  readonly data: number
  /** Undefined where there are no sequences. */
  readonly tables: SequenceTables | undefined
}

interface Kind {
  readonly what: keyof SequenceTables
  /** Place of its mode in the byte of modes. */
  readonly shift: number
  readonly mostSymbol: number
  readonly mostLog: number
  readonly predefined: () => FseTable
}

const repeated = (value: number, count: number): readonly number[] => new Array<number>(count).fill(value)
const once = (make: () => FseTable): (() => FseTable) => {
  let made: FseTable | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** In the order in which their tables are described. */
const KINDS: readonly Kind[] = [
  {
    what: 'literals',
    shift: 6,
    mostSymbol: 35,
    mostLog: 9,
    predefined: once(() => {
      const counts = [4, 3, ...repeated(2, 11), 1, 1, 1, ...repeated(2, 9), 3, 2, ...repeated(1, 5), ...repeated(-1, 4)]
      return makeFseTable(counts, 6)
    }),
  },
  {
    what: 'offsets',
    shift: 4,
    mostSymbol: 31,
    mostLog: 8,
    predefined: once(() => makeFseTable([...repeated(1, 6), 2, 2, 2, ...repeated(1, 15), ...repeated(-1, 5)], 5)),
  },
  {
    what: 'matches',
    shift: 2,
    mostSymbol: 52,
    mostLog: 9,
    predefined: once(() => makeFseTable([1, 4, 3, ...repeated(2, 6), ...repeated(1, 37), ...repeated(-1, 7)], 6)),
  },
]

/** By code: bits that follow it, and what they are added to. */
const lengths = (
  bits: readonly number[],
  first: number,
): { readonly bits: readonly number[]; readonly bases: readonly number[] } => {
  const bases: number[] = []
  bits.reduce((base, count) => {
    bases.push(base)
    return base + 2 ** count
  }, first)
  return { bits, bases }
}

export const LITERAL_LENGTHS = lengths(
  [...repeated(0, 16), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  0,
)
export const MATCH_LENGTHS = lengths(
  [...repeated(0, 32), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  3,
)

const PREDEFINED = 0
const SINGLE = 1
const DESCRIBED = 2

/** Reads count, modes and tables. `previous`: the tables of the block before, which may be used again. */
export const readSequenceHeader = (
  bytes: Uint8Array,
  start: number,
  limit: number,
  previous: SequenceTables | undefined,
): SequenceHeader => {
  const byte = (at: number): number => (at < limit ? (bytes[at] as number) : damaged('sequences', start))
  const head = byte(start)
  if (head === 0)
    return start + 1 === limit ? { count: 0, data: limit, tables: undefined } : damaged('sequences', start)
  let count = head
  let at = start + 1
  if (head === 255) {
    count = byte(at) + (byte(at + 1) << 8) + 0x7f00
    at += 2
  } else if (head > 127) count = ((head - 128) << 8) + byte(at++)
  const modes = byte(at++)
  if ((modes & 3) !== 0) damaged('sequences', start)
  const tables: Partial<Record<keyof SequenceTables, FseTable>> = {}
  for (const { what, shift, mostSymbol, mostLog, predefined } of KINDS) {
    const mode = (modes >> shift) & 3
    if (mode === PREDEFINED) tables[what] = predefined()
    else if (mode === SINGLE) {
      const symbol = byte(at++)
      tables[what] = symbol > mostSymbol ? damaged('sequences', at - 1) : singleSymbol(symbol)
    } else if (mode === DESCRIBED) {
      const read = readFseTable(bytes, at, limit, mostSymbol, mostLog)
      tables[what] = read.table
      at = read.end
    } else tables[what] = previous?.[what] ?? damaged('sequences', start)
  }
  return { count, data: at, tables: tables as SequenceTables }
}

/** The bits from `data` to `limit`. */
export const sequenceBits = (bytes: Uint8Array, { data }: SequenceHeader, limit: number): BackwardBits =>
  new BackwardBits(bytes, data, limit)
