/**
 * Why a module is built, or is not: the listings that lead to it from the top of the tree, each with the symbols it hangs
 * on and their values.
 */
import type { ExploredDirectory } from './explore.ts'
import type { Listing } from './listings.ts'
import type { Gate, NamedValue } from './provenance.ts'

/** What a listing does in this configuration. */
export type StepEffect =
  /** Into built-in.a, or into a directory for built-in objects and modules. */
  | 'built-in'
  /** A module, or into a directory for its modules only. */
  | 'module'
  /** Nothing: the list it is in is not one that is built. */
  | 'none'

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

/** A way to an object. */
export interface Chain {
  /** The object or module, from the top of the tree. */
  readonly path: string
  readonly steps: readonly ChainStep[]
  /** What comes of it all. */
  readonly outcome: 'module' | 'built-in' | 'dropped' | 'unlisted' | 'not-built'
}

const gatesHold = (gates: readonly Gate[]): boolean => gates.every(({ holds, inElse }) => holds !== inElse)

/** What a listing does, by the list it ends in and the conditions around it. */
export const effectOf = ({ list, gates }: Pick<Listing, 'list' | 'gates'>): StepEffect => {
  if (!gatesHold(gates)) return 'none'
  if (list.endsWith('-y')) return 'built-in'
  return list.endsWith('-m') ? 'module' : 'none'
}

const step = (directory: ExploredDirectory, listing: Listing): ChainStep => ({
  directory: directory.path,
  ...listing,
  effect: effectOf(listing),
})

/** The steps into a directory, from the top. */
export const stepsInto = (directory: ExploredDirectory): readonly ChainStep[] =>
  directory.above === undefined
    ? []
    : [...stepsInto(directory.above.directory), step(directory.above.directory, directory.above.listing)]

/** The chain of a listing of an object in a directory. */
export const chainOf = (directory: ExploredDirectory, listing: Listing, path: string): Chain => {
  const steps = [...stepsInto(directory), step(directory, listing)]
  return { path, steps, outcome: outcomeOf(steps) }
}

/** Directories that are entered for modules only build nothing else; those entered through subdir- list no modules. */
const outcomeOf = (steps: readonly ChainStep[]): Chain['outcome'] => {
  if (steps.some(({ effect }) => effect === 'none')) return 'not-built'
  const last = steps.at(-1)
  const above = steps.slice(0, -1)
  if (last?.effect === 'module') return above.every(({ list }) => list.startsWith('obj-')) ? 'module' : 'unlisted'
  return above.every(({ list }) => list === 'obj-y') ? 'built-in' : 'dropped'
}
