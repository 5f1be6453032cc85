/**
 * Reading the entries of relocation tables as the kernel's own structures have them (gABI, chapter 4, "Relocation"; for
 * 64-bit MIPS, Elf64_Mips_Rel in arch/mips/include/asm/elf.h, Linux 6.1). One reader serves all tables of a module, and an
 * entry is a place in the file: modules have millions of them.
 */
import { viewOf } from '../../elf/field-reader.ts'
import { type Layout, REL, RELA } from '../../elf/layout.ts'

const WORD = 0x1_0000_0000

export class EntryReader {
  readonly view: DataView
  readonly littleEndian: boolean
  readonly #wide: boolean
  readonly #bits: 32 | 64
  /** Of 64-bit fields, where the lower and the upper half are. */
  readonly #low: number
  readonly #high: number
  readonly #symbolAt: number
  readonly #typeAt: number
  readonly #isMips64: boolean

  constructor(bytes: Uint8Array, { bits, littleEndian }: Layout, isMips: boolean) {
    this.view = viewOf(bytes)
    this.littleEndian = littleEndian
    this.#bits = bits
    this.#wide = bits === 64
    this.#low = littleEndian ? 0 : 4
    this.#high = littleEndian ? 4 : 0
    this.#isMips64 = isMips && bits === 64
    // the symbol is the upper half of r_info, but MIPS has it first whatever the byte order
    this.#symbolAt = littleEndian && !this.#isMips64 ? 12 : 8
    this.#typeAt = littleEndian ? 8 : 12
  }

  /** Bytes of an entry. */
  size(hasAddend: boolean): number {
    return (hasAddend ? RELA : REL)[this.#bits].size
  }

  /** r_offset: exact up to 2^53, and beyond that far outside of any section. */
  offset(at: number): number {
    const low = this.view.getUint32(this.#wide ? at + this.#low : at, this.littleEndian)
    if (!this.#wide) return low
    const high = this.view.getUint32(at + this.#high, this.littleEndian)
    return high === 0 ? low : high * WORD + low
  }

  /** The index of the symbol. */
  symbol(at: number): number {
    return this.#wide
      ? this.view.getUint32(at + this.#symbolAt, this.littleEndian)
      : this.view.getUint32(at + 4, this.littleEndian) >>> 8
  }

  /** The R_… number: 8 bits in 32-bit files and on MIPS, which has further ones that the kernel does not look at. */
  type(at: number): number {
    if (!this.#wide) return this.view.getUint32(at + 4, this.littleEndian) & 0xff
    return this.#isMips64 ? this.view.getUint8(at + 15) : this.view.getUint32(at + this.#typeAt, this.littleEndian)
  }

  /** r_addend of an entry of 64 bits. */
  addend(at: number): bigint {
    return this.view.getBigInt64(at + 16, this.littleEndian)
  }
}
