/**
 * The environment that kbuild hands to the configurator, as far as it follows from the tree, the architecture and what
 * the user set. Follows the top Makefile's "Make variables", its `export` lines and arch/um/Makefile (Linux 6.1, 6.12).
 * What only a toolchain can tell (its version's text) is marked as unknown rather than left empty.
 */
import type { Architecture } from './architectures.ts'
import { clangFlags } from './clang-flags.ts'
import { type EnvironmentValue, type PartialEnvironment, UNKNOWN } from './environment-value.ts'
import { parseKernelVersion } from './kernel-version.ts'
import { exportedNames } from './makefile-exports.ts'
import { type ToolNames, toolNames } from './tool-names.ts'

export interface KbuildRequest {
  readonly architecture: Architecture
  /** The tree's top Makefile. */
  readonly makefile: string
  /** Its scripts/Makefile.clang, where it has one. */
  readonly makefileClang?: string
  /** The host's architecture (`hostArchitecture`): what um runs on. */
  readonly hostArchitecture: string
  /** The process's environment; only the names that kbuild reads or exports are looked at. */
  readonly process: Readonly<Record<string, string | undefined>>
}

/** Names whose value make computes: what the process has under them is of another build. */
const COMPUTED = new Set([
  'srctree',
  'objtree',
  'VPATH',
  'VERSION',
  'PATCHLEVEL',
  'SUBLEVEL',
  'KERNELVERSION',
  'KERNELRELEASE',
  'ARCH',
  'SRCARCH',
  'UTS_MACHINE',
  'HEADER_ARCH',
  'SUBARCH',
  'CONFIG_SHELL',
  'CC_VERSION_TEXT',
  'RUSTC_VERSION_TEXT',
  'CLANG_FLAGS',
  'MAKE',
])

/** Names that Kconfig files read and that reach them from the user's environment alone. */
const PASSED_ON = ['USERCFLAGS', 'USERLDFLAGS', 'CROSS_COMPILE_COMPAT', 'LLVM', 'LLVM_IAS', 'CROSS_COMPILE']

/** Exported texts that the toolchain writes. */
const TOLD_BY_TOOLCHAIN = ['CC_VERSION_TEXT', 'RUSTC_VERSION_TEXT', 'PAHOLE_VERSION', 'RUSTC_LLVM_VERSION']

const isClang = (compiler: string): boolean => compiler.split(' ').some((word) => /(^|[/-])clang(-[\d.]+)?$/.test(word))

/** um asks for the Kconfig of the architecture it runs on. */
const umNames = (request: KbuildRequest): Readonly<Record<string, string>> => {
  if (request.architecture.srcarch !== 'um') return {}
  const subarch = request.process['SUBARCH'] ?? request.hostArchitecture
  return { SUBARCH: subarch, HEADER_ARCH: ['x86', 'x86_64', 'i386'].includes(subarch) ? 'x86' : subarch }
}

const treeNames = ({ architecture, makefile }: KbuildRequest): Readonly<Record<string, string>> => {
  const version = parseKernelVersion(makefile)
  return {
    srctree: '.',
    objtree: '.',
    KERNELRELEASE: '',
    KERNELVERSION: version?.text ?? '',
    VERSION: version === undefined ? '' : String(version.version),
    PATCHLEVEL: version === undefined ? '' : String(version.patchlevel),
    SUBLEVEL: version?.sublevel ?? '',
    ARCH: architecture.arch,
    SRCARCH: architecture.srcarch,
    KCONFIG_CONFIG: '.config',
    CONFIG_SHELL: 'sh',
  }
}

const clangValue = (
  request: KbuildRequest,
  tools: ToolNames,
  um: Readonly<Record<string, string>>,
): EnvironmentValue => {
  if (!isClang(tools.CC)) return ''
  if (request.makefileClang === undefined) return UNKNOWN
  return clangFlags({
    makefileClang: request.makefileClang,
    srcarch: request.architecture.srcarch,
    subarch: um['SUBARCH'] ?? '',
    crossCompile: request.process['CROSS_COMPILE'] ?? '',
    llvmIas: request.process['LLVM_IAS'] ?? '',
  })
}

/**
 * The environment by name. Variables that the process sets under a name that kbuild exports (`CC`, `LD`, …) win over
 * kbuild's own, as they do on make's command line; names that the Makefile exports and whose value is neither known nor
 * set are unknown.
 */
export const kbuildEnvironment = (request: KbuildRequest): PartialEnvironment => {
  const exported = exportedNames(request.makefile)
  const environment = new Map<string, EnvironmentValue>()
  for (const name of exported) environment.set(name, UNKNOWN)
  for (const name of PASSED_ON) environment.set(name, '')
  const tools = toolNames(request.process)
  for (const [name, value] of Object.entries({ ...tools, ...treeNames(request) })) environment.set(name, value)
  for (const name of [...exported, ...PASSED_ON, ...Object.keys(tools)]) {
    const value = COMPUTED.has(name) ? undefined : request.process[name]
    if (value !== undefined) environment.set(name, value)
  }
  const um = umNames(request)
  for (const [name, value] of Object.entries(um)) environment.set(name, value)
  for (const name of TOLD_BY_TOOLCHAIN) if (exported.has(name)) environment.set(name, UNKNOWN)
  environment.set('CLANG_FLAGS', clangValue(request, tools, um))
  return environment
}
