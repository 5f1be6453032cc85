/**
 * Architectures: `ARCH` as make takes it, and `SRCARCH`, the folder under arch/ that it means.
 * Follows "Additional ARCH settings" in the top Makefile (Linux 2.6.24 to 6.12).
 */

import { nearestName } from '../diagnostics/edit-distance.ts'
import { FileError, type FileSystem } from '../files/file-system.ts'

export interface Architecture {
  /** As given to make: `x86_64`, `sparc64`. */
  readonly arch: string
  /** The folder: `x86`, `sparc`. */
  readonly srcarch: string
}

/** ARCH values that are no folder of their own. Trees differ in which they still know; none gives one another folder. */
const SRCARCH_OF: Readonly<Record<string, string>> = {
  i386: 'x86',
  x86_64: 'x86',
  sparc32: 'sparc',
  sparc64: 'sparc',
  parisc64: 'parisc',
  sh64: 'sh',
  tilepro: 'tile',
  tilegx: 'tile',
}

/** A folder of one architecture; not one of files that all share, nor a file. */
const isArchitectureFolder = (files: FileSystem, folder: string, name: string): boolean =>
  ['Kconfig', 'Makefile'].some((file) => files.kind(`${folder}/${name}/${file}`) === 'file')

/** `ARCH` and its folder; nothing is said of whether a tree has it. */
export const architecture = (arch: string): Architecture => ({
  arch,
  srcarch: Object.hasOwn(SRCARCH_OF, arch) ? (SRCARCH_OF[arch] ?? arch) : arch,
})

/** The folders under `tree`/arch that have a Kconfig, or in headers a Makefile, sorted; empty where `tree` is no kernel. */
export const treeArchitectures = (files: FileSystem, tree: string): readonly string[] => {
  const folder = tree === '' ? 'arch' : `${tree}/arch`
  try {
    return files
      .list(folder)
      .filter((name) => isArchitectureFolder(files, folder, name))
      .sort()
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}

/** All values of ARCH that mean one of these folders, sorted: what to list when one is not known. */
export const knownArchitectures = (folders: readonly string[]): readonly string[] => {
  const aliases = Object.keys(SRCARCH_OF).filter((alias) => folders.includes(SRCARCH_OF[alias] ?? ''))
  return [...new Set([...folders, ...aliases])].sort()
}

export type ArchitectureChoice =
  | { readonly kind: 'known'; readonly architecture: Architecture }
  /** `nearest` is what may have been meant, `machine name → ARCH` first, spelling second. */
  | { readonly kind: 'unknown'; readonly known: readonly string[]; readonly nearest: string | undefined }

/** What other programs call an architecture, where people type it for ARCH. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  amd64: 'x86_64',
  'x86-64': 'x86_64',
  i486: 'i386',
  i586: 'i386',
  i686: 'i386',
  armhf: 'arm',
  armel: 'arm',
  armv7: 'arm',
  armv7l: 'arm',
  mipsel: 'mips',
  mips64: 'mips',
  mips64el: 'mips',
  ppc: 'powerpc',
  ppc64: 'powerpc',
  ppc64le: 'powerpc',
  ppc64el: 'powerpc',
  riscv64: 'riscv',
  riscv32: 'riscv',
  s390x: 's390',
  loongarch64: 'loongarch',
  loong64: 'loongarch',
  hppa: 'parisc',
  sh4: 'sh',
  x86_32: 'i386',
}

/** Whether a tree with these folders (of `treeArchitectures`) has `arch`, and if not what it has. */
export const chooseArchitecture = (arch: string, folders: readonly string[]): ArchitectureChoice => {
  const wanted = architecture(arch)
  if (folders.includes(wanted.srcarch)) return { kind: 'known', architecture: wanted }
  const known = knownArchitectures(folders)
  const meant = Object.hasOwn(OTHER_NAMES, arch) ? OTHER_NAMES[arch] : undefined
  const nearest = meant !== undefined && known.includes(meant) ? meant : nearestName(arch, known)
  return { kind: 'unknown', known, nearest }
}
