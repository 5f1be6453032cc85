/**
 * Where a name in a Kconfig or defconfig context is looked for: as given, seen from the folder the configurator runs in,
 * then below `srctree`. Follows zconf_fopen() and conf_read_simple() in scripts/kconfig (Linux 6.1, 6.12): an absolute
 * name is taken as it stands, and whatever keeps the first place from being opened leads on to the second.
 */
import { isAbsolute, posix } from 'node:path'
import { FileError, type FileSystem } from './file-system.ts'

export interface SearchRoots {
  /** The folder that relative names start from (the configurator's current folder); '' is the file system's root. */
  readonly base: string
  /** The value of `srctree`, itself relative to `base`; undefined where it is not set. */
  readonly srctree?: string
}

/** A file that was found: `name` as it was asked for, `path` where it is. */
export interface OpenedFile {
  readonly name: string
  readonly path: string
  readonly bytes: Uint8Array
}

const below = (folder: string, name: string): string =>
  folder === '' || isAbsolute(name) ? name : posix.join(folder, name)

/** The paths at which `name` may be, in the order in which they are tried, each once. */
export const candidatePaths = (name: string, roots: SearchRoots): readonly string[] => {
  const first = below(roots.base, name)
  if (isAbsolute(name) || roots.srctree === undefined) return [first]
  const second = below(roots.base, posix.join(roots.srctree, name))
  return posix.normalize(first) === posix.normalize(second) ? [first] : [first, second]
}

/**
 * Opens `name` at the first place where that works. Throws the `FileError` of the last place, which for a name that is
 * nowhere is ENOENT; a folder or a file beyond the size limit is found and ends the search with its error.
 */
export const openFile = (files: FileSystem, name: string, roots: SearchRoots): OpenedFile => {
  let failure: FileError | undefined
  for (const path of candidatePaths(name, roots)) {
    try {
      return { name, path, bytes: files.read(path) }
    } catch (error) {
      if (!(error instanceof FileError) || error.code === 'EISDIR' || error.code === 'TOO_LARGE') throw error
      failure = error
    }
  }
  throw failure ?? new FileError(name, 'ENOENT')
}
