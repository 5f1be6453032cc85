/**
 * What matters of an external module besides its objects: why there are none, flags, symbols of other modules.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { Place } from '../make/make-stop.ts'
import type { MakefileStore } from '../make/makefile-store.ts'
import { resolveIn } from '../make/resolve-in.ts'
import type { Build } from './build.ts'
import { effectOf } from './directory-ways.ts'
import { listingsOf, makefilesOf, type ReadMakefile } from './listings.ts'
import { type Gate, type NamedValue, referencedNames, valuesIn } from './provenance.ts'
import type { Visit } from './walk.ts'

/** A statement that lists objects where nothing is built of them, or lists none although it is meant to. */
export interface EmptyListing {
  readonly file: string
  readonly line: number
  readonly list: string
  readonly name: string
  readonly words: readonly string[]
  readonly values: readonly NamedValue[]
  readonly gates: readonly Gate[]
}

/** What makefiles are read with. */
export type Reading = Omit<ReadMakefile, 'make' | 'makefile'>

/** Lists of objects and directories that come to nothing. */
const emptyLists = (visit: Visit, reading: Reading): readonly EmptyListing[] =>
  listingsOf({ make: visit.make, makefile: visit.makefile, ...reading }).flatMap((statement) => {
    const { file, line, list, name, words, gates, text } = statement
    if (!list.startsWith('obj-')) return []
    const effect = effectOf(statement)
    // an object that would be built in is nothing in a module's folder either
    const idle = words.filter((word) => effect === 'none' || (effect === 'built-in' && !word.endsWith('/')))
    const isMeant = words.length === 0 && text.includes('$') && effect !== 'built-in'
    if (idle.length === 0 && !isMeant) return []
    const values = isMeant ? valuesIn(visit.make, `${name} ${text}`) : statement.values
    return { file, line, list, name, words: idle, values, gates }
  })

/** A variable that a line refers to and that nothing sets. */
export interface UnsetVariable extends Place {
  readonly name: string
}

/**
 * Unset variables in lines that do their work by functions alone, such as `$(foreach m,$(MODULES),$(eval …))`: what such a
 * line would list does not show where one of them is empty.
 */
export const unsetVariables = (build: Build, store: MakefileStore, folder: string): readonly UnsetVariable[] =>
  build.visits.flatMap(({ make }) => {
    const found: UnsetVariable[] = []
    for (const file of makefilesOf(make)) {
      const statements = store.known(resolveIn(folder, file))?.statements ?? []
      for (const statement of statements) {
        if (statement.kind !== 'expansion') continue
        const own = loopVariables(statement.text)
        for (const name of referencedNames(statement.text))
          if (make.scope.get(name) === undefined && !own.has(name) && !/^\d+$/.test(name))
            found.push({ name, file, line: statement.line })
      }
    }
    return found
  })

const loopVariables = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/\$[({]foreach[ \t]+([^,\s]+)[ \t]*,/g)].map(([, name = '']) => name))

/** What comes to nothing in all directories that were entered. */
export const emptyListsOf = (build: Build, reading: Reading): readonly EmptyListing[] =>
  build.visits.flatMap((visit) => emptyLists(visit, reading))

const FLAGS = ['ccflags-y', 'EXTRA_CFLAGS', 'subdir-ccflags-y']

/** Flags for the compiler, directory by directory. */
export const flagsOf = (build: Build): readonly { readonly directory: string; readonly flags: readonly string[] }[] =>
  build.visits
    .map((visit) => ({ directory: visit.path, flags: FLAGS.flatMap((name) => visit.make.wordsIn(name)) }))
    .filter(({ flags }) => flags.length > 0)

/** Folders of `-I`, joined to it or behind it, each once. */
export const includeFolders = (flags: readonly string[]): readonly string[] => {
  const folders = flags.flatMap((flag, index) => {
    if (flag === '-I' || flag === '-isystem') return flags[index + 1] ?? []
    return flag.startsWith('-I') && flag.length > 2 ? flag.slice(2) : []
  })
  return [...new Set(folders)]
}

/** Files of `KBUILD_EXTRA_SYMBOLS`, as the module's makefile or the user sets it. */
export const extraSymbols = (build: Build): readonly string[] => [
  ...new Set(build.visits.flatMap(({ make }) => make.wordsIn('KBUILD_EXTRA_SYMBOLS'))),
]

/** Objects of modules that come ready-made: `foo.o_shipped` is copied to foo.o. */
export const shippedObjects = (build: Build, files: FileSystem, folder: string): readonly string[] => {
  const objects = new Set(build.modules.flatMap((module) => module.objects))
  return [...objects].filter((object) => files.kind(`${resolveIn(folder, object)}_shipped`) === 'file')
}
