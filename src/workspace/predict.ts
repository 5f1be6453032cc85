/**
 * From what the user typed to a prediction: finds the tree, its dialect, architecture and answers, reads the
 * configuration, and has the engine resolve it. Decides nothing about the result itself.
 */
import { dirname, join, resolve as resolvePath } from 'node:path'
import type { ConfigEntry, ConfigSet, Reassignment } from '../config/config-set.ts'
import type { ConfigText } from '../config/config-text.ts'
import { configSetOf } from '../config/from-lines.ts'
import { parseHeader, parseTitle } from '../config/header.ts'
import { mergeConfigs } from '../config/merge.ts'
import { formatEntries } from '../config/write.ts'
import { findRejections } from '../explain/rejections.ts'
import { type Cache, cacheFolder, NO_CACHE, openCache } from '../files/cache.ts'
import { diskFileSystem } from '../files/disk-file-system.ts'
import type { FileSystem } from '../files/file-system.ts'
import { type BulkAnswer, DEFAULT_PROBABILITY, isBulk, parseProbability, parseSeed } from '../kconfig/bulk-modes.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import { Evaluator } from '../kconfig/evaluator.ts'
import { GlibcRandom } from '../kconfig/glibc-random.ts'
import type { Inference } from '../kconfig/infer-probes.ts'
import type { KconfigMessage } from '../kconfig/message.ts'
import { type Model, mainMenuTitle } from '../kconfig/model.ts'
import type { KeptModel } from '../kconfig/model-cache.ts'
import { stringValue } from '../kconfig/symbol-value.ts'
import type { Architecture } from '../kernel/architectures.ts'
import { toolNames } from '../kernel/tool-names.ts'
import { type AnswerSource, answerSource } from './answer-source.ts'
import { symbolsOf } from './buildroot-notes.ts'
import { isKernelEmit } from './buildroot-prediction.ts'
import { checkProgram } from './check-program.ts'
import { chooseArch } from './choose-arch.ts'
import { chooseDialect } from './choose-dialect.ts'
import { withExcerpts } from './excerpts.ts'
import { failureOf, RequestFailure } from './failure.ts'
import { findTree, namedTree, type Tree } from './find-tree.ts'
import { inferAnswers } from './infer-answers.ts'
import { loadModel, type ModelVariant } from './load-model.ts'
import { openUnknowns } from './open-unknowns.ts'
import { predictInBuildroot, type Resolved } from './predict-in-buildroot.ts'
import {
  type Emit,
  hasOwnText,
  type Prediction,
  type PredictMode,
  type PredictNote,
  type PredictRequest,
  type PredictResult,
} from './predict-request.ts'
import { readConfigText } from './read-config-text.ts'
import { type NamedText, readNamedText } from './read-text.ts'
import { PREFIX, recalculate, resolve, resultText, startsFromPresets, syncFiles, takeAsResolved } from './run-mode.ts'
import { treeEnvironment } from './tree-environment.ts'

export const predict = async (request: PredictRequest): Promise<PredictResult> => {
  const run = new PredictRun(request)
  try {
    return await run.predict()
  } catch (error) {
    const problem = failureOf(error)
    if (problem === undefined) throw error
    return { kind: 'failed', problem, notes: run.notes, messages: run.explained() }
  }
}

/** Name under which a merged configuration is read; messages about its lines are given their own places. */
const MERGED = '<merged>'

class PredictRun {
  readonly notes: PredictNote[] = []
  readonly messages: KconfigMessage[] = []
  readonly #request: PredictRequest
  readonly #files: FileSystem = diskFileSystem()
  readonly #cache: Cache
  readonly #seen = new Set<string>()
  /** The tree, once it is found: names of Kconfig files in messages are below it. */
  #folder: string | undefined
  #latest: { readonly source: object; readonly lines: ConfigText } | undefined

  constructor(request: PredictRequest) {
    this.#request = request
    this.#cache = request.cache === false ? NO_CACHE : openCache({ folder: cacheFolder(request.environment) })
  }

