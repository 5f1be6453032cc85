/**
 * The bit streams of zstd. Compressed data is read from its end to its beginning (RFC 8878, section 4.1), descriptions of
 * tables from front to back.
 */
import { damaged } from './damage.ts'

/** The place of the highest bit that is set. */
export const highestBit = (value: number): number => 31 - Math.clz32(value)

/** Reads from the end: the last byte's highest bit that is set says where the stream stops. */
export class BackwardBits {
  readonly #bytes: Uint8Array
  readonly #start: number
  /** Bits that are left; below 0 where more were taken than there are. */
  left: number

  constructor(bytes: Uint8Array, start: number, end: number) {
    const last = end > start ? (bytes[end - 1] as number) : 0
    if (last === 0) damaged('bit stream', end)
    this.#bytes = bytes
    this.#start = start
    this.left = (end - 1 - start) * 8 + highestBit(last)
  }

  /** The next `count` bits, at most 24, without taking them; zeros where there are none. */
  peek(count: number): number {
    const low = this.left - count
    if (low < 0) return this.left <= 0 ? 0 : (this.#bitsFrom(0, this.left) << -low) >>> 0
    return this.#bitsFrom(low, count)
  }

  /** Takes up to 31 bits. */
  read(count: number): number {
    if (count > 16) {
      const high = this.read(count - 16)
      return high * 0x10000 + this.read(16)
    }
    const value = this.peek(count)
    this.left -= count
    return value
  }

  #bitsFrom(bit: number, count: number): number {
    const at = this.#start + (bit >> 3)
    const bytes = this.#bytes
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    return (word >>> (bit & 7)) & ((1 << count) - 1)
  }
}

/** Reads from the front; least significant bits first. */
export class ForwardBits {
  readonly #bytes: Uint8Array
  readonly #start: number
  readonly #end: number
  #bit = 0

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes
    this.#start = start
    this.#end = end
  }

  /** The next `count` bits, at most 16; zeros where there are none. */
  peek(count: number): number {
    const at = this.#start + (this.#bit >> 3)
    const byte = (offset: number): number => (at + offset < this.#end ? (this.#bytes[at + offset] as number) : 0)
    return ((byte(0) | (byte(1) << 8) | (byte(2) << 16)) >>> (this.#bit & 7)) & ((1 << count) - 1)
  }

  skip(count: number): void {
    this.#bit += count
  }

  /** Where the byte after the last bit that was taken is. */
  get end(): number {
    const end = this.#start + ((this.#bit + 7) >> 3)
    return end > this.#end ? damaged('table', this.#start) : end
  }
}
