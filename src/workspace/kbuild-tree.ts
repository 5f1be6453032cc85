/**
 * The kernel that something is built in or for: the folder that the user names, the tree around the configuration or the
 * current folder, or the headers of the running kernel.
 */
import { dirname, relative, resolve } from 'node:path'
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { findKernel, type KernelPlaces, runningModules } from '../kernel/find-kernel.ts'
import { findTree } from './find-tree.ts'
import { KbuildRequestFailure } from './kbuild-failure.ts'
import type { KbuildCommandRequest, KbuildNote } from './kbuild-request.ts'

export interface KbuildTree {
  /** Where the top makefile is, absolute. */
  readonly source: string
  /** Where the configuration and generated files are, absolute. */
  readonly output: string
  readonly places: KernelPlaces
  /** The directory that the walk is limited to, from the top of the tree. */
  readonly only?: string
  readonly note?: KbuildNote
}

/** The makefile that the one of split headers includes, where it is not there: another package brings it. */
const includedMakefile = (files: FileSystem, folder: string): string | undefined => {
  const text = readTextIfThere(files, `${folder}/Makefile`)
  const path = /^include\s+([^\s$]+\/Makefile)\s*$/m.exec(text ?? '')?.[1]
  return path === undefined || files.kind(resolve(folder, path)) !== undefined ? undefined : path
}

const withMakefile = (
  files: FileSystem,
  folder: string,
  places: KernelPlaces | undefined,
  absolute = folder,
): KbuildTree => {
  const source = places?.source ?? places?.build
  if (places === undefined || source === undefined) {
    const missing = files.kind(`${absolute}/Makefile`) === 'file' ? 'include/linux/module.h' : 'Makefile'
    throw new KbuildRequestFailure({ kind: 'not-kbuild', folder, missing })
  }
  const elsewhere = places.source === undefined ? includedMakefile(files, source) : undefined
  if (elsewhere !== undefined) throw new KbuildRequestFailure({ kind: 'not-kbuild', folder, missing: elsewhere })
  if (files.kind(`${source}/Makefile`) !== 'file')
    throw new KbuildRequestFailure({ kind: 'not-kbuild', folder, missing: `${source}/Makefile` })
  return { source, output: places.build ?? source, places }
}

const named = (files: FileSystem, cwd: string, name: string): KbuildTree => {
  const folder = resolve(cwd, name)
  if (files.kind(folder) === undefined)
    throw new KbuildRequestFailure({ kind: 'unreadable', what: 'tree', path: name, code: 'ENOENT' })
  return withMakefile(files, name, findKernel(files, folder), folder)
}

/** The kernel whose headers `make -C /lib/modules/$(uname -r)/build` would use. */
const running = (files: FileSystem, release: string | undefined): KbuildTree => {
  const folder = runningModules(files, release)
  if (folder === undefined)
    throw new KbuildRequestFailure({ kind: 'no-kernel', ...(release === undefined ? {} : { release }) })
  return { ...withMakefile(files, folder, findKernel(files, folder)), note: { kind: 'tree', folder } }
}

const around = (files: FileSystem, { cwd, folder, config }: KbuildCommandRequest): KbuildTree => {
  const starts = [folder ?? '.', ...(config === undefined || config === '-' ? [] : [dirname(config)]), '.']
  const tree = findTree(
    files,
    starts.map((start) => resolve(cwd, start)),
  )
  if (tree?.kind !== 'kernel') throw new KbuildRequestFailure({ kind: 'no-tree', from: resolve(cwd, folder ?? '.') })
  const place = tree.buildFolder ?? tree.folder
  return { ...withMakefile(files, place, findKernel(files, place)), note: { kind: 'tree', folder: place } }
}

/** DIR as make would have it: from the top of the tree, whether it was typed from there or from the current folder. */
const limit = (files: FileSystem, cwd: string, tree: KbuildTree, folder: string): string => {
  const candidates = [resolve(cwd, folder), resolve(tree.source, folder), resolve(tree.output, folder)]
  for (const path of candidates) {
    if (files.kind(path) !== 'directory') continue
    const inside = [tree.source, tree.output]
      .map((root) => relative(root, path))
      .find((way) => way !== '..' && !way.startsWith('../'))
    if (inside !== undefined) return inside === '' ? '.' : inside
  }
  throw new KbuildRequestFailure({ kind: 'not-in-tree', folder, tree: tree.source })
}

/** Throws a `KbuildRequestFailure` where there is no kernel tree. */
export const kbuildTree = (files: FileSystem, request: KbuildCommandRequest): KbuildTree => {
  const { cwd, folder, tree: name, external, runningRelease } = request
  const tree =
    name !== undefined
      ? named(files, cwd, name)
      : external !== undefined
        ? running(files, runningRelease)
        : around(files, request)
  if (external === undefined && !files.kind(`${tree.source}/Kbuild`) && !files.kind(`${tree.source}/init`))
    throw new KbuildRequestFailure({ kind: 'headers-only', folder: name ?? tree.source })
  if (folder === undefined) return tree
  const only = limit(files, cwd, tree, folder)
  return only === '.' ? tree : { ...tree, only }
}
