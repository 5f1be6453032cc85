/**
 * `__versions`: which CRC each symbol that a module uses had when it was built.
 * Follows struct modversion_info in include/linux/module.h and check_version() in kernel/module/version.c (Linux 6.12).
 */
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

/** The entries of a `__versions` section. */
export const readVersions = (
  bytes: Uint8Array,
  { bits, littleEndian: little }: Layout,
  { dropDots = false }: VersionsOptions = {},
): SymbolVersions => {
  const word = bits / 8
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = latin1(bytes)
  const count = Math.floor(bytes.length / ENTRY)
  const entries: SymbolVersion[] = []
  const unterminated: number[] = []
  for (let index = 0; index < count; index++) {
    const at = index * ENTRY
    const first = view.getUint32(at, little)
    const second = bits === 64 ? view.getUint32(at + 4, little) : 0
    const end = text.indexOf('\0', at + word)
    if (end < 0 || end >= at + ENTRY) unterminated.push(index)
    const name = text.slice(at + word, end < 0 ? undefined : end)
    entries.push({
      name: dropDots && name.startsWith('.') ? name.slice(1) : name,
      crc: bits === 64 && !little ? second : first,
      high: bits === 32 ? 0 : little ? second : first,
    })
  }
  const names = indexVersions(entries)
  return { entries, unterminated, remainder: bytes.length % ENTRY, first: (name) => names.get(name) }
}
