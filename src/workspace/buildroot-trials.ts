/**
 * Trying configurations in a buildroot one after another, each resolved as `make defconfig` would and taken to its
 * kernel. What they have in common is made once: the model of the tree's Kconfig, what a target's kernel starts from.
 *
 * Cost of a trial: computing every symbol; of the first one for a target, making its model as well; of one without some
 * lines of the latest, mostly a tenth of it.
 */
import { configText } from '../config/config-text.ts'
import { type Cache, cacheFolder, NO_CACHE, openCache } from '../files/cache.ts'
import { writeConfig } from '../kconfig/config-writer.ts'
import { writeDefconfig } from '../kconfig/defconfig-writer.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import { Evaluator } from '../kconfig/evaluator.ts'
import { leavable, withoutUserValues } from '../kconfig/left-out.ts'
import { type Model, mainMenuTitle } from '../kconfig/model.ts'
import { resetValues } from '../kconfig/reset-values.ts'
import {
  type Buildroot,
  type BuildrootKernel,
  type PreparedTarget,
  prepareTarget,
} from '../openwrt/buildroot-kernel.ts'
import type { MetadataKconfig } from '../openwrt/metadata-sources.ts'
import { type Attempt, isFailed } from '../openwrt/problem.ts'
import type { KernelConfiguration } from '../openwrt/second-stage.ts'
import { selectionReason } from '../openwrt/selection-reason.ts'
import { namedTargets, resolvedTarget, scopeOf } from '../openwrt/target-scope.ts'
import { type BuildrootTarget, findTarget } from '../openwrt/targets.ts'
import { type AnswerSource, answerSource } from './answer-source.ts'
import { buildrootRelease, buildrootSources, metadataKconfig, openBuildroot, scopeWords } from './buildroot.ts'
import { symbolsOf } from './buildroot-notes.ts'
import type { Elsewhere, Trial, TrialQuestion, Variation } from './buildroot-trial.ts'
import { chooseDialect } from './choose-dialect.ts'
import { RequestFailure } from './failure.ts'
import type { Tree } from './find-tree.ts'
import { loadModel } from './load-model.ts'
import { choicesFrom, valuesOf, variablesOf } from './resolved-choices.ts'
import { PREFIX, resolve } from './run-mode.ts'
import { treeEnvironment } from './tree-environment.ts'

/** Symbols that decide on the target and its kernel, of which more hangs than values of symbols. */
const DECISIVE: ReadonlySet<string> = new Set([
  'TARGET_BOARD',
  'TARGET_SUBTARGET',
  'HAS_SUBTARGETS',
  'TESTING_KERNEL',
  'KERNEL_GIT_CLONE_URI',
])

/** A model, and the targets whose devices are in it; absent, all. */
interface ScopedModel {
  readonly model: Model
  readonly names: readonly string[] | undefined
}

const isWithin = ({ names }: ScopedModel, target: string): boolean => names === undefined || scopeOf(names)(target)

/** Throws a `RequestFailure` where the tree is no buildroot that can be worked with. */
export const openTrials = async (question: TrialQuestion): Promise<BuildrootTrials> => {
  const {
    files,
    cwd,
    environment,
    tree,
    dialect: named,
    toolchain = 'auto',
    cache = true,
    allTargets = false,
  } = question
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
  return new BuildrootTrials({ buildroot, tree, dialect, answers, cache: store, allTargets })
}

/** What trials work with. */
interface TrialSetting {
  readonly buildroot: Buildroot
  readonly tree: Tree
  readonly dialect: Dialect
  readonly answers: AnswerSource
  readonly cache: Cache
  readonly allTargets: boolean
}

export class BuildrootTrials {
  readonly buildroot: Buildroot
  readonly #setting: TrialSetting
  readonly #kconfig: MetadataKconfig
  #scoped: ScopedModel | undefined
  /** Of the latest trial that came to a kernel. */
  #latest: Evaluator | undefined
  /** By target and by what of the configuration its kernel depends on. */
  readonly #prepared = new Map<string, PreparedTarget>()

  constructor(setting: TrialSetting) {
    this.buildroot = setting.buildroot
    this.#setting = setting
    this.#kconfig = metadataKconfig(setting.buildroot.release, setting.dialect)
  }

