/**
 * Why a module is built, or is not: the listings that lead to it from the top of the tree, each with the symbols it hangs
 * on and their values.
 */
import type { StepEffect, Way } from './directory-ways.ts'
import type { ExploredDirectory } from './explore.ts'
import type { Gate, NamedValue } from './provenance.ts'

/** One listing on the way from the top to an object. */
export interface ChainStep {
  /** The directory in whose makefile it stands. */
  readonly directory: string
  readonly file: string
  readonly line: number
  readonly word: string
  /** As it is written, and as it comes out. */
  readonly name: string
  readonly list: string
  readonly values: readonly NamedValue[]
  readonly gates: readonly Gate[]
  readonly effect: StepEffect
}

/** A symbol to set. Empty is not set. */
export interface SymbolChange {
  readonly symbol: string
  readonly from: string
  readonly to: string
}

/** A way to an object. */
export interface Chain {
  /** The object or module, from the top of the tree, as the makefiles have it and without a suffix. */
  readonly path: string
  readonly steps: readonly ChainStep[]
  /** What comes of it all. */
  readonly outcome: 'module' | 'built-in' | 'library' | 'dropped' | 'unlisted' | 'not-built'
}

const stepsOf = (directory: ExploredDirectory, way: Way): readonly ChainStep[] =>
  way.map(({ statement: { file, line, name, list, values, gates }, word, effect }) => ({
    directory: directory.path,
    file,
    line,
    word,
    name,
    list,
    values,
    gates,
    effect,
  }))

/** The steps into a directory, from the top. */
const stepsInto = ({ above }: ExploredDirectory): readonly ChainStep[] =>
  above === undefined ? [] : [...stepsInto(above.directory), ...stepsOf(above.directory, above.way)]

/** The lists by which the directories above are entered. */
const entryLists = ({ above }: ExploredDirectory): readonly string[] =>
  above === undefined ? [] : [...entryLists(above.directory), above.way[0]?.statement.list ?? '']

/** The chain of an object in a directory. */
export const chainOf = (directory: ExploredDirectory, way: Way, path: string): Chain => {
  const steps = [...stepsInto(directory), ...stepsOf(directory, way)]
  return { path, steps, outcome: outcomeOf(steps, directory, way) }
}

/** Directories that are entered for modules only build nothing else; those entered through subdir- list no modules. */
const outcomeOf = (steps: readonly ChainStep[], directory: ExploredDirectory, way: Way): Chain['outcome'] => {
  if (steps.some(({ effect }) => effect === 'none')) return 'not-built'
  // what holds for a composite holds for its parts
  const list = way[0]?.statement.list ?? ''
  if (list.startsWith('lib-')) return 'library'
  const entries = entryLists(directory)
  if (list === 'obj-m') return entries.every((entry) => entry.startsWith('obj-')) ? 'module' : 'unlisted'
  return entries.every((entry) => entry === 'obj-y') ? 'built-in' : 'dropped'
}
