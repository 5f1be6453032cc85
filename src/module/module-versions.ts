/**
 * The versions of the symbols that a module uses, by both kinds of sections.
 */
import { type ElfFile, sectionNamed } from '../elf/elf-file.ts'
import { type ExtendedVersions, readExtendedVersions } from './extended-versions.ts'
import { readVersions, type SymbolVersion, type SymbolVersions } from './versions.ts'

export interface ModuleVersions {
  /** Of `__versions`; undefined where there is no such section. */
  readonly basic: SymbolVersions | undefined
  readonly extended: ExtendedVersions
  /** The entry of a symbol; where both sections have one, that of the extended. */
  first(name: string): SymbolVersion | undefined
}

/** Reads what is there of `__versions`, `__version_ext_crcs` and `__version_ext_names`. */
export const moduleVersions = (elf: ElfFile): ModuleVersions => {
  const contentOf = (name: string): Uint8Array | undefined => sectionNamed(elf, name)?.bytes
  const versions = contentOf('__versions')
  // a name with a dot before it is one of 64-bit PowerPC, whose kernel drops the dot, and so does kmod everywhere
  const basic = versions && readVersions(versions, elf.layout, { dropDots: true })
  const extended = readExtendedVersions(contentOf('__version_ext_crcs'), contentOf('__version_ext_names'), elf.layout)
  return {
    basic,
    extended,
    first: (name) => (extended.kind === 'present' ? extended.first(name) : undefined) ?? basic?.first(name),
  }
}
