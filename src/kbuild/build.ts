/**
 * What a configuration builds in a kernel tree, or of an external module: top makefile, walk, products.
 */

import { wordsOf } from '../make/functions/words.ts'
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
    const text = wordsOf(make.expandSafely(`$(${variable})`).text)
    if (text.length > 0) return text.map((word) => word.replace(/^_module_/, ''))
  }
  return [external ?? '.']
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
        modules: roots.flatMap(modulesOf),
        builtinObjects: roots.flatMap(builtinObjectsOf),
        libraries: roots.flatMap(librariesOf),
      },
    }
  } catch (error) {
    if (!(error instanceof MakeStop)) throw error
    return { kind: 'stopped', stop: error }
  }
}
