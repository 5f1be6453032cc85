/**
 * Features of a kernel that change what it says of a module: what its configuration, its headers and its release tell.
 * Symbols follow kernel/module/Kconfig and lib/Kconfig.debug of Linux 6.12, and init/Kconfig of 4.9.
 */

import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { lineOf } from '../files/line-number.ts'
import { type ConfigLookup, configFact, configSource, configText, type Fact, known, unknown } from './fact.ts'
import type { KernelVersion } from './kernel-version.ts'
import { loaderChange } from './loader-changes.ts'

/** One symbol each. */
const SYMBOLS = {
  modules: 'MODULES',
  modversions: 'MODVERSIONS',
  moduleUnload: 'MODULE_UNLOAD',
  forceLoad: 'MODULE_FORCE_LOAD',
  moduleSig: 'MODULE_SIG',
  moduleSigForce: 'MODULE_SIG_FORCE',
  lockdown: 'SECURITY_LOCKDOWN_LSM',
  livepatch: 'LIVEPATCH',
  allowMissingNamespaceImports: 'MODULE_ALLOW_MISSING_NAMESPACE_IMPORTS',
  constructors: 'CONSTRUCTORS',
  smp: 'SMP',
  btfModules: 'DEBUG_INFO_BTF_MODULES',
  allowBtfMismatch: 'MODULE_ALLOW_BTF_MISMATCH',
  gendwarfksyms: 'GENDWARFKSYMS',
} as const

export type SwitchedFeature = keyof typeof SYMBOLS

/** What the kernel itself unpacks (finit_module with MODULE_INIT_COMPRESSED_FILE). */
export type ModuleDecompression = 'none' | 'gzip' | 'xz' | 'zstd'

export type KernelFeatures = { readonly [feature in SwitchedFeature]: Fact<boolean> } & {
  /** The kernel is built against speculation by a compiler that modules should be built with too. */
  readonly retpoline: Fact<boolean>
  /** W and X together in one section is refused. */
  readonly strictModuleRwx: Fact<boolean>
  readonly decompression: Fact<ModuleDecompression>
  /** `__versions` is written and read; without the symbol's existence, MODVERSIONS says it. */
  readonly basicModversions: Fact<boolean>
  readonly extendedModversions: Fact<boolean>
  /** Namespaces named `module:…` grant symbols to named modules. */
  readonly moduleNamespaces: Fact<boolean>
  /** The ABI that e_flags of a 64-bit PowerPC module must name; `none` where nothing is asked. */
  readonly ppc64Abi: Fact<'none' | 'v1' | 'v2'>
  /** Any symbol's value: `n` where the configuration has no line for it. */
  symbolText(symbol: string): Fact<string>
}

export interface FeaturesRequest {
  readonly files: FileSystem
  readonly config: ConfigLookup | undefined
  readonly version: Fact<KernelVersion>
  readonly headerPaths: (name: string) => readonly string[]
}

const isSet = (config: ConfigLookup, symbol: string): boolean => configText(config, symbol) === 'y'

/** The first of symbols that is `y`, else the last: a name that came later beside the one it replaced. */
const anyOf = (config: ConfigLookup | undefined, ...symbols: readonly [string, ...string[]]): Fact<boolean> =>
  configFact(config, (config && symbols.find((symbol) => isSet(config, symbol))) ?? symbols[0])

const COMPRESSIONS = [
  ['MODULE_COMPRESS_GZIP', 'gzip'],
  ['MODULE_COMPRESS_XZ', 'xz'],
  ['MODULE_COMPRESS_ZSTD', 'zstd'],
] as const

const decompression = (config: ConfigLookup | undefined): Fact<ModuleDecompression> => {
  const symbol = 'MODULE_DECOMPRESS'
  if (config === undefined) return unknown({ kind: 'config', symbol })
  if (!isSet(config, symbol)) return known('none', configSource(config, symbol))
  const found = COMPRESSIONS.find(([name]) => isSet(config, name))
  return found === undefined
    ? unknown({ kind: 'config', symbol: 'MODULE_COMPRESS_XZ' })
    : known(found[1], configSource(config, found[0]))
}

/** What a line of a header shows, the version where the header does not: vendors take features over. */
const headerShows = (
  { files, headerPaths }: FeaturesRequest,
  name: string,
  pattern: RegExp,
  otherwise: Fact<boolean>,
): Fact<boolean> => {
  for (const file of headerPaths(name)) {
    const text = readTextIfThere(files, file)
    const match = text === undefined ? null : pattern.exec(text)
    if (text !== undefined && match !== null)
      return known(true, { kind: 'file', file, line: lineOf(text, match.index) })
  }
  return otherwise
}

const basicModversions = (config: ConfigLookup | undefined): Fact<boolean> => {
  // since 6.14 it is a choice of its own
  const has = config?.('BASIC_MODVERSIONS') !== undefined || config?.('EXTENDED_MODVERSIONS') !== undefined
  return configFact(config, has ? 'BASIC_MODVERSIONS' : 'MODVERSIONS')
}

const ppc64Abi = (request: FeaturesRequest): Fact<'none' | 'v1' | 'v2'> => {
  const { config, version } = request
  if (config === undefined) return unknown({ kind: 'config', symbol: 'PPC64' })
  if (!isSet(config, 'PPC64')) return known('none', configSource(config, 'PPC64'))
  const byVersion = loaderChange('checksModuleAbi', version)
  const checks = headerShows(request, 'linux/moduleloader.h', /\bmodule_elf_check_arch\b/, byVersion)
  if (checks.kind === 'unknown') return checks
  if (!checks.value) return known('none', checks.source)
  const symbol = 'PPC64_ELF_ABI_V2'
  return known(isSet(config, symbol) ? 'v2' : 'v1', configSource(config, symbol))
}

const switches = (config: ConfigLookup | undefined): { readonly [feature in SwitchedFeature]: Fact<boolean> } => {
  const entries = Object.entries(SYMBOLS).map(([feature, symbol]) => [feature, configFact(config, symbol)])
  return Object.fromEntries(entries) as { readonly [feature in SwitchedFeature]: Fact<boolean> }
}

/** The features of a kernel, each with its source. */
export const kernelFeatures = (request: FeaturesRequest): KernelFeatures => {
  const { config, version } = request
  return {
    ...switches(config),
    retpoline: anyOf(config, 'MITIGATION_RETPOLINE', 'RETPOLINE'),
    strictModuleRwx: anyOf(config, 'STRICT_MODULE_RWX', 'DEBUG_SET_MODULE_RONX'),
    decompression: decompression(config),
    basicModversions: basicModversions(config),
    extendedModversions: configFact(config, 'EXTENDED_MODVERSIONS'),
    moduleNamespaces: headerShows(
      request,
      'linux/export.h',
      /\bEXPORT_SYMBOL_(?:GPL_)?FOR_MODULES\b/,
      loaderChange('moduleNamespaces', version),
    ),
    ppc64Abi: ppc64Abi(request),
    symbolText: (symbol) =>
      config === undefined
        ? unknown({ kind: 'config', symbol })
        : known(configText(config, symbol), configSource(config, symbol)),
  }
}
