/**
 * Every directory that a tree's makefiles name, whether this configuration enters it or not: what would have to be set
 * for a module is often set a directory further up.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { MakefileStore } from '../make/makefile-store.ts'
import type { DirectoryMaker } from './directory-maker.ts'
import { type Listing, listingsOf, makefilesOf } from './listings.ts'
import { resolvedPath } from './tree-path.ts'
import { pathIn, type Visit, visits } from './walk.ts'

/** A directory, and what could be listed in it. */
export interface ExploredDirectory {
  readonly path: string
  /** Absent where the configuration does not lead there. */
  readonly visit?: Visit
  readonly makefiles: readonly string[]
  readonly listings: readonly Listing[]
  /** The listing in the directory above that names this one, and that directory. */
  readonly above?: { readonly directory: ExploredDirectory; readonly listing: Listing }
}

export interface Exploration {
  readonly files: FileSystem
  readonly maker: DirectoryMaker
  readonly store: MakefileStore
  /** Make's working directory, and where the tree is as its makefiles name it. */
  readonly folder: string
  readonly roots: readonly Visit[]
}

/** Lists that lead into directories. */
const DESCENDS = /^(?:obj|subdir)-/

/** Whether a listing is a directory that may be entered. */
export const isDescent = ({ list, word }: Listing): boolean =>
  DESCENDS.test(list) && (word.endsWith('/') || list.startsWith('subdir-'))

/**
 * All directories, those that the walk entered first, each once.  It reads every makefile of the tree that can be
 * reached: some two to three times what a walk reads.
 */
export const explore = ({ maker, store, folder, roots }: Exploration): readonly ExploredDirectory[] => {
  const found = new Map<string, ExploredDirectory>()
  const entered = new Map<string, Visit>()
  for (const root of roots)
    for (const visit of visits(root)) if (!entered.has(visit.path)) entered.set(visit.path, visit)
  const places = new Set<string>()
  const queue: ExploredDirectory[] = []
  const add = (path: string, above: ExploredDirectory['above']): void => {
    if (found.has(path)) return
    const visit = entered.get(path)
    // a directory that leads to itself would have ever longer names
    const place = resolvedPath(path)
    if (visit === undefined && places.has(place)) return
    places.add(place)
    const make = visit?.make ?? maker.read({ path, needBuiltin: false, needModorder: false }).make
    const listings = listingsOf({ make, store, folder })
    const directory: ExploredDirectory = {
      path,
      makefiles: makefilesOf(make),
      listings,
      ...(visit === undefined ? {} : { visit }),
      ...(above === undefined ? {} : { above }),
    }
    found.set(path, directory)
    queue.push(directory)
  }
  for (const root of roots) add(root.path, undefined)
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    // a directory that several listings name is entered by the first that counts
    const descents = next.listings.filter(isDescent)
    const counting = descents.filter(({ list }) => list.endsWith('-y') || list.endsWith('-m'))
    for (const listing of [...counting, ...descents]) {
      const word = listing.word.replace(/\/+$/, '')
      if (word !== '' && word !== '.') add(pathIn(next.path, word), { directory: next, listing })
    }
  }
  return [...found.values()]
}
