/**
 * What comes out of a walk: modules in the order of modules.order, built-in objects in the order in which they are
 * archived, libraries.
 * Follows the rules for modules.order, built-in.a and lib.a in scripts/Makefile.build (Linux 6.1, 6.12).
 */
import { type Item, withoutSlash } from './directory-lists.ts'
import { pathIn, type Visit, visits } from './walk.ts'

/** A module or a built-in composite, paths from the top of the tree as make writes them, `..` and all. */
export interface BuiltModule {
  /** `drivers/net/dummy.ko`. */
  readonly path: string
  /** What it is linked from, each once; the object of its own name where it is no composite. */
  readonly objects: readonly string[]
  readonly composite: boolean
  readonly visit: Visit
}

/** An object, and the directory whose makefile asks for it. */
export interface PlacedObject {
  readonly path: string
  /** As its directory lists it. */
  readonly word: string
  readonly visit: Visit
}

export interface Library {
  /** `arch/x86/lib/lib.a`. */
  readonly path: string
  /** Sorted by their names. */
  readonly objects: readonly PlacedObject[]
}

const objectsOf = ({ path }: Visit, item: Extract<Item, { kind: 'object' }>): readonly string[] =>
  item.parts === undefined ? [pathIn(path, item.word)] : [...new Set(item.parts)].map((part) => pathIn(path, part))

/** The modules of a directory and of what is below, in order. */
export const modulesOf = (root: Visit): readonly BuiltModule[] => {
  const modules: BuiltModule[] = []
  const collect = (visit: Visit): void => {
    for (const item of visit.lists.modules) {
      if (item.kind === 'directory') {
        const below = visit.below.get(withoutSlash(item.word))
        if (below !== undefined) collect(below)
        continue
      }
      const path = pathIn(visit.path, item.word).replace(/\.o$/, '.ko')
      modules.push({ path, objects: objectsOf(visit, item), composite: item.parts !== undefined, visit })
    }
  }
  collect(root)
  return modules
}

/** The objects in built-in.a of a directory, those of directories below in their place. */
export const builtinObjectsOf = (root: Visit): readonly PlacedObject[] => {
  const objects: PlacedObject[] = []
  const collect = (visit: Visit): void => {
    const seen = new Set<string>()
    for (const item of visit.lists.builtin) {
      if (item.kind === 'directory') {
        const below = visit.below.get(withoutSlash(item.word))
        if (below !== undefined) collect(below)
        continue
      }
      for (const word of item.parts ?? [item.word]) {
        if (seen.has(word)) continue
        seen.add(word)
        objects.push({ path: pathIn(visit.path, word), word, visit })
      }
    }
  }
  collect(root)
  return objects
}

/** All lib.a that are made, in the order of the walk. */
export const librariesOf = (root: Visit): readonly Library[] =>
  visits(root)
    .filter(({ lists }) => lists.hasLibrary)
    .map((visit) => ({
      path: pathIn(visit.path, 'lib.a'),
      objects: visit.lists.library.map((word) => ({ path: pathIn(visit.path, word), word, visit })),
    }))