  async predict(): Promise<Prediction> {
    const { env = [], environment } = this.#request
    const tree = this.#tree()
    this.#folder = tree.folder
    const config = this.#config(tree)
    const dialect = this.#dialect(tree)
    const architecture = tree.kind === 'kernel' ? this.#architecture(tree, config) : undefined
    const answers = await answerSource({
      files: this.#files,
      cwd: this.#request.cwd,
      tree: tree.folder,
      toolchain: this.#request.toolchain ?? 'auto',
      environment: treeEnvironment(this.#files, tree, architecture, environment, env),
      process: environment,
    })
    const mode = this.#request.mode ?? (tree.kind === 'buildroot' ? 'defconfig' : 'olddefconfig')
    const mark = { notes: this.notes.length, messages: this.messages.length }
    const resolve = async (emit: Emit, { about, sources }: ModelVariant): Promise<Resolved> => {
      this.#forget(mark)
      const variant = { about: [architecture?.arch ?? '', answers.name, ...about], ...(sources && { sources }) }
      const kept = await this.#model(tree, dialect, answers, variant)
      const note = config === undefined ? undefined : checkProgram(mainMenuTitle(kept.model), config)
      if (note !== undefined) this.notes.push(note)
      const prediction = await this.#resolve(kept, mode, emit, config, answers)
      return { prediction, textOf: (name) => textOf(kept.model, name), symbols: symbolsOf(kept.model) }
    }
    const { dialect: named, fragments = [], emit = defaultEmit(tree, mode) } = this.#request
    if (tree.kind === 'buildroot')
      return predictInBuildroot({
        files: this.#files,
        tree,
        dialect,
        named,
        config,
        isWhole: mode === 'none' && fragments.length === 0,
        mode,
        emit,
        notes: this.notes,
        resolve,
      })
    if (isKernelEmit(emit)) throw new RequestFailure({ kind: 'not-a-buildroot', folder: tree.folder, emit })
    return (await resolve(emit, { about: [] })).prediction
  }

  /** What was said since is said again. */
  #forget({ notes, messages }: { readonly notes: number; readonly messages: number }): void {
    this.notes.length = notes
    for (const { text } of this.messages.splice(messages)) this.#seen.delete(text)
  }

