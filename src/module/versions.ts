/**
 * `__versions`: which CRC each symbol that a module uses had when it was built.
 * Follows struct modversion_info in include/linux/module.h and check_version() in kernel/module/version.c (Linux 6.12).
 */
import { viewOf } from '../elf/field-reader.ts'
import type { Layout } from '../elf/layout.ts'
import { latin1 } from '../files/source-file.ts'

export interface SymbolVersion {
  readonly name: string
  /** The lower 32 bits. */
  readonly crc: number
  /** What is above them: where it is not 0, the entry matches no CRC at all. Always 0 on 32-bit targets. */
  readonly high: number
}

export interface SymbolVersions {
  /** In the order of the section; a name may be there again. */
  readonly entries: readonly SymbolVersion[]
  /** Indices of entries whose name fills its field: the kernel reads on into the next entry, and so does `name`. */
  readonly unterminated: readonly number[]
  /** Bytes behind the last whole entry, which the kernel passes over. */
  readonly remainder: number
  /** The entry that decides: the first of the name. */
  first(name: string): SymbolVersion | undefined
}

export interface VersionsOptions {
  /** 64-bit PowerPC drops a dot before a name. */
  readonly dropDots?: boolean
}

const ENTRY = 64

/** First wins, as in the kernel's search from the start. */
export const indexVersions = (entries: readonly SymbolVersion[]): ReadonlyMap<string, SymbolVersion> => {
  const index = new Map<string, SymbolVersion>()
  for (const entry of entries) if (!index.has(entry.name)) index.set(entry.name, entry)
  return index
}

/** Whether the kernel takes an entry as being of this CRC (unsigned, 32 bits). */
export const matchesCrc = (entry: SymbolVersion, crc: number): boolean => entry.high === 0 && entry.crc === crc

/** A name of more bytes is no symbol's: KSYM_NAME_LEN is 512 (Linux 6.12). */
const LONGEST_NAME = 4096

/** Entries are made when they are asked for: whoever compares a few symbols needs their names alone. */
class VersionSection implements SymbolVersions {
  readonly remainder: number
  readonly #view: DataView
  readonly #layout: Layout
  readonly #names: readonly string[]
  readonly #ends: readonly number[]
  #indices: ReadonlyMap<string, number> | undefined

  constructor(bytes: Uint8Array, layout: Layout, dropDots: boolean) {
    this.remainder = bytes.length % ENTRY
    this.#view = viewOf(bytes)
    this.#layout = layout
    const word = layout.bits / 8
    const text = latin1(bytes)
    const names: string[] = []
    const ends: number[] = []
    let nul = -1
    for (let start = word; start + ENTRY - word <= text.length; start += ENTRY) {
      if (nul < start) {
        nul = text.indexOf('\0', start)
        if (nul < 0) nul = text.length
      }
      const from = dropDots && text[start] === '.' ? start + 1 : start
      names.push(text.slice(from, Math.min(nul, start + LONGEST_NAME)))
      ends.push(nul)
    }
    this.#names = names
    this.#ends = ends
  }

  get entries(): readonly SymbolVersion[] {
    return this.#names.map((_, index) => this.#entry(index))
  }

  get unterminated(): readonly number[] {
    return [...this.#ends.keys()].filter((index) => (this.#ends[index] ?? 0) >= (index + 1) * ENTRY)
  }

  first(name: string): SymbolVersion | undefined {
    this.#indices ??= this.#index()
    const index = this.#indices.get(name)
    return index === undefined ? undefined : this.#entry(index)
  }

  #entry(index: number): SymbolVersion {
    const { bits, littleEndian: little } = this.#layout
    const first = this.#view.getUint32(index * ENTRY, little)
    const second = bits === 64 ? this.#view.getUint32(index * ENTRY + 4, little) : 0
    return {
      name: this.#names[index] ?? '',
      crc: bits === 64 && !little ? second : first,
      high: bits === 32 ? 0 : little ? second : first,
    }
  }

  /** From the last to the first, so that the first of a name stays. */
  #index(): ReadonlyMap<string, number> {
    const indices = new Map<string, number>()
    for (let index = this.#names.length - 1; index >= 0; index--) indices.set(this.#names[index] ?? '', index)
    return indices
  }
}

/** The entries of a `__versions` section. */
export const readVersions = (
  bytes: Uint8Array,
  layout: Layout,
  { dropDots = false }: VersionsOptions = {},
): SymbolVersions => new VersionSection(bytes, layout, dropDots)
