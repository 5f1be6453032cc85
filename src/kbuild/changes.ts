/**
 * What to set so that a chain builds something: tried, not read off.  The makefile of each directory on the way is read
 * again with other values of the symbols that its idle statements hang on, until its lists have the word.
 */
import { wordsOf } from '../make/functions/words.ts'
import type { Interpreter } from '../make/interpreter.ts'
import { combinations, type Options } from './combinations.ts'
import { compositeParts, directoryLists, IN_BUILTIN, IN_MODULE } from './directory-lists.ts'
import type { DirectoryEntry, DirectoryMaker } from './directory-maker.ts'
import type { StepEffect, Way } from './directory-ways.ts'
import type { ExploredDirectory } from './explore.ts'
import type { SymbolChange } from './gate-chain.ts'
import { symbolsBehind } from './symbols-behind.ts'

/** What a symbol can be; undefined where nobody knows. */
export type SymbolKind = 'bool' | 'tristate' | 'other'

export interface ChangeTrials {
  readonly maker: DirectoryMaker
  readonly configuration: ReadonlyMap<string, string>
  readonly kindOf: (symbol: string) => SymbolKind | undefined
  /** Whether a user can set it, as far as anybody knows. */
  readonly canBeSet: (symbol: string) => boolean
}

/** How often a makefile is read for one of its words, and how many symbols are changed for it at most. */
const MOST_TRIALS = 300
const MOST_SYMBOLS = 3

/** One directory's part of the way, and what will do there. */
interface Stage {
  readonly directory: ExploredDirectory
  readonly way: Way
  readonly isLast: boolean
}

const stagesOf = (directory: ExploredDirectory, way: Way): readonly Stage[] => {
  const stages: Stage[] = [{ directory, way, isLast: true }]
  for (let { above } = directory; above !== undefined; { above } = above.directory)
    stages.push({ ...above, isLast: false })
  return stages
}

/** What a directory's lists make of a word. */
type Ending = StepEffect | 'library'

interface StageResult {
  readonly effect: Ending
  readonly changed: ReadonlyMap<string, string>
}

/**
 * The fewest changes that a directory's makefiles need, from the object upwards: its own makefile says best whether it
 * can be a module.  Undefined where nothing that was tried does it.
 */
export const changesFor = (
  trials: ChangeTrials,
  found: { readonly directory: ExploredDirectory; readonly way: Way },
): readonly SymbolChange[] | undefined => {
  const stages = stagesOf(found.directory, found.way)
  const changed = stageByStage(trials, stages) ?? allAtOnce(trials, stages)
  if (changed === undefined) return undefined
  return [...changed].flatMap(([symbol, to]) => {
    const from = trials.configuration.get(symbol) ?? ''
    return from === to ? [] : [{ symbol, from, to }]
  })
}

/** What is built in needs directories that are entered for it all the way. */
const leadsOn = (effect: Ending, ending: Ending): boolean =>
  effect !== 'none' && (ending !== 'built-in' || effect === 'built-in')

const stageByStage = (trials: ChangeTrials, stages: readonly Stage[]): ReadonlyMap<string, string> | undefined => {
  const changed = new Map<string, string>()
  let ending: Ending | undefined
  for (const stage of stages) {
    const result = changeStage(trials, stage, changed, ending)
    if (result === undefined) return undefined
    ending ??= result.effect
    for (const [symbol, text] of result.changed) changed.set(symbol, text)
  }
  return isReached(trials, stages, changed) ? changed : undefined
}

const effectWith = (trials: ChangeTrials, stage: Stage, changed: ReadonlyMap<string, string>): Ending => {
  const { directory, way, isLast } = stage
  const { make } = trials.maker.read(entryOf(directory.path), directory.inherited, changed)
  return isLast ? objectEffect(make, way) : directoryEffect(make, way)
}

const entryOf = (path: string): DirectoryEntry => ({ path, needBuiltin: true, needModorder: true })

const isReached = (
  trials: ChangeTrials,
  [last, ...above]: readonly Stage[],
  changed: ReadonlyMap<string, string>,
): boolean => {
  if (last === undefined) return false
  const ending = effectWith(trials, last, changed)
  return ending !== 'none' && above.every((stage) => leadsOn(effectWith(trials, stage, changed), ending))
}

