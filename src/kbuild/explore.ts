/**
 * Every directory that a tree's makefiles name, whether this configuration enters it or not: what would have to be set
 * for a module is often set a directory further up.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { MakefileStore } from '../make/makefile-store.ts'
import type { Build } from './build.ts'
import { type DirectoryMaker, handedDown, type InheritedEnvironment } from './directory-maker.ts'
import { DirectoryWays, type Way } from './directory-ways.ts'
import { listingsOf, makefilesOf } from './listings.ts'
import type { KbuildRequest } from './top-makefile.ts'
import { resolvedPath } from './tree-path.ts'
import { pathIn, type Visit, visits } from './walk.ts'

/** A directory, and what could be listed in it. */
export interface ExploredDirectory {
  readonly path: string
  /** Absent where the configuration does not lead there. */
  readonly visit?: Visit
  /** The makefiles that were read for it, as make names them. */
  readonly makefiles: readonly string[]
  readonly ways: DirectoryWays
  /** What the directories above export. */
  readonly inherited?: InheritedEnvironment
  /** The directory above, and the way there: the one with the least in it that does nothing. */
  readonly above?: { readonly directory: ExploredDirectory; readonly way: Way }
}

export interface Exploration {
  readonly files: FileSystem
  readonly maker: DirectoryMaker
  readonly store: MakefileStore
  /** Make's working directory, and where the tree is. */
  readonly folder: string
  readonly source: string
  readonly roots: readonly Visit[]
  /** Directories to begin at instead, that no walk has entered. */
  readonly starts?: readonly string[]
}

/** All of a build, to be explored. */
export const explorationOf = ({ files, store, source }: KbuildRequest, { maker, roots, top }: Build): Exploration => ({
  files,
  store,
  source,
  folder: top.folder,
  maker,
  roots,
})

/** How a directory is reached: the fewest idle statements first, then the fullest entry. */
interface Approach {
  readonly path: string
  readonly idle: number
  readonly fullness: Fullness
  readonly above?: ExploredDirectory['above']
  readonly inherited?: InheritedEnvironment | undefined
}

/** For all that is listed, for modules only, for neither. */
type Fullness = 0 | 1 | 2
const FULLNESSES = 3

const fullnessOf = (way: Way): Fullness => {
  const list = way[0]?.statement.list ?? ''
  return list.startsWith('subdir-') ? 2 : list === 'obj-m' ? 1 : 0
}

const idleIn = (way: Way): number => way.reduce((count, { effect }) => count + (effect === 'none' ? 1 : 0), 0)

const DESCENDS = /^(?:obj|subdir)-/

/** The ways into directories, each with the directory's name. */
const descents = ({ ways }: ExploredDirectory): readonly { readonly name: string; readonly way: Way }[] => {
  const found: { readonly name: string; readonly way: Way }[] = []
  for (const word of ways.words()) {
    const name = word.replace(/\/+$/, '')
    if (name === '' || name === '.' || word.endsWith('.o')) continue
    for (const way of ways.to(word)) {
      const [first] = way
      const list = first?.statement.list ?? ''
      // a directory among the parts of a composite is not entered
      if (first?.word !== word || !DESCENDS.test(list)) continue
      if (name !== word || list.startsWith('subdir-')) found.push({ name, way })
    }
  }
  return found
}

/**
 * All directories, each once, those that the walk entered among the first.  It reads every makefile of the tree that can
 * be reached: some two to three times what a walk reads.
 */
export const explore = (exploration: Exploration): readonly ExploredDirectory[] => {
  const { maker, roots, starts = roots.map(({ path }) => path), ...reading } = exploration
  const found = new Map<string, ExploredDirectory>()
  const entered = enteredDirectories(roots)
  const places = new Set<string>()
  // one queue for each rank, the best first: a directory is reached in the best way before it is in any other
  const queues: Approach[][] = [starts.map((path) => ({ path, idle: 0, fullness: 0 }))]
  const reach = (approach: Approach): void => {
    const { path, above, inherited } = approach
    if (found.has(path)) return
    const visit = entered.get(path)
    // a directory that leads to itself would have ever longer names
    const place = resolvedPath(path)
    if (visit === undefined && places.has(place)) return
    places.add(place)
    const { make, makefile } = visit ?? maker.read({ path, needBuiltin: true, needModorder: true }, inherited)
    const directory: ExploredDirectory = {
      path,
      makefiles: makefilesOf(make),
      ways: new DirectoryWays(listingsOf({ make, makefile, ...reading })),
      ...(visit === undefined ? {} : { visit }),
      ...(inherited === undefined ? {} : { inherited }),
      ...(above === undefined ? {} : { above }),
    }
    found.set(path, directory)
    const below = descents(directory)
    const handed = below.length === 0 ? undefined : handedDown({ make }, inherited)
    for (const { name, way } of below) {
      const next = pathIn(path, name)
      if (found.has(next) || next.length > LONGEST_PATH) continue
      const idle = approach.idle + idleIn(way)
      const fullness = Math.max(approach.fullness, fullnessOf(way)) as Fullness
      const rank = idle * FULLNESSES + fullness
      const queue = queues[rank] ?? []
      queues[rank] = queue
      queue.push({ path: next, idle, fullness, above: { directory, way }, inherited: handed })
    }
  }
  for (let rank = 0; rank < queues.length; rank++) {
    const queue = queues[rank] ?? []
    // it may grow while it is worked off
    for (let at = 0; at < queue.length; at++) reach(queue[at] as Approach)
  }
  return [...found.values()]
}

/** Longer ones are those of a directory that holds itself. */
const LONGEST_PATH = 1024

/** A directory that was entered twice counts as it was entered more fully. */
const enteredDirectories = (roots: readonly Visit[]): ReadonlyMap<string, Visit> => {
  const entered = new Map<string, Visit>()
  const merit = ({ needBuiltin, needModorder }: Visit): number => (needBuiltin ? 2 : 0) + (needModorder ? 1 : 0)
  for (const root of roots)
    for (const visit of visits(root)) {
      const known = entered.get(visit.path)
      if (known === undefined || merit(visit) > merit(known)) entered.set(visit.path, visit)
    }
  return entered
}
