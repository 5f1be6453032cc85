/**
 * Judging one file after the other for one kernel.
 */
import type { FileSystem } from '../files/file-system.ts'
import { type Fact, known } from '../kernel/fact.ts'
import { loaderChange } from '../kernel/loader-changes.ts'
import { tableWith, type WatchedTable, watched } from '../module/export-table.ts'
import { AS_INSMOD, loadModule } from '../module/load-module.ts'
import type { LoadAttempt } from '../module/load-result.ts'
import { moduleNameOf } from '../module/module-name.ts'
import { moduleOutline } from '../module/module-outline.ts'
import { moduleVersions } from '../module/module-versions.ts'
import type { ExportTable, LoadedModule, TargetKernel } from '../module/target-kernel.ts'
import { toolTexts } from '../module/tool-texts.ts'
import { matchesCrc } from '../module/versions.ts'
import type { ModuleFile } from './find-modules.ts'
import type { GivenModules } from './given-modules.ts'
import type { JudgedModule, UnjudgedFile } from './module-outcome.ts'
import { readModule } from './module-reader.ts'
import type { ModuleRequest } from './module-request.ts'

/** What a file came to; with several files, also what it looked for. */
export interface Judgement {
  readonly module: JudgedModule
  /** Symbols that are nowhere. */
  readonly missed: readonly string[]
  /** Names of modules that export what it uses, where they are noted. */
  readonly owners: readonly string[]
}

const NOTHING: readonly string[] = []
const NO_EXPORTS: GivenModules['exports'] = new Map()
/** What has been exported for the layout of struct module. */
const LAYOUT_SYMBOLS = ['module_layout', 'struct_module'] as const

export class ModuleJudge {
  readonly #files: FileSystem
  readonly #request: ModuleRequest
  #kernel: TargetKernel
  #watched: WatchedTable | undefined
  /** All modules that are there by then, the one that is judged not among them. */
  #loaded: Map<string, LoadedModule> | undefined
  /** Of those, the ones that only their being given together puts there, by index. */
  #together: ReadonlyMap<number, LoadedModule> = new Map()

  #inferred: Fact<number> | undefined

  /**
   * `watch`: whether what modules look for in vain is noted, or also who exports the rest. `together`: all modules that
   * are given; what they export is looked at where it is missed, so that it counts as known.
   */
  constructor(
    files: FileSystem,
    request: ModuleRequest,
    kernel: TargetKernel,
    { watch, together }: { readonly watch: 'nothing' | 'missed' | 'all'; readonly together: readonly ModuleFile[] },
  ) {
    this.#files = files
    this.#request = request
    this.#kernel = kernel
    if (watch === 'nothing') return
    const owners = new Set(together.map(({ path }) => moduleNameOf(path)))
    this.#use(kernel.exports, (table) => tableWith(table, { exports: NO_EXPORTS, owners }), watch === 'all')
  }

  /** sizeof(struct module), where a module that was judged told it. */
  get structModuleSize(): Fact<number> {
    return this.#inferred ?? this.#kernel.structModuleSize
  }

  /** From here on, what these modules export is there too, and so are they where it was said which are. */
  add({ exports, byName }: GivenModules): void {
    this.#use(this.#kernel.exports, (table) => tableWith(table, { exports, owners: byName }), true)
    const { loaded } = this.#kernel.state
    if (loaded === undefined) return
    this.#loaded = new Map(loaded)
    const together = [...byName.values()].filter(({ name }) => !loaded.has(name))
    this.#together = new Map(together.map(({ index, ...module }) => [index, module]))
    for (const module of this.#together.values()) this.#loaded.set(module.name, module)
    this.#kernel = { ...this.#kernel, state: { ...this.#kernel.state, loaded: this.#loaded } }
  }

  judge({ file, path, installed = file, isNamed }: ModuleFile, index: number): Judgement | UnjudgedFile {
    const read = readModule(this.#files, path)
    if (read.kind === 'problem') return { file, problem: read.problem }
    const { params = '', forceVermagic = false, forceModversion = false, digests = false } = this.#request
    const attempt: LoadAttempt = {
      ...AS_INSMOD,
      file: read.bytes,
      ignoreVermagic: forceVermagic,
      ignoreModversions: forceModversion,
      params,
      verify: isNamed || digests,
    }
    this.#watched?.forget()
    const self = this.#together.get(index)
    // a module is not there when it is loaded itself
    if (self !== undefined) this.#loaded?.delete(self.name)
    const result = loadModule(this.#kernelFor(read.bytes), attempt)
    if (self !== undefined) this.#loaded?.set(self.name, self)
    const tools = result.verdict === 'refused' && result.errno !== null ? toolTexts(installed, result.errno) : null
    const [missed, owners] = [this.#watched?.missed, this.#watched?.owners]
    return {
      module: { file, result, tools },
      missed: missed === undefined || missed.size === 0 ? NOTHING : [...missed],
      owners: owners === undefined || owners.size === 0 ? NOTHING : [...owners],
    }
  }

  #use(exports: Fact<ExportTable>, change: (table: ExportTable) => ExportTable, notesOwners: boolean): void {
    if (exports.kind === 'unknown') return
    this.#watched = watched(change(exports.value), notesOwners)
    this.#kernel = { ...this.#kernel, exports: known(this.#watched, exports.source) }
  }

  /** Where nothing else tells sizeof(struct module): a module with the kernel's own CRC for its layout has that size. */
  #kernelFor(bytes: Uint8Array): TargetKernel {
    const { structModuleSize, exports, facts } = this.#kernel
    if (structModuleSize.kind === 'known' || exports.kind === 'unknown') return this.#kernel
    const change = loaderChange('layoutSymbol', facts.version)
    const names = change.kind === 'known' ? [change.value] : LAYOUT_SYMBOLS
    const symbol = names.find((name) => exports.value.find(name) !== undefined)
    const crc = symbol === undefined ? undefined : exports.value.find(symbol)?.crc
    if (symbol === undefined || crc === undefined) return this.#kernel
    const outline = moduleOutline(bytes)
    if (outline?.structModuleSize === undefined) return this.#kernel
    const version = moduleVersions(outline.elf).first(symbol)
    if (version === undefined || !matchesCrc(version, crc)) return this.#kernel
    const source = { kind: 'inferred', from: 'module-layout-crc' } as const
    const size = known(outline.structModuleSize, source)
    this.#inferred ??= size
    return { ...this.#kernel, structModuleSize: size }
  }
}
