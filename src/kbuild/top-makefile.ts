/**
 * What the makefile at the top of a kernel tree, and with it the architecture's, leaves to the directories: the variables
 * it exports and where the walk begins.  The tree's own files are read, so that each release and each architecture says
 * it itself.
 * Follows Makefile, arch/*\/Makefile (Linux 4.9 to 6.12).
 */
import type { FileSystem } from '../files/file-system.ts'
import { Interpreter } from '../make/interpreter.ts'
import type { MakeStop } from '../make/make-stop.ts'
import type { MakefileStore } from '../make/makefile-store.ts'
import { Scope } from '../make/scope.ts'

/** Everything about a build but its result. */
export interface KbuildRequest {
  readonly files: FileSystem
  readonly store: MakefileStore
  /** The source tree, absolute. */
  readonly source: string
  /** The build folder, absolute; the same as `source` where nothing else was said. */
  readonly output: string
  /** As make's ARCH. */
  readonly arch: string
  /** `CONFIG_…` and the text that auto.conf gives it. */
  readonly configuration: ReadonlyMap<string, string>
  /** `NAME=VALUE` behind make. */
  readonly variables: ReadonlyMap<string, string>
  /** Variables that the process exports to make. */
  readonly exported?: ReadonlyMap<string, string>
  /** UTS_RELEASE, where files tell it. */
  readonly release?: string
  /** The folder of an external module, absolute: `M=`. */
  readonly external?: string
  readonly shell: (command: string) => string | undefined
}

export interface TopMakefile {
  /** What the makefiles of the directories find in their environment, unexpanded dollars and all. */
  readonly environment: ReadonlyMap<string, string>
  /** The interpreter that read it, for what else is asked. */
  readonly make: Interpreter
  /** What ended it early; the variables are those of the lines before. */
  readonly stopped: MakeStop | undefined
}

/** The name of the configuration as makefiles include it, relative to the build folder. */
export const AUTO_CONF = 'include/config/auto.conf'

const NOTHING = { statements: [], problems: [] }

/** The variables that a user gave, with those that stand for the other options. */
export const commandLine = ({ variables, external }: KbuildRequest): ReadonlyMap<string, string> =>
  new Map([...variables, ...(external === undefined ? [] : [['M', external] as const])])

/** Gives a scope what is the same for all makefiles of a build. */
export const defineConfiguration = (scope: Scope, configuration: ReadonlyMap<string, string>): void => {
  for (const [name, text] of configuration) scope.define(name, text, 'recursive', 'file')
}

/** Of GNU make 4.3. */
const builtIn: readonly (readonly [string, string])[] = [
  ['MAKE', 'make'],
  ['MAKE_VERSION', '4.3'],
  // kbuild calls itself again without it
  ['MAKEFLAGS', 'rR --no-print-directory'],
  [
    '.FEATURES',
    'target-specific order-only second-expansion else-if shortest-stem undefine oneshell nocomment grouped-target extra-prereqs archives jobserver output-sync check-symlink load',
  ],
  ['MAKELEVEL', '0'],
  ['SHELL', '/bin/sh'],
]

/** Reads the makefile at the top. */
export const readTopMakefile = (request: KbuildRequest): TopMakefile => {
  const { files, store, source, output, arch, external, shell } = request
  store.seed(`${output}/${AUTO_CONF}`, NOTHING)
  store.seed(`${output}/${AUTO_CONF}.cmd`, NOTHING)
  const scope = new Scope()
  for (const [name, text] of builtIn) scope.define(name, text, 'recursive', 'default')
  scope.define('CURDIR', output, 'simple', 'file')
  scope.define('MAKECMDGOALS', external === undefined ? '' : 'modules', 'simple', 'file')
  // the first pass of the makefile only finds the two folders and calls itself again
  const passed = [
    ...(request.exported ?? []),
    ['sub_make_done', '1'],
    ['abs_srctree', source],
    ['abs_objtree', output],
    ['ARCH', arch],
    ...(external === undefined ? [] : [['KBUILD_EXTMOD', external] as const]),
  ] as const
  for (const [name, text] of passed) scope.define(name, text, 'recursive', 'environment').exported = true
  defineConfiguration(scope, request.configuration)
  for (const [name, text] of commandLine(request)) scope.define(name, text, 'recursive', 'command line').exported = true
  const make = new Interpreter({ files, folder: output, includeFolders: [source], store, shell }, scope)
  const stopped = make.read(`${source}/Makefile`, 'Makefile')
  const environment = new Map(exportsOf(make))
  // what is left to a command in the tree's makefile
  if (request.release !== undefined && (environment.get('KERNELRELEASE') ?? '') === '')
    environment.set('KERNELRELEASE', request.release)
  return { make, stopped, environment }
}

/** The exported variables, expanded as make does it when it starts a command. */
const exportsOf = (make: Interpreter): ReadonlyMap<string, string> => {
  const environment = new Map<string, string>()
  for (const { name, exported, origin } of make.scope.all()) {
    const wanted = exported ?? (origin === 'environment' || make.exportsAll)
    if (wanted) environment.set(name, make.expandSafely(`$(${name})`).text)
  }
  return environment
}