  /** Resolves the text of a seed or of a full `.config`. `name` is for messages. Throws a `RequestFailure`. */
  async try(config: string, name: string): Promise<Trial> {
    for (let names = namedTargets(config); ; ) {
      const scoped = await this.#modelFor(names)
      this.#latest = undefined
      const evaluator = resolved(scoped.model, config, name)
      const target = resolvedTarget(valuesOf(evaluator))
      if (target === undefined || isWithin(scoped, target)) return this.#trial(evaluator, name)
      names = [...names, target]
    }
  }

  /** As `try`, where it is known which target has to come out: where another one does, no model is made for it. */
  async tryFor(target: string, config: string, name: string): Promise<Trial | Elsewhere> {
    const { model } = await this.#modelFor(namedTargets(config))
    this.#latest = undefined
    const evaluator = resolved(model, config, name)
    const other = resolvedTarget(valuesOf(evaluator))
    return other === target ? this.#trial(evaluator, name) : { kind: 'elsewhere', target: other }
  }

  /** Whether `tryWithout` can tell what comes of leaving symbols out. */
  canTryWithout(symbols: readonly string[]): boolean {
    return this.#scoped !== undefined && leavable(this.#scoped.model, symbols, DECISIVE) !== undefined
  }

  /**
   * What comes of the configuration of the latest trial without its lines about some symbols: as `try` has it, in a
   * fraction of the time. Undefined where only trying tells. The latest trial stays what it is.
   */
  tryWithout(symbols: readonly string[]): KernelConfiguration | undefined {
    const evaluator = this.#latest
    const hanging = evaluator && leavable(evaluator.model, symbols, DECISIVE)
    if (evaluator === undefined || hanging === undefined) return undefined
    const kernel = withoutUserValues(evaluator, symbols, hanging, () => this.#kernel(evaluator, valuesOf(evaluator)))
    return isFailed(kernel) ? undefined : kernel.configuration
  }

  /** The model at hand where it has these targets, else one that has them. */
  async #modelFor(named: readonly string[]): Promise<ScopedModel> {
    const known = this.#scoped
    if (known !== undefined && named.every((name) => known.names?.includes(name) === true || isWithin(known, name)))
      return known
    const { allTargets, answers, buildroot, cache, dialect, tree } = this.#setting
    const names = allTargets ? undefined : named
    const { model } = await loadModel({
      files: buildroot.files,
      tree,
      dialect,
      oracle: answers.oracle,
      cache,
      about: ['', answers.name, ...scopeWords(names)],
      sources: buildrootSources(tree.folder, this.#kconfig, names),
      emit: () => {},
    })
    this.#scoped = { model, names }
    return this.#scoped
  }

  #trial(evaluator: Evaluator, name: string): Trial {
    const textOf = valuesOf(evaluator)
    const kernel = this.#kernel(evaluator, textOf)
    this.#latest = evaluator
    if (isFailed(kernel)) throw new RequestFailure({ ...kernel.problem, folder: this.buildroot.folder, config: name })
    return {
      kind: 'tried',
      kernel,
      target: resolvedTarget(textOf) ?? '',
      textOf,
      config: () => writeConfig(evaluator, PREFIX),
      seed: () => {
        // it leaves its marks on what is written
        if (this.#latest === evaluator) this.#latest = undefined
        return writeDefconfig(evaluator, PREFIX)
      },
      symbols: symbolsOf(evaluator.model),
      title: mainMenuTitle(evaluator.model),
      reasonOf: (symbol) => selectionReason(evaluator, symbol),
      varied: (change) => this.#varied(evaluator, kernel, change),
    }
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

/** A model with a configuration resolved as `make defconfig` does. */
const resolved = (model: Model, config: string, name: string): Evaluator => {
  resetValues(model)
  const evaluator = new Evaluator(model, () => {})
  resolve(evaluator, 'defconfig', configText(name, config, PREFIX), neverAsked)
  if (!evaluator.changed) evaluator.invalidate()
  return evaluator
}

/** Only randconfig draws. */
const neverAsked = (): never => {
  throw new Error('nothing is drawn')
}
