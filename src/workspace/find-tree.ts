/**
 * Which tree a user means: the one named, or the nearest parent of the configuration, or of the current folder, that is
 * one.  A folder below a tree has Kconfig files too; the root is where the configurator or the architectures are.
 */
import { dirname, join, resolve } from 'node:path'
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { CONFIGURATOR_FOLDERS } from '../kconfig/dialects/configurator.ts'
import { RequestFailure } from './failure.ts'

export type TreeKind = 'kernel' | 'buildroot' | 'kconfig'

export interface Tree {
  /** Absolute path of the source tree. */
  readonly folder: string
  readonly kind: TreeKind
  /** Root file, relative to the folder. */
  readonly kconfig: string
  /** The build folder the user named, where it is not the source tree. */
  readonly buildFolder?: string
}

const isFile = (files: FileSystem, path: string): boolean => files.kind(path) === 'file'
const isFolder = (files: FileSystem, path: string): boolean => files.kind(path) === 'directory'

/** The folder is the root of a tree. */
const rootKind = (files: FileSystem, folder: string): TreeKind | undefined => {
  const has = (name: string): boolean => isFolder(files, join(folder, name))
  if (isFile(files, join(folder, 'Kconfig')) && has('arch') && isFile(files, join(folder, 'Makefile'))) return 'kernel'
  if (isFile(files, join(folder, 'Config.in')) && has('scripts/config')) return 'buildroot'
  if (!CONFIGURATOR_FOLDERS.some(has)) return undefined
  return isFile(files, join(folder, 'Kconfig')) || isFile(files, join(folder, 'Config.in')) ? 'kconfig' : undefined
}

const rootFile = (files: FileSystem, folder: string, kind: TreeKind): string =>
  kind === 'buildroot' || !isFile(files, join(folder, 'Kconfig')) ? 'Config.in' : 'Kconfig'

/** The source of an `O=` build folder: its `source` link, or what its stub Makefile includes. */
const sourceOf = (files: FileSystem, folder: string): string | undefined => {
  if (isFile(files, join(folder, 'source/Kconfig'))) return join(folder, 'source')
  const makefile = readTextIfThere(files, join(folder, 'Makefile'))
  if (makefile === undefined) return undefined
  const target =
    /^include\s+(\S+)\/Makefile\s*$/m.exec(makefile)?.[1] ?? /^MAKEARGS\s*:=\s*-C\s+(\S+)/m.exec(makefile)?.[1]
  return target === undefined ? undefined : resolve(folder, target)
}

/** The folder as a tree, or undefined. With `kconfig` named, any folder that has that file is one. */
export const asTree = (files: FileSystem, folder: string, kconfig?: string): Tree | undefined => {
  const kind = rootKind(files, folder)
  if (kconfig !== undefined && isFile(files, resolve(folder, kconfig)))
    return { folder, kind: kind ?? 'kconfig', kconfig }
  if (kconfig !== undefined) return undefined
  if (kind !== undefined) return { folder, kind, kconfig: rootFile(files, folder, kind) }
  const source = sourceOf(files, folder)
  if (source !== undefined && source !== folder) {
    const tree = asTree(files, source)
    if (tree !== undefined) return { ...tree, buildFolder: folder }
  }
  const plain = ['Kconfig', 'Config.in'].find((name) => isFile(files, join(folder, name)))
  return plain === undefined ? undefined : { folder, kind: 'kconfig', kconfig: plain }
}

/** The tree that the user named, relative to `cwd`. Throws a `RequestFailure` where it is none. */
export const namedTree = (files: FileSystem, cwd: string, named: string, kconfig?: string): Tree => {
  const folder = resolve(cwd, named)
  if (files.kind(folder) === undefined)
    throw new RequestFailure({ kind: 'unreadable', what: 'tree', path: named, code: 'ENOENT' })
  const tree = asTree(files, folder, kconfig)
  if (tree === undefined) throw new RequestFailure({ kind: 'not-a-tree', folder: named, kconfig: kconfig ?? 'Kconfig' })
  return tree
}

/** The nearest parent of one of `starts` that is the root of a tree; failing that, the outermost with a Kconfig file. */
export const findTree = (files: FileSystem, starts: readonly string[], kconfig?: string): Tree | undefined => {
  for (const start of starts) {
    let plain: string | undefined
    for (let folder = start; ; folder = dirname(folder)) {
      if (rootKind(files, folder) !== undefined || sourceOf(files, folder) !== undefined) {
        const tree = asTree(files, folder, kconfig)
        if (tree !== undefined) return tree
      }
      if (isFile(files, join(folder, kconfig ?? 'Kconfig'))) plain = folder
      if (folder === dirname(folder)) break
    }
    const tree = plain === undefined ? undefined : asTree(files, plain, kconfig)
    if (tree !== undefined) return tree
  }
  return undefined
}
