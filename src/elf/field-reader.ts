/**
 * Reading the fields of one structure. Whoever reads has made sure that all of the structure is there.
 */
import type { Field, Layout, Structure } from './layout.ts'

/** A view of the bytes, made once for all that is read of them. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A field of up to four bytes. */
export const readNarrow = (view: DataView, at: number, [offset, size]: Field, littleEndian: boolean): number => {
  if (size === 1) return view.getUint8(at + offset)
  return size === 2 ? view.getUint16(at + offset, littleEndian) : view.getUint32(at + offset, littleEndian)
}

/** A field that is as wide as the class: bigint in both, so that what is said about it is said once. */
export const readWide = (view: DataView, at: number, field: Field, littleEndian: boolean): bigint =>
  field[1] === 8 ? view.getBigUint64(at + field[0], littleEndian) : BigInt(readNarrow(view, at, field, littleEndian))

/** The same with a sign. */
export const readSigned = (view: DataView, at: number, [offset, size]: Field, littleEndian: boolean): bigint =>
  size === 8 ? view.getBigInt64(at + offset, littleEndian) : BigInt(view.getInt32(at + offset, littleEndian))

/** A structure at a place in a file: its fields by name. */
export class Fields<Name extends string> {
  readonly #view: DataView
  readonly #at: number
  readonly #structure: Structure<Name>
  readonly #littleEndian: boolean

  constructor(view: DataView, at: number, structure: Structure<Name>, { littleEndian }: Layout) {
    this.#view = view
    this.#at = at
    this.#structure = structure
    this.#littleEndian = littleEndian
  }

  narrow(name: Name): number {
    return readNarrow(this.#view, this.#at, this.#structure.fields[name], this.#littleEndian)
  }

  wide(name: Name): bigint {
    return readWide(this.#view, this.#at, this.#structure.fields[name], this.#littleEndian)
  }

  signed(name: Name): bigint {
    return readSigned(this.#view, this.#at, this.#structure.fields[name], this.#littleEndian)
  }
}
