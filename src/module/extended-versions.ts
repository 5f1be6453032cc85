/**
 * `__version_ext_crcs` and `__version_ext_names`: the versions of symbols with names of any length.
 * Follows elf_validity_cache_index_versions() and the modversion_ext functions in kernel/module (Linux 6.14; earlier
 * kernels do not look at them).
 */
import type { Layout } from '../elf/layout.ts'
import { latin1 } from '../files/source-file.ts'
import { indexVersions, type SymbolVersion } from './versions.ts'

export type ExtendedVersions =
  | { readonly kind: 'absent' }
  /** One section without the other, or a CRC without a name that ends in NUL: such a module is refused. */
  | { readonly kind: 'refused'; readonly reason: 'only-crcs' | 'only-names' }
  | { readonly kind: 'refused'; readonly reason: 'more-crcs-than-names'; readonly crcs: number; readonly names: number }
  | {
      readonly kind: 'present'
      readonly entries: readonly SymbolVersion[]
      /** Names without a CRC, which the kernel passes over. */
      readonly spareNames: readonly string[]
      /** Bytes behind the last whole CRC, which the kernel passes over. */
      readonly remainder: number
      /** The entry that decides: the first of the name. */
      first(name: string): SymbolVersion | undefined
    }

const CRC = 4

/** The entries of both sections, each given where the module has it. */
export const readExtendedVersions = (
  crcs: Uint8Array | undefined,
  names: Uint8Array | undefined,
  { littleEndian }: Pick<Layout, 'littleEndian'>,
): ExtendedVersions => {
  if (crcs === undefined) return names === undefined ? { kind: 'absent' } : { kind: 'refused', reason: 'only-names' }
  if (names === undefined) return { kind: 'refused', reason: 'only-crcs' }
  const count = Math.floor(crcs.length / CRC)
  // behind the last NUL is no name: it does not end
  const texts = latin1(names).split('\0').slice(0, -1)
  if (texts.length < count) {
    return { kind: 'refused', reason: 'more-crcs-than-names', crcs: count, names: texts.length }
  }
  const view = new DataView(crcs.buffer, crcs.byteOffset, crcs.byteLength)
  const entries = texts
    .slice(0, count)
    .map((name, index) => ({ name, crc: view.getUint32(index * CRC, littleEndian), high: 0 }))
  const index = indexVersions(entries)
  return {
    kind: 'present',
    entries,
    spareNames: texts.slice(count).filter((name) => name !== ''),
    remainder: crcs.length % CRC,
    first: (name) => index.get(name),
  }
}
