/**
 * The modules that a user names, as files or as folders to be searched.
 */
import { join } from 'node:path'
import { FileError, type FileSystem } from '../files/file-system.ts'

/** What a module's file is called. */
const MODULE = /\.ko(\.(gz|xz|zst))?$/
/** A module to be read, or what cannot be. Paths as the user named them, with what is below. */
export type NamedModule =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly code: string }
  /** A folder in which there is none. */
  | { readonly kind: 'none-found'; readonly path: string }

const search = (files: FileSystem, folder: string): readonly NamedModule[] => {
  let names: readonly string[]
  try {
    names = [...files.list(folder)].sort()
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return [{ kind: 'unreadable', path: folder, code: error.code }]
  }
  return names.flatMap((name): readonly NamedModule[] => {
    const path = join(folder, name)
    if (MODULE.test(name)) return files.kind(path) === 'directory' ? [] : [{ kind: 'file', path }]
    // links lead out of the folder (build, source) or in a circle
    return files.kind(path) === 'directory' && files.isLink?.(path) !== true ? search(files, path) : []
  })
}

/** A file is taken whatever its name; a folder is searched, sorted by name, without the folders that links lead to. */
export const namedModules = (files: FileSystem, paths: readonly string[]): readonly NamedModule[] =>
  paths.flatMap((path): readonly NamedModule[] => {
    if (files.kind(path) !== 'directory') return [{ kind: 'file', path }]
    const found = search(files, path)
    return found.length > 0 ? found : [{ kind: 'none-found', path }]
  })
