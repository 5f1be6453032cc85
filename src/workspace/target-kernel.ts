/**
 * The kernel that modules are judged for, from what the user typed: its folders, files and single facts, each with its
 * source. Nothing of the modules themselves is looked at.
 */
import { resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import { type Fact, type FactSource, known, knownValue, unknown } from '../kernel/fact.ts'
import { type KernelFacts, type KernelFactsRequest, kernelFacts } from '../kernel/kernel-facts.ts'
import { moduleArchitecture } from '../kernel/module-architecture.ts'
import { readKeys, type VerificationKey } from '../module/certificate.ts'
import { symversTable, tableWith } from '../module/export-table.ts'
import type { ExportTable, KernelState, TargetKernel } from '../module/target-kernel.ts'
import { parseKernelPackage } from '../openwrt/kernel-package.ts'
import { builtinNames } from './builtin-names.ts'
import { completeFeatures } from './complete-features.ts'
import { type KernelConfig, kernelConfig } from './kernel-config.ts'
import { type FoundKernel, type KernelOfPackages, kernelPlaces } from './kernel-places.ts'
import { kernelPolicy } from './kernel-policy.ts'
import { type KernelSymvers, kernelSymvers } from './kernel-symvers.ts'
import { type LoadedModules, loadedModules } from './loaded-modules.ts'
import { ModuleRequestFailure, readNamed } from './module-failure.ts'
import type { KernelDescription, ModuleNote } from './module-outcome.ts'
import type { ModuleRequest } from './module-request.ts'
import { installedModules, namedReference, ownReference, type ReferenceModule } from './reference-module.ts'

export interface Target {
  readonly kernel: TargetKernel
  readonly description: KernelDescription
}

const LIKE = { kind: 'option', option: '--like' } as const
const NO_SYMVERS: Fact<ExportTable> = unknown(
  { kind: 'option', option: '--symvers' },
  { kind: 'file', file: 'Module.symvers' },
)

type Stated = { readonly text: string; readonly source: FactSource } | undefined

const optionText = (text: string | undefined, option: string): Stated =>
  text === undefined ? undefined : { text, source: { kind: 'option', option } }

const architectureOf = ({ outline, source }: ReferenceModule): ReturnType<typeof moduleArchitecture> => {
  const { layout, header } = outline.elf
  const byteOrder = layout.littleEndian ? 'little' : 'big'
  return moduleArchitecture({ machine: header.machine, bits: layout.bits, byteOrder }, source)
}

const vermagicOf = (reference: ReferenceModule | undefined): Stated =>
  reference?.outline.vermagic === undefined ? undefined : { text: reference.outline.vermagic, source: reference.source }

/**
 * OpenWrt's kernels have no local version, so that their release is LINUX_VERSION; of a candidate for a release it is another
 * one. Where files tell it, they do.
 */
const releaseOfPackage = ({ kernel, kernelPackage }: ModuleRequest): Stated => {
  const version = kernel === undefined && kernelPackage !== undefined ? parseKernelPackage(kernelPackage) : undefined
  return /^\d+\.\d+\.\d+$/.test(version?.linuxVersion ?? '')
    ? optionText(version?.linuxVersion, '--kernel-package')
    : undefined
}

const lacksFacts = ({ vermagic, architecture }: KernelFacts): boolean =>
  vermagic.text.kind === 'unknown' || architecture.bits.kind === 'unknown' || architecture.elf.kind === 'unknown'

class TargetFinder {
  readonly #files: FileSystem
  readonly #request: ModuleRequest & KernelOfPackages
  readonly #notes: ModuleNote[]

  constructor(files: FileSystem, request: ModuleRequest & KernelOfPackages, notes: ModuleNote[]) {
    this.#files = files
    this.#request = request
    this.#notes = notes
  }

  find(): Target {
    const { cwd, symvers: named = [], config: configFile, policy, loaded: loadedFiles } = this.#request
    const found = kernelPlaces(this.#files, this.#request)
    if (found?.note !== undefined) this.#notes.push(found.note)
    const symvers = kernelSymvers(this.#files, cwd, named, found?.places.symvers)
    this.#notes.push(...symvers.notes)
    const config = kernelConfig(this.#files, cwd, configFile, found?.places.config)
    const like = this.#request.like === undefined ? undefined : namedReference(this.#files, cwd, this.#request.like)
    const request = this.#factsRequest(found, config, like)
    const stated = kernelFacts(request)
    const release = knownValue(stated.release.text)
    const own = ownReference(this.#files, found?.places, release)
    const told = own === undefined || !lacksFacts(stated) ? stated : this.#completed(stated, request, own)
    const facts = completeFeatures(told, symvers)
    const loaded = loadedModules(this.#files, cwd, loadedFiles)
    this.#notes.push(...(loaded?.notes ?? []), ...symversNotes(symvers, found))
    const kernel: TargetKernel = {
      facts,
      structModuleSize: sizeOf(like ?? own),
      exports: exportsOf(symvers, loaded),
      policy: kernelPolicy({
        files: this.#files,
        name: policy,
        facts,
        places: found?.places,
        config: config?.lookup,
      }),
      builtinNames: builtinNames(
        this.#files,
        found === undefined ? [] : installedModules(found.places, release),
        found?.note?.kind === 'kernel-found' && found.note.because === 'running',
      ),
      state: this.#state(loaded),
    }
    if (policy === undefined && kernel.policy.kind === 'known')
      this.#notes.push({
        kind: 'policy-assumed',
        policy: kernel.policy.value.name,
        because: facts.release.text.kind === 'known' ? 'release' : 'config',
      })
    return { kernel, description: describe(kernel, symvers) }
  }

  #factsRequest(
    found: FoundKernel | undefined,
    config: KernelConfig | undefined,
    like: ReferenceModule | undefined,
  ): KernelFactsRequest {
    const { release, vermagic } = this.#request
    const magic = optionText(vermagic, '--vermagic') ?? vermagicOf(like)
    const name = optionText(release, '--release') ?? releaseOfPackage(this.#request)
    return {
      files: this.#files,
      ...(found === undefined ? {} : { places: found.places }),
      ...(config === undefined ? {} : { config: config.lookup }),
      ...(config?.version === undefined ? {} : { configVersion: config.version }),
      ...(name === undefined ? {} : { release: name }),
      ...(magic === undefined ? {} : { vermagic: magic }),
      ...(like === undefined ? {} : { like: architectureOf(like) }),
    }
  }

  /** What files and options leave open, from a module of the kernel's own. */
  #completed(facts: KernelFacts, request: KernelFactsRequest, own: ReferenceModule): KernelFacts {
    const magic = facts.vermagic.text.kind === 'unknown' ? vermagicOf(own) : undefined
    return kernelFacts({
      ...request,
      ...(magic === undefined ? {} : { vermagic: magic }),
      like: request.like ?? architectureOf(own),
    })
  }

  #state(loaded: LoadedModules | undefined): KernelState {
    const { sigEnforce = false, lockdown = false, blacklist = [], keys } = this.#request
    return {
      sigEnforce,
      lockdown,
      blacklist,
      loaded: loaded?.byName,
      autoloads: true,
      keys: keys === undefined || keys.length === 0 ? undefined : keys.flatMap((name) => this.#keys(name)),
    }
  }

  #keys(name: string): readonly VerificationKey[] {
    const keys = readKeys(readNamed(this.#files, resolve(this.#request.cwd, name), 'key', name))
    if (keys === undefined) throw new ModuleRequestFailure({ kind: 'bad-key', path: name })
    return keys
  }
}

const sizeOf = (reference: ReferenceModule | undefined): Fact<number> =>
  reference?.outline.structModuleSize === undefined
    ? unknown(LIKE)
    : known(reference.outline.structModuleSize, reference.source)

const exportsOf = ({ files, hasKernel }: KernelSymvers, loaded: LoadedModules | undefined): Fact<ExportTable> => {
  const [first] = files
  if (!hasKernel || first === undefined) return NO_SYMVERS
  const table = symversTable(files.map(({ symvers }) => symvers))
  return known(loaded === undefined || loaded.owners.size === 0 ? table : tableWith(table, loaded), {
    kind: 'file',
    file: first.file,
  })
}

const symversNotes = (symvers: KernelSymvers, found: FoundKernel | undefined): readonly ModuleNote[] => {
  if (symvers.hasKernel) return []
  if (symvers.empty !== undefined) return [{ kind: 'empty-symvers', file: symvers.empty }]
  const { folder, modulesName, brokenLink } = found?.places ?? {}
  return [
    {
      kind: 'no-symvers',
      ...(folder === undefined ? {} : { folder }),
      ...(brokenLink === undefined || modulesName === undefined ? {} : { broken: { link: brokenLink, modulesName } }),
    },
  ]
}

const asText = <T>(fact: Fact<T>, textOf: (value: T) => string): Fact<string> =>
  fact.kind === 'known' ? known(textOf(fact.value), fact.source) : fact

const describe = ({ facts, structModuleSize, policy }: TargetKernel, symvers: KernelSymvers): KernelDescription => ({
  release: facts.release.text,
  version: asText(facts.version, ({ text }) => text),
  architecture: facts.architecture.srcarch,
  vermagic: facts.vermagic.text,
  structModuleSize,
  policy: asText(policy, ({ name }) => name),
  symvers: symvers.files.map(({ file, symvers: { exports } }) => ({ file, symbols: exports.size })),
  modversions: facts.features.modversions,
})

/**
 * The kernel that a request names. `notes`: what a reader should know goes there, also where it ends with a
 * `ModuleRequestFailure`, which it throws.
 */
export const targetKernel = (
  files: FileSystem,
  request: ModuleRequest & KernelOfPackages,
  notes: ModuleNote[],
): Target => new TargetFinder(files, request, notes).find()
