/**
 * The modules that a user names, as files or as folders to be searched.
 */
import { join } from 'node:path'
import { FileError, type FileSystem } from '../files/file-system.ts'

/** What a module's file is called. */
const MODULE = /\.ko(\.(gz|xz|zst))?$/
/** Of `/lib/modules/RELEASE` these lead elsewhere, and a folder in a folder more often than this leads in a circle. */
const ELSEWHERE = new Set(['build', 'source'])
const DEEPEST = 40

/** A module to be read, or what cannot be. Paths as the user named them, with what is below. */
export type NamedModule =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly code: string }
  /** A folder in which there is none. */
  | { readonly kind: 'none-found'; readonly path: string }

const search = (files: FileSystem, folder: string, depth: number): readonly NamedModule[] => {
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
    if (ELSEWHERE.has(name) || depth >= DEEPEST || files.kind(path) !== 'directory') return []
    return search(files, path, depth + 1)
  })
}

/** A file is taken whatever its name; a folder is searched, sorted by name. */
export const namedModules = (files: FileSystem, paths: readonly string[]): readonly NamedModule[] =>
  paths.flatMap((path): readonly NamedModule[] => {
    if (files.kind(path) !== 'directory') return [{ kind: 'file', path }]
    const found = search(files, path, 0)
    return found.length > 0 ? found : [{ kind: 'none-found', path }]
  })
