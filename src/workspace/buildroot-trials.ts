/**
 * Trying configurations in a buildroot one after another, each resolved as `make defconfig` would and taken to its
 * kernel. What they have in common is made once: the model of the tree's Kconfig, what a target's kernel starts from.
 *
 * Cost of a trial: computing every symbol; of the first one for a target, making its model as well; of one without some
 * lines of the latest, mostly a tenth of it.
 */
import { configText } from '../config/config-text.ts'
import { type Cache, cacheFolder, NO_CACHE, openCache } from '../files/cache.ts'
import type { FileSystem } from '../files/file-system.ts'
import { writeConfig } from '../kconfig/config-writer.ts'
import { writeDefconfig } from '../kconfig/defconfig-writer.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import { Evaluator } from '../kconfig/evaluator.ts'
import { leavable, withoutUserValues } from '../kconfig/left-out.ts'
import type { Model } from '../kconfig/model.ts'
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
import { namedTargets, resolvedTarget, scopeOf } from '../openwrt/target-scope.ts'
import { findTarget } from '../openwrt/targets.ts'
import { type AnswerSource, answerSource } from './answer-source.ts'
import { buildrootRelease, buildrootSources, metadataKconfig, openBuildroot } from './buildroot.ts'
import { chooseDialect } from './choose-dialect.ts'
import { RequestFailure } from './failure.ts'
import type { Tree } from './find-tree.ts'
import { loadModel } from './load-model.ts'
import { choicesFrom, valuesOf, variablesOf } from './resolved-choices.ts'
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
  readonly kind: 'tried'
  readonly kernel: BuildrootKernel
  /** Value of a symbol as text, `n` for what is off or not there. */
  readonly textOf: (symbol: string) => string
  /** The target, as it stands in names of symbols: `ath79_generic`. */
  readonly target: string
  /** The full `.config`. */
  readonly config: () => string
  /** Lines for what differs from what comes out by itself. Other values are not to be asked for afterwards. */
  readonly seed: () => string
}

/** Another target came out than the one that has to, or none. */
export interface Elsewhere {
  readonly kind: 'elsewhere'
  readonly target: string | undefined
}

/** Symbols that decide on the target and its kernel, of which more hangs than values of symbols. */
const DECISIVE: ReadonlySet<string> = new Set([
  'TARGET_BOARD',
  'TARGET_SUBTARGET',
  'HAS_SUBTARGETS',
  'TESTING_KERNEL',
  'KERNEL_GIT_CLONE_URI',
])

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
  readonly #kconfig: MetadataKconfig
  #scoped: ScopedModel | undefined
  /** Of the latest trial that came to a kernel. */
  #latest: Evaluator | undefined
  /** By target and by what of the configuration its kernel depends on. */
  readonly #prepared = new Map<string, PreparedTarget>()

  constructor(buildroot: Buildroot, tree: Tree, dialect: Dialect, answers: AnswerSource, cache: Cache) {
    this.buildroot = buildroot
    this.#kconfig = metadataKconfig(buildroot.release, dialect)
    this.#tree = tree
    this.#dialect = dialect
    this.#answers = answers
    this.#cache = cache
  }

  /** Resolves the text of a seed or of a full `.config`. `name` is for messages. Throws a `RequestFailure`. */
  async try(config: string, name: string): Promise<Trial> {
    for (let names = namedTargets(config); ; ) {
      const { model, names: known } = await this.#modelFor(names)
      this.#latest = undefined
      const evaluator = resolved(model, config, name)
      const target = resolvedTarget(valuesOf(evaluator))
      if (target === undefined || scopeOf(known)(target)) return this.#trial(evaluator, name)
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
    const { files } = this.buildroot
    const { model } = await loadModel({
      files,
      tree: this.#tree,
      dialect: this.#dialect,
      oracle: this.#answers.oracle,
      cache: this.#cache,
      about: ['', this.#answers.name, 'targets', ...names],
      sources: buildrootSources(this.#tree.folder, this.#kconfig, names),
      emit: () => {},
    })
    this.#scoped = { model, names }
    return this.#scoped
  }

  #trial(evaluator: Evaluator, name: string): Trial {
    const textOf = valuesOf(evaluator)
    const kernel = this.#kernel(evaluator, textOf)
    this.#latest = evaluator
    if (isFailed(kernel)) throw new RequestFailure({ ...kernel.problem, folder: this.#tree.folder, config: name })
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
    }
  }

  #kernel(evaluator: Evaluator, textOf: (symbol: string) => string): Attempt<BuildrootKernel> {
    const { files, folder, release } = this.buildroot
    const [board, subtarget] = [textOf('TARGET_BOARD'), textOf('TARGET_SUBTARGET')]
    const target = board === '' || board === 'n' ? undefined : findTarget(files, folder, release, board, subtarget)
    if (target === undefined) return { problem: { kind: 'no-target' } }
    if (isFailed(target)) return target
    const key = [target.name, textOf('TESTING_KERNEL'), textOf('KERNEL_GIT_CLONE_URI')].join(' ')
    const known = this.#prepared.get(key)
    const prepared = known ?? prepareTarget(this.buildroot, target, variablesOf(evaluator))
    if (isFailed(prepared)) return prepared
    this.#prepared.set(key, prepared)
    const choices = choicesFrom(evaluator)
    return { ...prepared, choices, configuration: prepared.secondStage(choices) }
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
