/**
 * The walk over the directories of a kernel tree, or of an external module, as kbuild descends into them.
 * Follows scripts/Makefile.build (Linux 6.1, 6.12).  The cost is that of reading each makefile once for every directory
 * that wants it.
 */
import type { Interpreter } from '../make/interpreter.ts'
import { MakeStop } from '../make/make-stop.ts'
import { type DirectoryLists, directoryLists } from './directory-lists.ts'
import { type DirectoryEntry, type DirectoryMaker, handedDown, type InheritedEnvironment } from './directory-maker.ts'

/** A directory that was entered; paths are as make has them, from the top. */
export interface Visit extends DirectoryEntry {
  /** Its Kbuild or Makefile, as make names it. */
  readonly makefile: string
  /** What was read for it: its own makefile and what that includes, as make names them. */
  readonly makefiles: readonly string[]
  readonly make: Interpreter
  readonly lists: DirectoryLists
  /** What ended the reading early: everything behind it is missing in the lists. */
  readonly stopped: MakeStop | undefined
  /** Directories below, by the path that its lists have. */
  readonly below: ReadonlyMap<string, Visit>
}

/** Paths longer than this are those of a directory that holds itself. */
const LONGEST_PATH = 4096

/** The path of a word of a directory's lists. */
export const pathIn = (directory: string, word: string): string => (directory === '.' ? word : `${directory}/${word}`)

/** Enters a directory and all that it leads to. Throws a `MakeStop` where a directory holds itself. */
export const walk = (maker: DirectoryMaker, root: DirectoryEntry): Visit => {
  const visit = (entry: DirectoryEntry, environment?: InheritedEnvironment): Visit => {
    const { make, makefile, makefiles, stopped, linksExports } = maker.read(entry, environment)
    const below = new Map<string, Visit>()
    const lists = directoryLists({ make, linksExports }, entry)
    const handed = lists.directories.length === 0 ? undefined : handedDown({ make }, environment)
    for (const next of lists.directories) {
      const path = pathIn(entry.path, next.path)
      if (path.length > LONGEST_PATH) throw new MakeStop('too-deep', { limit: LONGEST_PATH })
      below.set(next.path, visit({ ...next, path }, handed))
    }
    return { ...entry, makefile, makefiles, make, lists, stopped, below }
  }
  return visit(root)
}

/** All visits in the order in which they began. */
export const visits = (root: Visit): readonly Visit[] => {
  const all: Visit[] = []
  const collect = (visit: Visit): void => {
    all.push(visit)
    for (const next of visit.below.values()) collect(next)
  }
  collect(root)
  return all
}
