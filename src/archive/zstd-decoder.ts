/**
 * One zstd frame (RFC 8878, section 3.1.1), for versions of Node without zstd. The package fzstd is not used: 21 bytes make it
 * work for minutes, as it bounds no length. Here each block yields no more than a block may, and each match is checked.
 */
import { Damage, damaged } from './damage.ts'
import type { ZstdBlock, ZstdFrame } from './zstd-frames.ts'
import type { HuffmanTable } from './zstd-huffman.ts'
import { readLiterals } from './zstd-literals.ts'
import {
  LITERAL_LENGTHS,
  MATCH_LENGTHS,
  readSequenceHeader,
  type SequenceHeader,
  type SequenceTables,
  sequenceBits,
} from './zstd-sequences.ts'

const FIRST_CAPACITY = 1 << 16

class FrameDecoder {
  readonly #bytes: Uint8Array
  readonly #frame: ZstdFrame
  readonly #limit: number
  #output: Uint8Array
  #length = 0
  #huffman: HuffmanTable | undefined
  #tables: SequenceTables | undefined
  /** The last three offsets, the latest first. */
  #recent: readonly [number, number, number] = [1, 4, 8]

  constructor(bytes: Uint8Array, frame: ZstdFrame, limit: number) {
    this.#bytes = bytes
    this.#frame = frame
    this.#limit = limit
    this.#output = new Uint8Array(Math.min(frame.contentSize ?? FIRST_CAPACITY, limit))
  }

  decode(): Uint8Array {
    for (const block of this.#frame.blocks) {
      if (block.kind === 'compressed') this.#compressed(block)
      else {
        this.#reserve(block.most)
        const end = this.#length + block.most
        if (block.kind === 'rle') this.#output.fill(this.#bytes[block.start] as number, this.#length, end)
        else this.#output.set(this.#bytes.subarray(block.start, block.start + block.size), this.#length)
        this.#length = end
      }
    }
    return this.#output.subarray(0, this.#length)
  }

  /** Makes room for `count` bytes more. */
  #reserve(count: number): void {
    const needed = this.#length + count
    if (needed <= this.#output.length) return
    if (needed > this.#limit) throw new Damage('archive/over-limit', { limit: this.#limit })
    const grown = new Uint8Array(Math.min(Math.max(needed, this.#output.length * 2), this.#limit))
    grown.set(this.#output.subarray(0, this.#length))
    this.#output = grown
  }

  #compressed(block: ZstdBlock): void {
    const bytes = this.#bytes
    const end = block.start + block.size
    const literals = readLiterals(bytes, block.start, end, block.most, this.#huffman)
    this.#huffman = literals.table
    const header = readSequenceHeader(bytes, literals.end, end, this.#tables)
    let used = 0
    if (header.tables !== undefined) {
      this.#tables = header.tables
      used = this.#sequences(header, header.tables, literals.bytes, block)
    }
    const rest = literals.bytes.subarray(used)
    this.#reserve(rest.length)
    this.#output.set(rest, this.#length)
    this.#length += rest.length
  }

  /** Gives how many of the literals they used. */
  #sequences(header: SequenceHeader, tables: SequenceTables, literals: Uint8Array, block: ZstdBlock): number {
    const bits = sequenceBits(this.#bytes, header, block.start + block.size)
    const { literals: literalTable, offsets: offsetTable, matches: matchTable } = tables
    let literalState = bits.read(literalTable.log)
    let offsetState = bits.read(offsetTable.log)
    let matchState = bits.read(matchTable.log)
    let used = 0
    // what the block may still yield; the literals are part of it from the start
    let room = block.most - literals.length
    for (let left = header.count; left > 0; left--) {
      const literalCode = literalTable.symbols[literalState] as number
      const offsetCode = offsetTable.symbols[offsetState] as number
      const matchCode = matchTable.symbols[matchState] as number
      const offsetValue = 2 ** offsetCode + bits.read(offsetCode)
      const matchLength =
        (MATCH_LENGTHS.bases[matchCode] as number) + bits.read(MATCH_LENGTHS.bits[matchCode] as number)
      const literalLength =
        (LITERAL_LENGTHS.bases[literalCode] as number) + bits.read(LITERAL_LENGTHS.bits[literalCode] as number)
      if (left > 1) {
        literalState =
          (literalTable.bases[literalState] as number) + bits.read(literalTable.bits[literalState] as number)
        matchState = (matchTable.bases[matchState] as number) + bits.read(matchTable.bits[matchState] as number)
        offsetState = (offsetTable.bases[offsetState] as number) + bits.read(offsetTable.bits[offsetState] as number)
      }
      room -= matchLength
      if (bits.left < 0 || room < 0 || literalLength > literals.length - used) damaged('sequences', block.start)
      this.#reserve(literalLength + matchLength)
      for (const end = used + literalLength; used < end; used++) this.#output[this.#length++] = literals[used] as number
      this.#match(this.#offset(offsetValue, literalLength), matchLength, block)
    }
    if (bits.left !== 0) damaged('sequences', block.start)
    return used
  }

  /** Values up to 3 mean one of the last offsets; which, depends on whether literals came before. */
  #offset(value: number, literalLength: number): number {
    const [first, second, third] = this.#recent
    if (value > 3) {
      this.#recent = [value - 3, first, second]
      return value - 3
    }
    const which = literalLength === 0 ? value + 1 : value
    if (which === 1) return first
    const offset = which === 2 ? second : which === 3 ? third : first - 1
    this.#recent = which === 2 ? [second, first, third] : [offset, first, second]
    return offset
  }

  #match(offset: number, length: number, block: ZstdBlock): void {
    if (offset === 0 || offset > this.#length || offset > this.#frame.windowSize) damaged('match', block.start)
    const output = this.#output
    const to = this.#length
    if (length > 32 && offset >= length) output.copyWithin(to, to - offset, to - offset + length)
    else for (let at = to; at < to + length; at++) output[at] = output[at - offset] as number
    this.#length = to + length
  }
}

/** Unpacks a frame to at most `limit` bytes. Throws a `Damage`. */
export const decodeFrame = (bytes: Uint8Array, frame: ZstdFrame, limit: number): Uint8Array =>
  new FrameDecoder(bytes, frame, limit).decode()
