/**
 * Reading an xz file from front to back; whatever is not there is damage.
 */
import { damaged } from './damage.ts'

const LONGEST_VARIABLE = 9

export class ByteReader {
  readonly bytes: Uint8Array
  at: number
  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes
    this.at = at
  }

  need(count: number): void {
    if (this.at + count > this.bytes.length) damaged('end', this.bytes.length)
  }

  peek(): number {
    this.need(1)
    return this.bytes[this.at] as number
  }

  byte(): number {
    const value = this.peek()
    this.at++
    return value
  }

  take(count: number): Uint8Array {
    this.need(count)
    this.at += count
    return this.bytes.subarray(this.at - count, this.at)
  }

  uint32(): number {
    const bytes = this.take(4)
    return bytes.reduceRight((value, byte) => value * 256 + byte, 0)
  }

  /** Seven bits a byte, least significant first, in as few bytes as it takes (section 1.2). Exact up to 2^53. */
  variable(): number {
    const start = this.at
    let value = 0
    for (let count = 0; count < LONGEST_VARIABLE; count++) {
      const byte = this.byte()
      value += (byte & 0x7f) * 2 ** (7 * count)
      if (byte < 0x80) return byte === 0 && count > 0 ? damaged('number', start) : value
    }
    return damaged('number', start)
  }

  magic(expected: readonly number[], what: string): void {
    const at = this.at
    if (!this.take(expected.length).every((byte, index) => byte === expected[index])) damaged(what, at)
  }

  /** Padding. */
  zeros(count: number): void {
    const at = this.at
    if (this.take(count).some((byte) => byte !== 0)) damaged('padding', at)
  }
}
