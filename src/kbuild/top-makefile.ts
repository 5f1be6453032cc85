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
import { Scope, type Texts } from '../make/scope.ts'

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
  readonly environment: Texts
  /** Make's working directory, absolute: what the names in all makefiles are relative to. */
  readonly folder: string
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

/** A scope with what is the same for all makefiles of a build: an environment, and auto.conf, which is stronger. */
export const configuredScope = (configuration: ReadonlyMap<string, string>, environment: Texts): Scope =>
  new Scope(new Scope(undefined, environment, { origin: 'environment', exported: true }), configuration)

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

/**
 * Reads the makefile at the top. It finds out where it is, and calls itself again from there with what it found: each pass
 * is read with what the one before exports.
 */
export const readTopMakefile = (request: KbuildRequest): TopMakefile => {
  const { store, output, release } = request
  store.seed(`${output}/${AUTO_CONF}`, NOTHING)
  store.seed(`${output}/${AUTO_CONF}.cmd`, NOTHING)
  let pass = readPass(request, output, firstEnvironment(request))
  for (let count = 1; count < MOST_PASSES && callsItself(pass); count++) {
    const { make, environment, folder } = pass
    const next = ['abs_output', 'abs_objtree'].map((name) => make.expandSafely(`$(${name})`).text.trim())
    pass = readPass(request, next.find((path) => path !== '') ?? folder, environment)
  }
  // what is left to a command in the tree's makefile
  if (release === undefined || (pass.environment.get('KERNELRELEASE') ?? '') !== '') return pass
  return { ...pass, environment: withText(pass.environment, 'KERNELRELEASE', release) }
}

/** More than any release makes. */
const MOST_PASSES = 3

const callsItself = ({ make, stopped }: TopMakefile): boolean =>
  stopped === undefined && make.expandSafely('$(need-sub-make)').text.trim() === '1'

/** What a user's shell, or the makefile in a build folder, hands to the first pass. */
const firstEnvironment = ({
  source,
  output,
  arch,
  exported = new Map(),
  external,
}: KbuildRequest): ReadonlyMap<string, string> =>
  new Map([
    ...exported,
    ['ARCH', arch],
    ...(output === source ? [] : [['KBUILD_OUTPUT', output] as const]),
    ...(external === undefined ? [] : [['KBUILD_EXTMOD', external] as const]),
  ])

/** How a pass asks for the build folder's path: the folder is there. */
const MAKES_FOLDER = /^mkdir -p (\S+) && cd \1 && pwd$/

const readPass = (request: KbuildRequest, folder: string, environment: Texts): TopMakefile => {
  const { files, store, source, external } = request
  const scope = configuredScope(request.configuration, environment)
  for (const [name, text] of builtIn) if (!environment.has(name)) scope.define(name, text, 'recursive', 'default')
  scope.define('CURDIR', folder, 'simple', 'file')
  scope.define('MAKECMDGOALS', external === undefined ? '' : 'modules', 'simple', 'file')
  for (const [name, text] of commandLine(request)) scope.define(name, text, 'recursive', 'command line').exported = true
  const shell = (command: string): string | undefined => {
    const [, made] = MAKES_FOLDER.exec(command.trim()) ?? []
    return made === undefined ? request.shell(command) : `${made}\n`
  }
  const make = new Interpreter({ files, folder, includeFolders: [source], store, shell }, scope)
  const stopped = make.read(`${source}/Makefile`)
  return { make, stopped, folder, environment: exportsOf(make, environment) }
}

/** The exported variables, expanded as make does it when it starts a command: each when it is first asked for. */
const exportsOf = (make: Interpreter, environment: Texts): Texts => {
  const names = new Set<string>()
  for (const name of environment.keys()) if (make.scope.get(name)?.exported === true) names.add(name)
  for (const { name, exported } of make.exportsAll ? make.scope.all() : make.scope.own())
    if (exported ?? make.exportsAll) names.add(name)
  const texts = new Map<string, string>()
  const get = (name: string): string | undefined => {
    if (!names.has(name)) return undefined
    const text = texts.get(name) ?? make.expandSafely(`$(${name})`).text
    texts.set(name, text)
    return text
  }
  return { has: (name) => names.has(name), get, keys: () => names }
}

/** The same with one more text. */
const withText = (environment: Texts, name: string, text: string): Texts => ({
  has: (asked) => asked === name || environment.has(asked),
  get: (asked) => (asked === name ? text : environment.get(asked)),
  keys: () => new Set([...environment.keys(), name]),
})
