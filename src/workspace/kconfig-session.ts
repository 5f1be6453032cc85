/**
 * A kernel tree's Kconfig, loaded once and asked several times what it makes of a configuration with some symbols
 * changed.
 */
import type { ConfigEntry, ConfigSet } from '../config/config-set.ts'
import { parseHeader, parseTitle } from '../config/header.ts'
import { mergeConfigs } from '../config/merge.ts'
import { readConfig } from '../config/read.ts'
import { assignedValues } from '../config/values.ts'
import { formatEntries } from '../config/write.ts'
import type { Rejection } from '../explain/rejection.ts'
import { findRejections } from '../explain/rejections.ts'
import { cacheFolder, NO_CACHE, openCache } from '../files/cache.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { SymbolKind } from '../kbuild/changes.ts'
import { makeConfiguration } from '../kbuild/configuration.ts'
import { Evaluator } from '../kconfig/evaluator.ts'
import { type Expression, Kind } from '../kconfig/expression.ts'
import { mainMenuTitle } from '../kconfig/model.ts'
import { resetValues } from '../kconfig/reset-values.ts'
import { isLogic, type KconfigSymbol } from '../kconfig/symbol.ts'
import { NO } from '../kconfig/tristate.ts'
import { answerSource } from './answer-source.ts'
import { chooseArch } from './choose-arch.ts'
import { chooseDialect } from './choose-dialect.ts'
import { asTree } from './find-tree.ts'
import { inferAnswers } from './infer-answers.ts'
import type { KbuildInputs } from './kbuild-inputs.ts'
import type { KbuildCommandRequest } from './kbuild-request.ts'
import { loadModel } from './load-model.ts'
import { readConfigText } from './read-config-text.ts'
import { PREFIX, recalculate, resolve, resultText } from './run-mode.ts'
import { treeEnvironment } from './tree-environment.ts'

/** What came of a configuration with changes. */
export interface Resolution {
  /** As makefiles see it. */
  readonly configuration: ReadonlyMap<string, string>
  /** Of the changes alone. */
  readonly rejections: readonly Rejection[]
}

export interface KconfigSession {
  /** Undefined for a name that no Kconfig file defines. Names are without `CONFIG_`. */
  readonly kindOf: (symbol: string) => SymbolKind | undefined
  /** Whether it has a prompt. */
  readonly canBeSet: (symbol: string) => boolean
  /** Symbols with a prompt that select or imply this one; those that can be set as things are come first. */
  readonly selectorsOf: (symbol: string) => readonly string[]
  /** Resolves the given configuration with these symbols changed; empty is not set. */
  readonly resolve: (changes: ReadonlyMap<string, string>) => Promise<Resolution>
}

const MERGED = '<merged>'
/** Requests have their place in here. */
const CHANGES = 'changes'

/** Undefined where the tree has no Kconfig files. Throws what reading them throws. */
export const openKconfig = async (
  files: FileSystem,
  request: KbuildCommandRequest,
  { tree: { source }, given, request: built, texts }: KbuildInputs,
): Promise<KconfigSession | undefined> => {
  const tree = asTree(files, source)
  if (tree?.kind !== 'kernel') return undefined
  const { cwd, environment, toolchain = 'auto' } = request
  const cache = request.cache === false ? NO_CACHE : openCache({ folder: cacheFolder(environment) })
  const nothing = { environment: undefined, configPath: undefined, header: undefined }
  const { architecture } = chooseArch(files, source, { requested: built.arch, ...nothing })
  const answers = await answerSource({
    files,
    cwd,
    tree: tree.folder,
    toolchain,
    environment: treeEnvironment(files, tree, architecture, environment, []),
    process: environment,
  })
  const { dialect } = chooseDialect(files, tree.folder)
  const about = [architecture.arch, answers.name]
  const kept = await loadModel({ files, tree, dialect, oracle: answers.oracle, cache, about, emit: () => {} })
  const { model } = kept
  const header = parseHeader(given.text)
  const own = parseTitle(mainMenuTitle(model)).arch
  const isForeign = header?.arch !== undefined && own !== undefined && header.arch !== own
  if (answers.infers && model.unknown.all.length > 0 && !isForeign)
    await inferAnswers({
      kept,
      text: given.text,
      lines: () => readConfigText('', given.text, cache),
      complete: header?.title === mainMenuTitle(model),
      cache,
    })
  return {
    kindOf: (name) => kindOf(model.symbols.find(name)),
    canBeSet: (name) => {
      const symbol = model.symbols.find(name)
      return symbol !== undefined && hasPrompt(symbol)
    },
    selectorsOf: (name) => selectorsOf(model.symbols.find(name)),
    resolve: async (changes) => {
      const requested = changeSet(changes)
      const { merged } = mergeConfigs(readConfig(given.text, given.name), [requested])
      const text = await readConfigText(MERGED, formatEntries(merged, PREFIX), NO_CACHE)
      resetValues(model)
      const evaluator = new Evaluator(model, () => {})
      resolve(evaluator, 'olddefconfig', text, noRandom)
      const result = resultText(evaluator, 'olddefconfig', 'config')
      recalculate(evaluator)
      return {
        configuration: makeConfiguration(assignedValues(result), texts),
        rejections: rejectionsOf(evaluator, requested),
      }
    },
  }
}

const noRandom = (): never => {
  throw new Error('olddefconfig asks nothing')
}

const changeSet = (changes: ReadonlyMap<string, string>): ConfigSet => {
  const entries = [...changes].map(([symbol, text], index): ConfigEntry => {
    const value = text === '' ? ({ kind: 'not-set' } as const) : ({ kind: 'assigned', text } as const)
    return { symbol, value, file: CHANGES, line: index + 1 }
  })
  return { entries: new Map(entries.map((entry) => [entry.symbol, entry])), reassignments: [], unexpected: [] }
}

/** What selects keep higher than it was asked for is there all the same. */
const rejectionsOf = (evaluator: Evaluator, requested: ConfigSet): readonly Rejection[] =>
  findRejections(evaluator, requested).filter(
    ({ requested: text, got, reason }) => !(text === 'm' && got === 'y' && reason.kind !== 'modules-off'),
  )

const kindOf = (symbol: KconfigSymbol | undefined): SymbolKind | undefined => {
  if (symbol === undefined || symbol.type === 'unknown') return undefined
  return symbol.type === 'bool' || symbol.type === 'tristate' ? symbol.type : 'other'
}

const hasPrompt = ({ rules }: KconfigSymbol): boolean => rules.some(({ text }) => text !== null)

/** The symbols that stand first in the terms of selects, then implies: `A && B` is one of A's on the condition B. */
const selectorsOf = (symbol: KconfigSymbol | undefined): readonly string[] => {
  const found = new Set<KconfigSymbol>()
  const collect = (expression: Expression): void => {
    if (expression.kind === Kind.or) {
      collect(expression.left as Expression)
      collect(expression.right as Expression)
    } else if (expression.kind === Kind.and) collect(expression.left as Expression)
    else if (expression.kind === Kind.symbol && expression.symbol !== null) found.add(expression.symbol)
  }
  if (symbol?.reverseDependency != null) collect(symbol.reverseDependency)
  if (symbol?.impliedBy != null) collect(symbol.impliedBy)
  const settable = [...found].filter((one) => isLogic(one) && one.memberOf === null && hasPrompt(one))
  const open = settable.filter(({ visible }) => visible !== NO)
  return [...open, ...settable.filter(({ visible }) => visible === NO)].map(({ label }) => label)
}