/** Where the best for one directory stands in the way of another. */
const allAtOnce = (trials: ChangeTrials, stages: readonly Stage[]): ReadonlyMap<string, string> | undefined => {
  const options = new Map<string, Options>()
  for (const stage of stages)
    for (const option of optionsOf(trials, stage, new Map()))
      if (!options.has(option.symbol)) options.set(option.symbol, option)
  return firstOf([...options.values()], (changed) => isReached(trials, stages, changed))
}

/** The first of the smallest that will do. */
const firstOf = (
  options: readonly Options[],
  suits: (changed: ReadonlyMap<string, string>) => boolean,
): ReadonlyMap<string, string> | undefined => {
  let count = 0
  for (let size = 1; size <= Math.min(MOST_SYMBOLS, options.length); size++)
    for (const changed of combinations(options, size)) {
      if (count++ >= MOST_TRIALS) return undefined
      if (suits(changed)) return changed
    }
  return undefined
}

const changeStage = (
  trials: ChangeTrials,
  stage: Stage,
  before: ReadonlyMap<string, string>,
  ending: Ending | undefined,
): StageResult | undefined => {
  const suits = (effect: Ending): boolean => (ending === undefined ? effect !== 'none' : leadsOn(effect, ending))
  const now = effectWith(trials, stage, before)
  if (suits(now)) return { effect: now, changed: new Map() }
  // of equally many changes those that make a module are better, and there the preferred values come first
  let best: StageResult | undefined
  firstOf(optionsOf(trials, stage, before), (changed) => {
    if (best !== undefined && changed.size > best.changed.size) return true
    const effect = effectWith(trials, stage, new Map([...before, ...changed]))
    if (!suits(effect)) return false
    const isBest = !stage.isLast || effect === 'module'
    if (isBest || best === undefined) best = { effect, changed }
    return isBest
  })
  return best
}

/** The symbols that may matter, each with the values to try. */
const optionsOf = (
  { maker, kindOf, canBeSet, configuration }: ChangeTrials,
  { directory, way, isLast }: Stage,
  before: ReadonlyMap<string, string>,
): readonly Options[] => {
  // any other list that has the directory will do as well
  const steps = isLast ? way : directory.ways.to(way.at(-1)?.word ?? '').flat()
  const idle = steps.filter(({ effect }) => effect === 'none')
  const statements = (idle.length > 0 ? idle : steps).map(({ statement }) => statement)
  const { make } = maker.read(entryOf(directory.path), directory.inherited, before)
  const literals = statements.flatMap(({ gates }) => gates.flatMap(({ text }) => literalsOf(text)))
  const values = (symbol: string): readonly string[] => {
    const kind = kindOf(symbol)
    const now = before.get(symbol) ?? configuration.get(symbol) ?? ''
    const plain =
      kind === 'other' ? [] : kind === 'bool' ? ['y'] : kind === 'tristate' || isLast ? ['m', 'y'] : ['y', 'm']
    return [...plain, ...(kind === 'bool' || kind === 'tristate' ? [] : literals), ''].filter((text) => text !== now)
  }
  return symbolsBehind(make, statements)
    .toSorted((a, b) => Number(canBeSet(b)) - Number(canBeSet(a)))
    .map((symbol) => ({ symbol, values: values(symbol) }))
}

/** What a condition compares with, besides the values that all symbols have. */
const literalsOf = (condition: string): readonly string[] =>
  [...condition.matchAll(/[(,]\s*"?([\w.-]+)"?\s*(?=[,)])/g)].flatMap(([, text = '']) =>
    ['y', 'm', 'n'].includes(text) ? [] : [text],
  )

/** What becomes of the object at the end of a way. */
const objectEffect = (make: Interpreter, way: Way): Ending => {
  const first = way[0]?.word ?? ''
  const last = way.at(-1)?.word ?? ''
  const { objY, objM, library } = directoryLists({ make }, entryOf(''))
  const holds = (suffixes: readonly string[]): boolean =>
    first === last || compositeParts(make, first, suffixes)?.includes(last) === true
  if (objM.includes(first)) return holds(IN_MODULE) ? 'module' : 'none'
  if (objY.includes(first)) return holds(IN_BUILTIN) ? 'built-in' : 'none'
  return first === last && library.includes(first) ? 'library' : 'none'
}

const directoryEffect = (make: Interpreter, way: Way): StepEffect => {
  const word = way.at(-1)?.word ?? ''
  if (wordsOf(make.valueOf('obj-y')).includes(word)) return 'built-in'
  return wordsOf(make.valueOf('obj-m')).includes(word) ? 'module' : 'none'
}
