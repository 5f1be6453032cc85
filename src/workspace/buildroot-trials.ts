/**
 * Trying configurations in a buildroot one after another, each resolved as `make defconfig` would and taken to its
 * kernel. What they have in common is made once: the model of the tree's Kconfig, what a target's kernel starts from.
 *
 * Cost of a trial: computing every symbol; of the first one for a target, making its model as well.
 */
import { configText } from '../config/config-text.ts'
import { type Cache, cacheFolder, NO_CACHE, openCache } from '../files/cache.ts'
import type { FileSystem } from '../files/file-system.ts'
import { writeConfig } from '../kconfig/config-writer.ts'
import { writeDefconfig } from '../kconfig/defconfig-writer.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import { Evaluator } from '../kconfig/evaluator.ts'
import { type Model, mainMenuTitle } from '../kconfig/model.ts'
import { resetValues } from '../kconfig/reset-values.ts'
import { stringValue } from '../kconfig/symbol-value.ts'
import { dotconfigLine } from '../kconfig/value-line.ts'
import {
  type Buildroot,
  type BuildrootKernel,
  type PreparedTarget,
  prepareTarget,
} from '../openwrt/buildroot-kernel.ts'
import type { KnownSymbols } from '../openwrt/named-targets.ts'
import { type Attempt, isFailed } from '../openwrt/problem.ts'
import type { BuildrootChoices, KernelConfiguration } from '../openwrt/second-stage.ts'
import { type SelectionReason, selectionReason } from '../openwrt/selection-reason.ts'
import { namedTargets, resolvedTarget, scopeOf } from '../openwrt/target-scope.ts'
import { type BuildrootTarget, findTarget } from '../openwrt/targets.ts'
import { type AnswerSource, answerSource } from './answer-source.ts'
import { buildrootRelease, buildrootSources, openBuildroot } from './buildroot.ts'
import { symbolsOf } from './buildroot-notes.ts'
import { chooseDialect } from './choose-dialect.ts'
import { RequestFailure } from './failure.ts'
import type { Tree } from './find-tree.ts'
import { loadModel } from './load-model.ts'
import { PREFIX, resolve } from './run-mode.ts'
import { treeEnvironment } from './tree-environment.ts'

export interface TrialQuestion {
  readonly files: FileSystem
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly tree: Tree
  /** `auto` or a name. */
  readonly dialect?: string
  /** As `predict`'s. */
  readonly toolchain?: string
  readonly cache?: boolean
}

/** What one configuration came to. Its parts are valid until the next trial. */
export interface Trial {
  readonly kernel: BuildrootKernel
  /** Value of a symbol as text, `n` for what is off or not there. */
  readonly textOf: (symbol: string) => string
  /** The full `.config`. */
  readonly config: () => string
  /** The fewest lines that come to it. */
  readonly seed: () => string
  readonly symbols: KnownSymbols
  /** Title of the tree's main menu. */
  readonly title: string
  /** Why a symbol came out set; what the configuration itself says is not looked at. */
  readonly reasonOf: (symbol: string) => SelectionReason
  /** The kernel with something else in the second stage alone. Valid until the next trial as well. */
  readonly varied: (change: Variation) => KernelConfiguration
}

/** What can be changed behind the first stage, at next to no cost. */
export interface Variation {
  readonly kernelLines?: (lines: readonly string[]) => readonly string[]
  /** Without env/kernel-config. */
  readonly withoutUserFragment?: boolean
}

/** A model, and the targets whose devices are in it. */
interface ScopedModel {
  readonly model: Model
  readonly names: readonly string[]
}

/** Throws a `RequestFailure` where the tree is no buildroot that can be worked with. */
export const openTrials = async (question: TrialQuestion): Promise<BuildrootTrials> => {
  const { files, cwd, environment, tree, dialect: named, toolchain = 'auto', cache = true } = question
  const { dialect } = chooseDialect(files, tree.folder, named)
  const buildroot = openBuildroot(files, tree.folder, buildrootRelease(files, tree.folder, named))
  const answers = await answerSource({
    files,
    cwd,
    tree: tree.folder,
    toolchain,
    environment: treeEnvironment(files, tree, undefined, environment, []),
    process: environment,
  })
  const store = cache ? openCache({ folder: cacheFolder(environment) }) : NO_CACHE
  return new BuildrootTrials(buildroot, tree, dialect, answers, store)
}

export class BuildrootTrials {
  readonly buildroot: Buildroot
  readonly #tree: Tree
  readonly #dialect: Dialect
  readonly #answers: AnswerSource
  readonly #cache: Cache
  #scoped: ScopedModel | undefined
  /** By target and by what of the configuration its kernel depends on. */
  readonly #prepared = new Map<string, PreparedTarget>()

  constructor(buildroot: Buildroot, tree: Tree, dialect: Dialect, answers: AnswerSource, cache: Cache) {
    this.buildroot = buildroot
    this.#tree = tree
    this.#dialect = dialect
    this.#answers = answers
    this.#cache = cache
  }

