/**
 * What to set so that a chain builds something: tried, not read off.  The makefile of each directory on the way is read
 * again with other values of the symbols that its idle statements hang on, until its lists have the word.
 */
import { wordsOf } from '../make/functions/words.ts'
import type { Interpreter } from '../make/interpreter.ts'
import { combinations } from './combinations.ts'
import { compositeParts, directoryLists, IN_BUILTIN, IN_MODULE } from './directory-lists.ts'
import type { DirectoryMaker } from './directory-maker.ts'
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

/**
 * The fewest changes that a directory's makefiles need, from the object upwards: its own makefile says best whether it
 * can be a module.  Undefined where nothing that was tried does it.
 */
export const changesFor = (
  trials: ChangeTrials,
  found: { readonly directory: ExploredDirectory; readonly way: Way },
): readonly SymbolChange[] | undefined => {
  const changed = new Map<string, string>()
  let ending: Ending | undefined
  for (const stage of stagesOf(found.directory, found.way)) {
    const step = changeStage(trials, stage, changed, ending)
    if (step === undefined) return undefined
    ending ??= step.effect
    for (const [symbol, text] of step.changed) changed.set(symbol, text)
  }
  return [...changed].flatMap(([symbol, to]) => {
    const from = trials.configuration.get(symbol) ?? ''
    return from === to ? [] : [{ symbol, from, to }]
  })
}

/** What a directory's lists make of a word. */
type Ending = StepEffect | 'library'

interface StageResult {
  readonly effect: Ending
  readonly changed: ReadonlyMap<string, string>
}

const changeStage = (
  trials: ChangeTrials,
  stage: Stage,
  before: ReadonlyMap<string, string>,
  ending: Ending | undefined,
): StageResult | undefined => {
  const { directory, way, isLast } = stage
  const entry = { path: directory.path, needBuiltin: true, needModorder: true }
  const effectWith = (changed: ReadonlyMap<string, string>): Ending => {
    const { make } = trials.maker.read(entry, directory.inherited, new Map([...before, ...changed]))
    return isLast ? objectEffect(make, way) : directoryEffect(make, way)
  }
  // what is built in needs built-in directories all the way
  const suits = (effect: Ending): boolean =>
    effect !== 'none' && (isLast || ending !== 'built-in' || effect === 'built-in')
  const now = effectWith(new Map())
  if (suits(now)) return { effect: now, changed: new Map() }
  const options = optionsOf(trials, stage, before)
  let count = 0
  for (let size = 1; size <= Math.min(MOST_SYMBOLS, options.length); size++) {
    let best: StageResult | undefined
    for (const changed of combinations(options, size)) {
      if (count++ >= MOST_TRIALS) return best
      const effect = effectWith(changed)
      if (!suits(effect)) continue
      // the preferred values come first, so the first module is the best
      if (!isLast || effect === 'module') return { effect, changed }
      best ??= { effect, changed }
    }
    if (best !== undefined) return best
  }
  return undefined
}

/** The symbols that may matter, each with the values to try. */
const optionsOf = (
  { maker, kindOf, canBeSet, configuration }: ChangeTrials,
  { directory, way, isLast }: Stage,
  before: ReadonlyMap<string, string>,
): readonly { readonly symbol: string; readonly values: readonly string[] }[] => {
  // any other list that has the directory will do as well
  const steps = isLast ? way : directory.ways.to(way.at(-1)?.word ?? '').flat()
  const idle = steps.filter(({ effect }) => effect === 'none')
  const statements = (idle.length > 0 ? idle : steps).map(({ statement }) => statement)
  const entry = { path: directory.path, needBuiltin: true, needModorder: true }
  const { make } = maker.read(entry, directory.inherited, before)
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
  const { objY, objM, library } = directoryLists({ make }, { path: '', needBuiltin: true, needModorder: true })
  const holds = (suffixes: readonly string[]): boolean =>
    first === last || compositeParts(make, first, suffixes)?.includes(last) === true
  if (objM.includes(first)) return holds(IN_MODULE) ? 'module' : 'none'
  if (objY.includes(first)) return holds(IN_BUILTIN) ? 'built-in' : 'none'
  return library.includes(first) ? 'library' : 'none'
}

const directoryEffect = (make: Interpreter, way: Way): StepEffect => {
  const word = way.at(-1)?.word ?? ''
  if (wordsOf(make.valueOf('obj-y')).includes(word)) return 'built-in'
  return wordsOf(make.valueOf('obj-m')).includes(word) ? 'module' : 'none'
}
