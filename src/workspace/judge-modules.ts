/**
 * From what the user typed to verdicts: finds the kernel and the modules and has each judged. Decides nothing about the
 * verdicts themselves.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { LoadResult } from '../module/load-result.ts'
import { moduleNameOf } from '../module/module-name.ts'
import { type KernelPackage, parseKernelPackage } from '../openwrt/kernel-package.ts'
import { findModules, type ModuleFile } from './find-modules.ts'
import { type GivenModules, givenModules } from './given-modules.ts'
import { PackageJudge } from './judge-packages.ts'
import {
  Helper,
  type IndexedJudgement,
  type ShareAnswer,
  type ShareData,
  SharedQueue,
  type ShareRequest,
} from './judge-share.ts'
import { namesKernel } from './kernel-places.ts'
import { loadOrder } from './load-order.ts'
import { ModuleRequestFailure } from './module-failure.ts'
import { type Judgement, ModuleJudge } from './module-judge.ts'
import type {
  JudgedModule,
  KernelDescription,
  ModuleNote,
  ModuleOutcome,
  ModuleRun,
  UnjudgedFile,
} from './module-outcome.ts'
import type { ModuleRequest } from './module-request.ts'
import { type PackageFiles, withPackages } from './package-files.ts'
import type { JudgedPackage } from './package-outcome.ts'
import { moduleDisk } from './read-unpacked.ts'
import { targetKernel } from './target-kernel.ts'

export interface JudgeOptions {
  /** Default: the disk. */
  readonly files?: FileSystem
  /** Called after each file. */
  readonly progress?: (done: number, total: number) => void
  /** The script that a second thread runs, where there may be one. */
  readonly launcher?: string
}

/** Fewer files are done before a second thread is there. */
const WORTH_A_THREAD = 600

/** The verdicts, or why there are none. */
export const judgeModules = (request: ModuleRequest, options: JudgeOptions = {}): ModuleOutcome => {
  const notes: ModuleNote[] = []
  try {
    return new JudgeRun(request, options, notes).run()
  } catch (error) {
    if (error instanceof ModuleRequestFailure) return { kind: 'failed', problem: error.problem, notes }
    throw error
  }
}

