/**
 * The sections with versions of long names: both or none, and a name for each CRC.
 * Follows elf_validity_cache_index_versions() in kernel/module/main.c (Linux 6.14); kernels before do not look.
 */
import { readExtendedVersions } from '../extended-versions.ts'
import type { Check, Ending, Load } from '../load.ts'

const LINES = {
  'only-crcs': 'extended version crc+name presence does not match',
  'only-names': 'extended version crc+name presence does not match',
  'more-crcs-than-names': 'more extended version crcs than names',
} as const

/** The sections' contents; undefined where there is none. */
export const extendedSections = ({ image }: Load): readonly [Uint8Array | undefined, Uint8Array | undefined] => {
  const contentOf = (name: string): Uint8Array | undefined => {
    const [index = 0] = image.findAll(name)
    return index === 0 ? undefined : image.contentOf(index)
  }
  return [contentOf('__version_ext_crcs'), contentOf('__version_ext_names')]
}

const check = (load: Load): Ending => {
  if (load.attempt.ignoreModversions || !load.changeOr('extendedVersions', false)) return undefined
  const [crcs, names] = extendedSections(load)
  const found = readExtendedVersions(crcs, names, load.image.layout)
  if (found.kind !== 'refused') return undefined
  load.log(LINES[found.reason])
  load.refuse('module/extended-versions', 'ENOEXEC', { reason: found.reason })
  return 'stop'
}

export const extendedVersions: Check = { name: 'extended-versions', needs: [], run: check }