  /** Resolves the text of a seed or of a full `.config`. `name` is for messages. */
  async try(config: string, name: string): Promise<Trial> {
    for (let names = namedTargets(config); ; ) {
      const { model } = await this.#modelFor(names)
      resetValues(model)
      const evaluator = new Evaluator(model, () => {})
      resolve(evaluator, 'defconfig', configText(name, config, PREFIX), neverAsked)
      if (!evaluator.changed) evaluator.invalidate()
      const textOf = valuesOf(evaluator)
      const target = resolvedTarget(textOf)
      if (target !== undefined && !scopeOf(this.#scoped?.names ?? names)(target)) {
        names = [...names, target]
        continue
      }
      const attempt = this.#kernel(evaluator, textOf)
      if (isFailed(attempt)) throw new RequestFailure({ ...attempt.problem, folder: this.#tree.folder, config: name })
      return {
        kernel: attempt,
        textOf,
        config: () => writeConfig(evaluator, PREFIX),
        seed: () => writeDefconfig(evaluator, PREFIX),
        symbols: symbolsOf(model),
        title: mainMenuTitle(model),
        reasonOf: (symbol) => selectionReason(evaluator, symbol),
        varied: (change) => this.#varied(evaluator, attempt, change),
      }
    }
  }

  /** The model at hand where it has these targets, else one that has those of both. */
  async #modelFor(names: readonly string[]): Promise<ScopedModel> {
    const known = this.#scoped
    const within = known && scopeOf(known.names)
    if (
      known !== undefined &&
      within !== undefined &&
      names.every((name) => known.names.includes(name) || within(name))
    )
      return known
    const { files, release } = this.buildroot
    const { model } = await loadModel({
      files,
      tree: this.#tree,
      dialect: this.#dialect,
      oracle: this.#answers.oracle,
      cache: this.#cache,
      about: ['', this.#answers.name, 'targets', ...names],
      sources: buildrootSources(this.#tree.folder, release, this.#dialect, names),
      emit: () => {},
    })
    this.#scoped = { model, names }
    return this.#scoped
  }

  #varied(evaluator: Evaluator, kernel: BuildrootKernel, change: Variation): KernelConfiguration {
    const { kernelLines = (lines) => lines, withoutUserFragment = false } = change
    const prepared = withoutUserFragment ? this.#prepare(evaluator, kernel.target, valuesOf(evaluator), false) : kernel
    const { secondStage } = isFailed(prepared) ? kernel : prepared
    return secondStage({ ...kernel.choices, kernelLines: kernelLines(kernel.choices.kernelLines) })
  }

  #kernel(evaluator: Evaluator, textOf: (symbol: string) => string): Attempt<BuildrootKernel> {
    const { files, folder, release } = this.buildroot
    const [board, subtarget] = [textOf('TARGET_BOARD'), textOf('TARGET_SUBTARGET')]
    const target = board === '' || board === 'n' ? undefined : findTarget(files, folder, release, board, subtarget)
    if (target === undefined) return { problem: { kind: 'no-target' } }
    if (isFailed(target)) return target
    const prepared = this.#prepare(evaluator, target, textOf)
    if (isFailed(prepared)) return prepared
    const choices = choicesFrom(evaluator)
    return { ...prepared, choices, configuration: prepared.secondStage(choices) }
  }

  #prepare(
    evaluator: Evaluator,
    target: BuildrootTarget,
    textOf: (symbol: string) => string,
    userFragment = true,
  ): Attempt<PreparedTarget> {
    const key = [target.name, textOf('TESTING_KERNEL'), textOf('KERNEL_GIT_CLONE_URI'), userFragment].join(' ')
    const known = this.#prepared.get(key)
    const prepared = known ?? prepareTarget(this.buildroot, target, variablesOf(evaluator), userFragment)
    if (!isFailed(prepared)) this.#prepared.set(key, prepared)
    return prepared
  }
}

/** Only randconfig draws. */
const neverAsked = (): never => {
  throw new Error('nothing is drawn')
}

const valuesOf =
  (evaluator: Evaluator) =>
  (name: string): string => {
    const symbol = evaluator.model.symbols.find(name)
    if (symbol === undefined || symbol.type === 'unknown') return 'n'
    evaluator.calculate(symbol)
    return stringValue(symbol)
  }

/** The line of a symbol in `.config`, without its newline; undefined where it has none. */
const lineOf = (evaluator: Evaluator, name: string): string | undefined => {
  const symbol = evaluator.model.symbols.find(name)
  if (symbol === undefined || symbol.type === 'unknown') return undefined
  evaluator.calculate(symbol)
  return symbol.write ? dotconfigLine(symbol, PREFIX).slice(0, -1) : undefined
}

/** `CONFIG_` variables as make sees them. */
const variablesOf = (evaluator: Evaluator) => (name: string) => {
  const line = lineOf(evaluator, name.slice(PREFIX.length))
  return line?.startsWith(`${name}=`) === true ? line.slice(name.length + 1) : undefined
}

/** What a written `.config` would say to the second stage. */
const choicesFrom = (evaluator: Evaluator): BuildrootChoices => {
  const kernelLines: string[] = []
  for (const { name } of evaluator.model.symbols.all) {
    const line = name?.startsWith('KERNEL') === true ? lineOf(evaluator, name) : undefined
    if (line !== undefined) kernelLines.push(line)
  }
  const selects = (packageName: string): boolean =>
    lineOf(evaluator, `PACKAGE_${packageName}`)?.startsWith(PREFIX) === true
  return { kernelLines, selects }
}