/** A thread's part of a run: judges the files that it takes off the queue. */
export const judgeShare = ({ request, files, memory, port }: ShareData): void => {
  const queue = new SharedQueue(files.length, memory)
  queue.begin()
  const send = (answer: ShareAnswer): void => {
    port.postMessage(answer)
    queue.end()
  }
  try {
    const disk = withPackages(moduleDisk())
    const judge = new ModuleJudge(disk, request, targetKernel(disk, request, []).kernel, {
      watch: 'missed',
      together: files,
    })
    const judgements: IndexedJudgement[] = []
    for (const index of queue) {
      const file = files[index]
      if (file !== undefined) judgements.push([index, judge.judge(file, index)])
      queue.finished()
    }
    send({ kind: 'judged', judgements })
  } catch (error) {
    send({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

/** The device's, as it was named. Throws a `ModuleRequestFailure`. */
const kernelPackageOf = ({ kernelPackage: text }: ModuleRequest): KernelPackage | undefined => {
  if (text === undefined) return undefined
  const kernel = parseKernelPackage(text)
  if (kernel === undefined) throw new ModuleRequestFailure({ kind: 'bad-kernel-package', text })
  return kernel
}

const mayLoad = ({ result: { verdict } }: JudgedModule): boolean => verdict === 'loads' || verdict === 'unknown'

const assumesPolicy = ({ assumes }: LoadResult): boolean => assumes.some(({ kind }) => kind === 'policy')

class JudgeRun {
  readonly #request: ModuleRequest
  readonly #files: PackageFiles
  readonly #progress: JudgeOptions['progress']
  readonly #notes: ModuleNote[]
  readonly #judgements = new Map<number, Judgement>()
  readonly #launcher: string | undefined
  readonly #unjudged: UnjudgedFile[] = []
  #modules: readonly ModuleFile[] = []
  #given: GivenModules | undefined
  /** Those of the given modules that export what no Module.symvers lists and another needs. */
  #exporters: ReadonlySet<string> = new Set()

  constructor(request: ModuleRequest, { files, progress, launcher }: JudgeOptions, notes: ModuleNote[]) {
    this.#request = request
    this.#files = withPackages(files ?? moduleDisk())
    this.#progress = progress
    this.#launcher = files === undefined ? launcher : undefined
    this.#notes = notes
  }

  run(): ModuleRun {
    const packages = new PackageJudge(this.#files, kernelPackageOf(this.#request))
    const found = findModules(this.#files, this.#request.inputs, this.#request.cwd, packages)
    const isDevice = packages.needsKernel && !namesKernel(this.#request)
    if (isDevice) this.#notes.push({ kind: 'packages-without-kernel' })
    const files = found.filter((one) => 'path' in one)
    this.#modules = files
    this.#unjudged.push(...found.filter((one) => 'problem' in one))
    const named = [...files.entries()].filter(([, { isNamed }]) => isNamed)
    const queue = new SharedQueue(files.length)
    const request = { ...this.#request, isDevice }
    const helper = this.#startHelper(request, named.length, queue)
    try {
      const { kernel, description } = targetKernel(this.#files, request, this.#notes)
      const watch = files.length < 2 ? 'nothing' : named.length < 2 ? 'missed' : 'all'
      const judge = new ModuleJudge(this.#files, this.#request, kernel, { watch, together: files })
      // where it is said what is loaded, those that are given together are there too
      if (kernel.state.loaded !== undefined && files.length > 1) this.#add(judge, files.entries(), false)
      this.#judgeAll(judge, queue, helper)
      return this.#outcome(judge, description, packages.judged)
    } catch (error) {
      helper?.stop()
      throw error
    }
  }

  /** Only for whole folders: what is named, or meets a stated kernel, has to be judged in the light of the others. */
  #startHelper(request: ShareRequest, named: number, queue: SharedQueue): Helper | undefined {
    const { loaded = [] } = request
    if (this.#launcher === undefined || named > 1 || loaded.length > 0) return undefined
    if (this.#modules.length < WORTH_A_THREAD) return undefined
    if (process.getBuiltinModule('node:os').availableParallelism() < 2) return undefined
    return new Helper(this.#launcher, request, this.#modules, queue)
  }

  #judgeAll(judge: ModuleJudge, queue: SharedQueue, helper: Helper | undefined): void {
    const all: (Judgement | UnjudgedFile | undefined)[] = this.#modules.map(() => undefined)
    for (const index of queue) {
      const module = this.#modules[index]
      if (module !== undefined) all[index] = judge.judge(module, index)
      const done = queue.finished()
      this.#progress?.(done, all.length)
    }
    for (const [index, judgement] of helper?.finish() ?? []) all[index] = judgement
    for (const [index, judgement] of all.entries()) if (judgement !== undefined) this.#keep(index, judgement)
    this.#judgeAgain(judge)
  }

  #outcome(judge: ModuleJudge, description: KernelDescription, packages: readonly JudgedPackage[]): ModuleRun {
    if ([...this.#judgements.values()].some(({ module: { result } }) => assumesPolicy(result)))
      this.#notes.push({ kind: 'policy-assumed', policy: 'mainline', because: 'default' })
    return {
      kind: 'judged',
      kernel: { ...description, structModuleSize: judge.structModuleSize },
      ...this.#inOrder(),
      packages,
      unjudged: this.#unjudged,
      notes: this.#notes,
    }
  }

  #judge(judge: ModuleJudge, index: number): void {
    const module = this.#modules[index]
    if (module !== undefined) this.#keep(index, judge.judge(module, index))
  }

  #keep(index: number, judgement: Judgement | UnjudgedFile): void {
    if ('problem' in judgement) this.#unjudged.push(judgement)
    else this.#judgements.set(index, judgement)
  }

  #add(judge: ModuleJudge, modules: Iterable<readonly [number, ModuleFile]>, exportersOnly: boolean): void {
    this.#given = givenModules(this.#files, modules, exportersOnly)
    judge.add(this.#given)
  }

  /** Where symbols were missing that modules given together have: what these export is read only then. */
  #judgeAgain(judge: ModuleJudge): void {
    const lacking = [...this.#judgements].filter(([, { missed }]) => missed.length > 0)
    if (lacking.length === 0 || this.#modules.length < 2) return
    if (this.#given === undefined) this.#add(judge, this.#modules.entries(), true)
    const exports = this.#given?.exports
    const gained = new Map(
      lacking.flatMap(([, { missed }]) =>
        missed.flatMap((name) => {
          const owner = exports?.get(name)?.owner
          return owner === undefined ? [] : [[name, owner] as const]
        }),
      ),
    )
    if (gained.size === 0) return
    for (const [index, { missed }] of lacking) if (missed.some((name) => gained.has(name))) this.#judge(judge, index)
    this.#exporters = new Set(gained.values())
    this.#notes.push({ kind: 'exports-of-modules', symbols: gained.size })
  }

  /** The modules as they were named, with their place in the order of loading where one needs another. */
  #inOrder(): Pick<ModuleRun, 'modules' | 'loadOrder'> {
    const judgements = this.#judgements
    const modules = [...judgements.values()].map(({ module }) => module)
    const indices = this.#indicesByName()
    if (indices.size === 0) return { modules }
    // what is refused has no place among what loads
    const loadable = new Map([...judgements].filter(([, { module }]) => mayLoad(module)))
    const needs = (index: number): readonly number[] =>
      (loadable.get(index)?.owners ?? []).flatMap((owner) => {
        const exporter = indices.get(owner)
        return exporter === undefined || exporter === index || !loadable.has(exporter) ? [] : [exporter]
      })
    const edges = [...loadable.keys()].map((index) => [index, needs(index)] as const)
    if (edges.every(([, needed]) => needed.length === 0)) return { modules }
    const { order, cycles } = loadOrder(this.#ordered(edges), needs)
    const fileOf = (index: number): string => this.#modules[index]?.file ?? ''
    for (const cycle of cycles) this.#notes.push({ kind: 'load-cycle', files: cycle.map(fileOf) })
    const places = new Map(order.map((index, place) => [index, place]))
    const placed = [...judgements].map(([index, { module }]): JudgedModule => {
      const place = places.get(index)
      return place === undefined ? module : { ...module, order: place }
    })
    return { modules: placed, loadOrder: order.map(fileOf) }
  }

  /** Of modules that were named, all are put in order; of those in folders, the ones that a file told something about. */
  #ordered(edges: readonly (readonly [number, readonly number[]])[]): readonly number[] {
    return edges
      .filter(([index, needed]) => this.#modules[index]?.isNamed === true || needed.length > 0)
      .map(([index]) => index)
  }

  /**
   * The modules that may be needed by others: those that were named, exporters that no Module.symvers lists, and all
   * where it is said what is loaded.
   */
  #indicesByName(): ReadonlyMap<string, number> {
    const byName = new Map<string, number>()
    const named = [...this.#modules.entries()].filter(([, { isNamed }]) => isNamed)
    if (named.length > 1) for (const [index, { path }] of named) byName.set(moduleNameOf(path), index)
    const areAll = this.#request.loaded !== undefined
    for (const [name, { index }] of this.#given?.byName ?? [])
      if (areAll || this.#exporters.has(name)) byName.set(name, index)
    return byName
  }
}
