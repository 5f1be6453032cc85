/**
 * Values of an ADB table: a word each, whose upper four bits are its type and the others a small number, or where in the
 * table the rest is (src/adb.h, apk-tools 3.0). What lies outside of the table, or is of another type, is absent.
 *
 * Values may be shared, so a table of some kilobytes may be a tree of millions of nodes: the reader counts what it gives.
 */
import { latin1 } from '../files/source-file.ts'
import { Damage, damaged } from './damage.ts'

const TYPE = {
  int: 0x1,
  int32: 0x2,
  int64: 0x3,
  blob8: 0x8,
  blob16: 0x9,
  blob32: 0xa,
  array: 0xd,
  object: 0xe,
} as const

/** What a table may be read as, in bytes of it: shared names and lists are counted each time. */
const GROWTH = 16
const LEAST_BUDGET = 65_536

/** The members of an object by number, from 1, or the items of an array. */
export interface AdbNode {
  /** The highest number. */
  readonly count: number
  readonly at: number
}

export class AdbTable {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #budget: number

  /** Throws a `Damage` for what has no header of a table. */
  constructor(bytes: Uint8Array) {
    if (bytes.length < 8) damaged('table', 0)
    if (bytes[0] !== 0) throw new Damage('archive/unsupported', { what: `version ${bytes[0]}` })
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#budget = bytes.length * GROWTH + LEAST_BUDGET
  }

  get root(): AdbNode | undefined {
    return this.#node(this.#view.getUint32(4, true))
  }

  node(parent: AdbNode | undefined, member: number): AdbNode | undefined {
    return this.#node(this.#value(parent, member))
  }

  /** Empty where it is absent. */
  text(parent: AdbNode | undefined, member: number): string {
    return latin1(this.blob(parent, member) ?? new Uint8Array(0))
  }

  blob(parent: AdbNode | undefined, member: number): Uint8Array | undefined {
    const value = this.#value(parent, member)
    const at = value & 0x0fffffff
    const width = { [TYPE.blob8]: 1, [TYPE.blob16]: 2, [TYPE.blob32]: 4 }[value >>> 28]
    const length = width === undefined ? undefined : this.#number(at, width)
    if (width === undefined || length === undefined || at + width + length > this.#bytes.length) return undefined
    this.#spend(length)
    return this.#bytes.subarray(at + width, at + width + length)
  }

  /** 0 where it is absent, as in what has no such member. */
  number(parent: AdbNode | undefined, member: number): number {
    const value = this.#value(parent, member)
    const at = value & 0x0fffffff
    switch (value >>> 28) {
      case TYPE.int:
        return at
      case TYPE.int32:
        return this.#number(at, 4) ?? 0
      case TYPE.int64:
        return this.#number(at, 8) ?? 0
      default:
        return 0
    }
  }

  #value(parent: AdbNode | undefined, member: number): number {
    if (parent === undefined || member > parent.count) return 0
    this.#spend(1)
    return this.#view.getUint32(parent.at + 4 * member, true)
  }

  /** The first word of a list counts its words, itself included. */
  #node(value: number): AdbNode | undefined {
    const type = value >>> 28
    const at = value & 0x0fffffff
    if (type !== TYPE.array && type !== TYPE.object) return undefined
    const words = this.#number(at, 4)
    if (words === undefined || words === 0 || at + 4 * words > this.#bytes.length) return undefined
    return { count: words - 1, at }
  }

  #number(at: number, width: number): number | undefined {
    if (at + width > this.#bytes.length) return undefined
    if (width === 1) return this.#view.getUint8(at)
    if (width === 2) return this.#view.getUint16(at, true)
    return width === 4 ? this.#view.getUint32(at, true) : Number(this.#view.getBigUint64(at, true))
  }

  #spend(cost: number): void {
    this.#budget -= cost
    if (this.#budget < 0) damaged('table', 0)
  }
}
