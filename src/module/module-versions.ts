/**
 * The versions of the symbols that a module uses, by both kinds of sections.
 */
import { sectionNamed } from '../elf/elf-file.ts'
import { type ExtendedVersions, readExtendedVersions } from './extended-versions.ts'
import type { ModuleFile } from './module-file.ts'
import { readVersions, type SymbolVersions } from './versions.ts'

export interface ModuleVersions {
  /** Of `__versions`; undefined where there is no such section. */
  readonly basic: SymbolVersions | undefined
  readonly extended: ExtendedVersions
}

/** Reads what is there of `__versions`, `__version_ext_crcs` and `__version_ext_names`. */
export const moduleVersions = ({ elf }: Pick<ModuleFile, 'elf'>): ModuleVersions => {
  const { bits, littleEndian } = elf.layout
  const order = littleEndian ? 'little' : 'big'
  const contentOf = (name: string): Uint8Array | undefined => sectionNamed(elf, name)?.bytes
  const basic = contentOf('__versions')
  return {
    // a name with a dot before it is one of 64-bit PowerPC, whose kernel drops the dot, and so does kmod everywhere
    basic: basic && readVersions(basic, { bytes: bits === 64 ? 8 : 4, order }, { dropDots: true }),
    extended: readExtendedVersions(contentOf('__version_ext_crcs'), contentOf('__version_ext_names'), order),
  }
}
