/**
 * What a configuration builds in a kernel tree, or of an external module: top makefile, walk, products.
 */

import type { Interpreter } from '../make/interpreter.ts'
import { MakeStop } from '../make/make-stop.ts'
import { DirectoryMaker } from './directory-maker.ts'
import {
  type BuiltModule,
  builtinObjectsOf,
  type Library,
  librariesOf,
  modulesOf,
  type PlacedObject,
} from './products.ts'
import { type KbuildRequest, readTopMakefile, type TopMakefile } from './top-makefile.ts'
import { folderOf, nameOf } from './tree-path.ts'
import { type Visit, visits, walk } from './walk.ts'

export interface Build {
  readonly top: TopMakefile
  readonly maker: DirectoryMaker
  /** Where the walk began: one directory, or the several that older trees name in their top makefile. */
  readonly roots: readonly Visit[]
  /** All directories, in the order in which they were entered. */
  readonly visits: readonly Visit[]
  /** As modules.order lists them. */
  readonly modules: readonly BuiltModule[]
  /** As the archives list them, before objects that must come first are moved. */
  readonly builtinObjects: readonly PlacedObject[]
  readonly libraries: readonly Library[]
}

export type BuildResult =
  | { readonly kind: 'built'; readonly build: Build }
  | { readonly kind: 'stopped'; readonly stop: MakeStop }

/** The directories to enter, as the top makefile has them. */
const rootPaths = (make: Interpreter, external: string | undefined): readonly string[] => {
  for (const variable of ['build-dir', 'build-dirs', 'vmlinux-dirs', 'module-dirs']) {
    const words = make.wordsIn(variable)
    if (words.length > 0) return words.map((word) => word.replace(/^_module_/, ''))
  }
  return [external ?? '.']
}

/** Where several directories begin, the top makefile joins their lists and leaves repeats out. */
const eachOnce = (modules: readonly BuiltModule[]): readonly BuiltModule[] =>
  [...new Map(modules.toReversed().map((module) => [module.path, module])).values()].reverse()

const BUILTIN = '/built-in.a'

/**
 * The objects of all archives. Before 6.1 the top makefile names archives and single objects in an order of its own, which
 * is not that in which it enters their directories.
 */
const archivedObjects = ({ make }: TopMakefile, roots: readonly Visit[]): readonly PlacedObject[] => {
  const named = make.wordsIn('KBUILD_VMLINUX_OBJS')
  const archives = new Map(roots.map((root) => [root.path + BUILTIN, root]))
  if (!named.some((word) => archives.has(word)) || roots.length === 1) return roots.flatMap(builtinObjectsOf)
  const entered = new Map(roots.flatMap(visits).map((visit) => [visit.path, visit]))
  return named.flatMap((path) => {
    const root = archives.get(path)
    if (root !== undefined) return builtinObjectsOf(root)
    const visit = path.endsWith('.o') ? entered.get(folderOf(path)) : undefined
    return visit === undefined ? [] : [{ path, word: nameOf(path), visit }]
  })
}

/** Works out a build. `only` limits the walk to one directory, a path from the top of the tree. */
export const build = (request: KbuildRequest, only?: string): BuildResult => {
  const top = readTopMakefile(request)
  if (top.stopped !== undefined) return { kind: 'stopped', stop: top.stopped }
  const paths = only === undefined ? rootPaths(top.make, request.external) : [only]
  try {
    const maker = new DirectoryMaker(request, top)
    const roots = paths.map((path) => walk(maker, { path, needBuiltin: true, needModorder: true }))
    return {
      kind: 'built',
      build: {
        top,
        maker,
        roots,
        visits: roots.flatMap(visits),
        modules: eachOnce(roots.flatMap(modulesOf)),
        builtinObjects: archivedObjects(top, roots),
        libraries: roots.flatMap(librariesOf),
      },
    }
  } catch (error) {
    if (!(error instanceof MakeStop)) throw error
    return { kind: 'stopped', stop: error }
  }
}