  /** The messages with the lines they are about. */
  explained(): readonly KconfigMessage[] {
    const { cwd } = this.#request
    return this.#folder === undefined
      ? this.messages
      : withExcerpts(this.messages, this.#files, { tree: this.#folder, cwd })
  }

  #emit(message: KconfigMessage): void {
    // A value may be computed more than once, and be reported each time.
    if (this.#seen.has(message.text)) return
    this.#seen.add(message.text)
    this.messages.push(message)
  }

  #tree(): Tree {
    const { cwd, tree: named, config, kconfig } = this.#request
    if (named !== undefined) return namedTree(this.#files, cwd, named, kconfig)
    const starts = config === undefined || config === '-' ? [cwd] : [dirname(resolvePath(cwd, config)), cwd]
    const tree = findTree(this.#files, starts, kconfig)
    if (tree === undefined) throw new RequestFailure({ kind: 'no-tree', from: starts[0] ?? cwd })
    this.notes.push({ kind: 'tree', folder: tree.folder, what: tree.kind })
    return tree
  }

  /** The configuration named, else a `.config` where one would be; modes that need none do without. */
  #config(tree: Tree): NamedText | undefined {
    const { config, cwd, mode, stdin } = this.#request
    if (config !== undefined) return readNamedText(this.#files, cwd, config, stdin)
    for (const folder of [cwd, tree.buildFolder, tree.folder]) {
      const path = folder === undefined ? undefined : join(folder, '.config')
      if (path === undefined || this.#files.kind(path) !== 'file') continue
      this.notes.push({ kind: 'config', path })
      return readNamedText(this.#files, cwd, path, stdin)
    }
    if (mode !== undefined && isBulk(mode)) return undefined
    throw new RequestFailure({ kind: 'unreadable', what: 'configuration', path: '.config', code: 'ENOENT' })
  }

  #dialect(tree: Tree): Dialect {
    const { dialect, because } = chooseDialect(this.#files, tree.folder, this.#request.dialect)
    if (because !== undefined) this.notes.push({ kind: 'dialect', name: dialect.name, because })
    return dialect
  }

  #architecture(tree: Tree, config: NamedText | undefined): Architecture {
    const { arch, environment } = this.#request
    const chosen = chooseArch(this.#files, tree.folder, {
      requested: arch,
      environment: environment['ARCH'],
      configPath: config?.path,
      header: config === undefined ? undefined : parseHeader(config.text)?.arch,
    })
    this.notes.push({ kind: 'arch', arch: chosen.architecture.arch, because: chosen.because })
    return chosen.architecture
  }

  #model(tree: Tree, dialect: Dialect, { oracle }: AnswerSource, variant: ModelVariant): Promise<KeptModel> {
    const emit = (message: KconfigMessage): void => this.#emit(message)
    return loadModel({ files: this.#files, tree, dialect, oracle, cache: this.#cache, ...variant, emit })
  }

  async #resolve(
    kept: KeptModel,
    mode: PredictMode,
    emit: Emit,
    config: NamedText | undefined,
    answers: AnswerSource,
  ): Promise<Prediction> {
    const { emit: only, diff = false } = this.#request
    const { model } = kept
    const inference = await this.#infer(kept, config, answers)
    const presets = startsFromPresets(model.dialect, mode)
    const { source, requested, overrides } = await this.#requested(presets, config)
    const text = source === undefined ? undefined : await this.#lines(source)
    const places = requested === undefined ? [] : [...requested.entries.values()]
    const evaluator = new Evaluator(model, (message) => this.#emit(relocated(message, places)))
    const seed = mode === 'randconfig' ? this.#seed() : undefined
    if (mode === 'none' && text !== undefined) takeAsResolved(evaluator, text)
    else resolve(evaluator, mode, text, () => this.#random(seed ?? 0))
    const asItStands = mode === 'none' && emit === 'config'
    const result = asItStands ? (source?.text ?? '') : resultText(evaluator, mode, emit)
    const files = mode === 'syncconfig' && only === undefined ? syncFiles(evaluator, result) : undefined
    // a list of its own leaves values half computed
    if (hasOwnText(mode)) recalculate(evaluator)
    return {
      kind: 'predicted',
      mode,
      text: result,
      ...(files === undefined ? {} : { files }),
      ...(config?.path === undefined ? {} : { configPath: config.path }),
      ...(seed === undefined ? {} : { seed }),
      notes: this.notes,
      messages: this.explained(),
      overrides,
      unknown: mode === 'none' ? [] : openUnknowns(model, evaluator, inference),
      rejections: diff && requested !== undefined && mode !== 'none' ? findRejections(evaluator, requested) : [],
      symbols: model.symbols.all.reduce((count, { write }) => count + (write ? 1 : 0), 0),
    }
  }

  /** What the configuration gives away about probes: all it can where it is complete and of this very tree. */
  async #infer(kept: KeptModel, config: NamedText | undefined, answers: AnswerSource): Promise<Inference | undefined> {
    const { model } = kept
    if (!answers.infers || model.unknown.all.length === 0) {
      this.notes.push({ kind: 'toolchain', source: answers.name, inferred: 0 })
      return undefined
    }
    if (config === undefined) {
      this.notes.push({ kind: 'no-config', name: '.config' })
      return undefined
    }
    const { text } = config
    const header = parseHeader(text)
    const own = parseTitle(mainMenuTitle(model)).arch
    if (header?.arch !== undefined && own !== undefined && header.arch !== own) {
      this.notes.push({ kind: 'answers-of-other-arch', config: header.arch, tree: own })
      return undefined
    }
    this.#compareCompilers(text)
    const complete = header?.title === mainMenuTitle(model)
    const lines = (): Promise<ConfigText> => this.#lines(config)
    const inference = await inferAnswers({ kept, text, lines, complete, cache: this.#cache })
    this.notes.push({ kind: 'toolchain', source: answers.name, inferred: inference.forced.size })
    return inference
  }

  /** A compiler named here that is not the one the configuration was made with. */
  #compareCompilers(text: string): void {
    const { environment } = this.#request
    const recorded = /^CONFIG_CC_VERSION_TEXT="([^"]*)"$/m.exec(text)?.[1]
    const named = ['CC', 'LLVM', 'CROSS_COMPILE'].some((name) => (environment[name] ?? '') !== '')
    const compiler = named ? toolNames(environment).CC.split('/').at(-1) : undefined
    if (recorded === undefined || compiler === undefined || recorded.split(' ')[0] === compiler) return
    this.notes.push({ kind: 'other-compiler', recorded, compiler })
  }

  /** The configuration with the fragments over it, as text to read and as the set of what was asked for. */
  async #requested(
    presets: boolean,
    config: NamedText | undefined,
  ): Promise<{
    readonly source: Pick<NamedText, 'name' | 'text'> | undefined
    readonly requested: ConfigSet | undefined
    readonly overrides: readonly Reassignment[]
  }> {
    const { fragments = [], cwd, stdin, allconfig, diff = false } = this.#request
    const base = presets
      ? allconfig === undefined
        ? undefined
        : readNamedText(this.#files, cwd, allconfig, stdin, 'presets')
      : config
    if (fragments.length === 0 && !diff) return { source: base, requested: undefined, overrides: [] }
    const first = base === undefined ? undefined : configSetOf((await this.#lines(base)).lines, base.name)
    if (fragments.length === 0) return { source: base, requested: first, overrides: [] }
    const sets: ConfigSet[] = []
    for (const name of fragments) {
      const { lines } = await this.#lines(readNamedText(this.#files, cwd, name, stdin, 'fragment'))
      sets.push(configSetOf(lines, name))
    }
    const { merged, overrides } = mergeConfigs(first ?? configSetOf([], ''), sets)
    return { source: { name: MERGED, text: formatEntries(merged, PREFIX) }, requested: merged, overrides }
  }

  /** The lines of a configuration; the same one is read for what it gives away and again to be resolved. */
  async #lines(config: Pick<NamedText, 'name' | 'text'>): Promise<ConfigText> {
    if (this.#latest?.source !== config)
      this.#latest = { source: config, lines: await readConfigText(config.name, config.text, this.#cache) }
    return this.#latest.lines
  }

  #seed(): number {
    const { seed } = this.#request
    if (seed === undefined) return Number(BigInt.asUintN(32, BigInt(Date.now()) * 2654435761n))
    const number = parseSeed(seed)
    if (number === undefined) throw new RequestFailure({ kind: 'bad-seed', text: seed })
    return number
  }

  #random(seed: number): BulkAnswer {
    const { probability: text } = this.#request
    const probability = text === undefined ? DEFAULT_PROBABILITY : parseProbability(text)
    if (probability === null) throw new RequestFailure({ kind: 'bad-probability', text: text ?? '' })
    return { kind: 'random', random: new GlibcRandom(seed), probability }
  }
}

/** A buildroot is asked for its kernel's configuration, where a configuration comes out at all. */
const defaultEmit = ({ kind }: Tree, mode: PredictMode): Emit =>
  kind !== 'buildroot' || hasOwnText(mode) || mode === 'syncconfig' ? 'config' : 'config.set'

/** The value that a symbol came out with. */
const textOf = ({ symbols }: Model, name: string): string | undefined => {
  const symbol = symbols.find(name)
  return symbol === undefined ? undefined : stringValue(symbol)
}

/** Line N of a merged configuration is its Nth entry: the message names the file that entry came from. */
const relocated = (message: KconfigMessage, merged: readonly ConfigEntry[]): KconfigMessage => {
  const { position } = message
  const entry = position?.file === MERGED ? merged[position.line - 1] : undefined
  return entry === undefined ? message : { ...message, position: { file: entry.file, line: entry.line } }
}
