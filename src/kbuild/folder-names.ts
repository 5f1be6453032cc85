/**
 * What files there are in a tree, a folder read once: to ask for each of 13,000 objects whether `x.c` is there, then
 * `x.S`, takes as many calls; there are 1,400 folders.
 */
import { type FileSystem, listIfThere } from '../files/file-system.ts'
import { folderOf, joinPath, nameOf, resolvedPath } from './tree-path.ts'

export interface FolderNames {
  /** Whether there is a file of this path, relative to the tree; `..` may be in it. */
  has(path: string): boolean
  /** Names in a folder, bytewise sorted; none where there is no such folder. */
  names(folder: string): readonly string[]
}

const NOTHING: ReadonlySet<string> = new Set()

/** The tree's files together with those of the folder where it is built, if that is another. */
export const folderNames = (files: FileSystem, tree: string, build = tree): FolderNames => {
  const folders = new Map<string, ReadonlySet<string>>()
  const roots = build === tree ? [tree] : [tree, build]
  const namesIn = (folder: string): ReadonlySet<string> => {
    const known = folders.get(folder)
    if (known !== undefined) return known
    const found = roots.flatMap((root) => listIfThere(files, joinPath(root, folder)))
    const names = found.length === 0 ? NOTHING : new Set(found)
    folders.set(folder, names)
    return names
  }
  return {
    has(path: string): boolean {
      const plain = path.includes('./') ? resolvedPath(path) : path
      return namesIn(folderOf(plain)).has(nameOf(plain))
    },
    names: (folder) => [...namesIn(resolvedPath(folder))].sort(),
  }
}

/** What the compiler is given: C, assembly, Rust; what is shipped ready for being copied to such a name. */
const SOURCE = /\.(?:c|S|rs)(?:_shipped)?$/

/** The source files of a folder, bytewise sorted, relative to the tree. */
export const sourcesInFolder = (names: FolderNames, folder: string): readonly string[] =>
  names
    .names(folder)
    .filter((name) => SOURCE.test(name))
    .map((name) => joinPath(folder, name))
