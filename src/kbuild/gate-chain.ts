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

/** A symbol to set. Empty is not set. */
export interface SymbolChange {
  readonly symbol: string
  readonly from: string
  readonly to: string
}

/** A way to an object. */
export interface Chain {
  /** The object or module, from the top of the tree. */
  readonly path: string
  readonly steps: readonly ChainStep[]
  /** What comes of it all. */
  readonly outcome: 'module' | 'built-in' | 'library' | 'dropped' | 'unlisted' | 'not-built'
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

/** The chain of an object in a directory: its listing, or that of its composite and its place among the parts. */
export const chainOf = (directory: ExploredDirectory, listings: readonly Listing[], path: string): Chain => {
  const into = stepsInto(directory)
  const own = listings.map((listing) => step(directory, listing))
  return { path, steps: [...into, ...own], outcome: outcomeOf(into, own) }
}

/** Directories that are entered for modules only build nothing else; those entered through subdir- list no modules. */
const outcomeOf = (into: readonly ChainStep[], own: readonly ChainStep[]): Chain['outcome'] => {
  if ([...into, ...own].some(({ effect }) => effect === 'none')) return 'not-built'
  // what holds for a composite holds for its parts
  const [first] = own
  if (first?.effect === 'module') return into.every(({ list }) => list.startsWith('obj-')) ? 'module' : 'unlisted'
  if (first?.list.startsWith('lib-') === true) return 'library'
  return into.every(({ list }) => list === 'obj-y') ? 'built-in' : 'dropped'
}

/** What has to be set for a chain to build something, as far as its names and conditions say it plainly. */
export const changesFor = ({ steps }: Chain): readonly SymbolChange[] => {
  const changes = new Map<string, SymbolChange>()
  const add = (name: string, from: string, to: string): void => {
    if (!changes.has(name)) changes.set(name, { symbol: name, from, to })
  }
  for (const { effect, name, values, gates } of steps) {
    if (effect !== 'none') continue
    for (const gate of gates) if (gate.holds === gate.inElse) for (const change of gateChange(gate)) add(...change)
    const symbol = plainSymbol(name)
    const value = values.find((one) => one.name === symbol)?.value
    if (symbol !== undefined && value !== 'y' && value !== 'm') add(symbol, value ?? '', 'm')
  }
  return [...changes.values()]
}

/** The symbol of `obj-$(CONFIG_X)`, with or without functions around it. */
const plainSymbol = (name: string): string | undefined => /[({](CONFIG_\w+)/.exec(name)?.[1]

const gateChange = (gate: Gate): readonly (readonly [string, string, string])[] => {
  const symbols = gate.values.filter(({ name }) => name.startsWith('CONFIG_'))
  const [only] = symbols
  if (only === undefined || symbols.length > 1) return []
  const [, literal] = /^if(?:eq|neq) \(.*,\s*([\w.-]*)\s*\)$/.exec(gate.text) ?? []
  if (gate.text.startsWith('ifdef') || gate.text.startsWith('ifndef'))
    return [[only.name, only.value, gate.text.startsWith('ifndef') === gate.inElse ? 'y' : 'n']]
  const equals = gate.text.startsWith('ifeq') !== gate.inElse
  if (literal === undefined) return []
  if (equals) return [[only.name, only.value, literal === '' ? 'n' : literal]]
  return literal === '' ? [[only.name, only.value, 'y']] : []
}
