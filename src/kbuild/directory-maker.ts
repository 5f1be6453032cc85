/**
 * The makefile of a directory, read as kbuild reads it: the tree's own scripts/Makefile.build begins, then the
 * directory's Kbuild or Makefile.  What the beginning sets for all directories alike is read once.
 * Follows scripts/Makefile.build (Linux 4.9 to 6.12).
 */
import type { Statement } from '../../grammar/make/index.ts'
import { readTextIfThere } from '../files/file-system.ts'
import { wordsOf } from '../make/functions/words.ts'
import { Interpreter } from '../make/interpreter.ts'
import { MakeStop } from '../make/make-stop.ts'
import { includedName } from '../make/resolve-in.ts'
import { Scope, type Texts } from '../make/scope.ts'
import { ownBuildScript } from './own-build-script.ts'
import { commandLine, configuredScope, type KbuildRequest, type TopMakefile } from './top-makefile.ts'

/** A directory's makefile that was read. */
export interface ReadDirectory {
  readonly make: Interpreter
  /** The Kbuild or Makefile, as make names it; empty where even its name could not be told. */
  readonly makefile: string
  /** That file and those it includes, each once, in the order of reading. */
  readonly makefiles: readonly string[]
  readonly stopped: MakeStop | undefined
  /** A directory with a library links the names it exports into built-in.a as `lib-ksyms.o`: until 5.6. */
  readonly linksExports: boolean
}

/** How a directory is entered. */
export interface DirectoryEntry {
  readonly path: string
  readonly needBuiltin: boolean
  readonly needModorder: boolean
}

/** What the makefiles of the directories above export on top of the environment of all, or keep back (undefined). */
export type InheritedEnvironment = ReadonlyMap<string, string | undefined>

/** From the top of the tree. */
export const BUILD_SCRIPT = 'scripts/Makefile.build'

/** The object that holds the exports of a library. */
export const EXPORT_LIST = 'lib-ksyms.o'

/** Variables that have another value in each directory, and those that are made of them. */
const perDirectory = /\$[({](obj|src|kbuild-dir)[)}]/

type Include = Extract<Statement, { kind: 'include' }>

export class DirectoryMaker {
  readonly #request: KbuildRequest
  readonly #folder: string
  readonly #base: Scope
  readonly #before: readonly Statement[]
  readonly #include: Include
  readonly #linksExports: boolean
  /** How many files the beginning reads. */
  readonly #ownFiles: number

  /** Throws a `MakeStop` where the tree's script cannot be read as far as a directory's makefile. */
  constructor(request: KbuildRequest, { environment, folder }: TopMakefile) {
    this.#request = request
    this.#folder = folder
    const { before, include } = beginning(buildScript(request))
    this.#include = include
    const script = readTextIfThere(request.files, `${request.source}/${BUILD_SCRIPT}`)
    this.#linksExports = script?.includes(EXPORT_LIST) === true
    this.#before = before.filter((one) => one.kind === 'assignment' && perDirectory.test(one.value))
    this.#base = baseScope(request, environment, folder)
    this.#interpreter(this.#base).run(before, BUILD_SCRIPT)
    this.#ownFiles = filesRead(this.#base).length
  }

  /** Reads the makefile of a directory; `changed` symbols have these texts instead of the configuration's, empty is not set. */
  read(
    { path, needBuiltin, needModorder }: DirectoryEntry,
    inherited?: InheritedEnvironment,
    changed?: ReadonlyMap<string, string>,
  ): ReadDirectory {
    const scope = new Scope(this.#base)
    for (const [symbol, text] of changed ?? []) {
      if (text === '') scope.remove(symbol)
      else scope.define(symbol, text, 'recursive', 'file')
    }
    for (const [name, text] of inherited ?? []) inherit(scope, name, text)
    const given = (name: string, text: string) => scope.define(name, text, 'recursive', 'command line')
    given('obj', path)
    given('need-builtin', needBuiltin ? '1' : '')
    given('need-modorder', needModorder ? '1' : '')
    const make = this.#interpreter(scope)
    try {
      make.run(this.#before, BUILD_SCRIPT)
      const makefile = includedName(make.expand(this.#include.files).trim())
      const stopped = make.read(makefile) ?? missingInclude(make)
      return {
        make,
        makefile,
        makefiles: [...new Set(filesRead(scope).slice(this.#ownFiles))],
        stopped,
        linksExports: this.#linksExports,
      }
    } catch (error) {
      if (!(error instanceof MakeStop)) throw error
      return { make, makefile: '', makefiles: [], stopped: error, linksExports: false }
    }
  }

  #interpreter(scope: Scope): Interpreter {
    const { files, store, source, shell } = this.#request
    return new Interpreter({ files, folder: this.#folder, includeFolders: [source], store, shell }, scope)
  }
}

const filesRead = (scope: Scope): readonly string[] => wordsOf(scope.get('MAKEFILE_LIST')?.raw ?? '')

/** An environment is weaker than what the scripts of kbuild, the configuration or the command line say. */
const inherit = (scope: Scope, name: string, text: string | undefined): void => {
  const origin = scope.get(name)?.origin ?? 'environment'
  if (origin !== 'environment' && origin !== 'default') return
  if (text === undefined) scope.remove(name)
  else scope.define(name, text, 'recursive', 'environment').exported = true
}

/** What a directory's makefile hands on to those below, together with what it was handed. */
export const handedDown = (
  { make }: Pick<ReadDirectory, 'make'>,
  inherited: InheritedEnvironment | undefined,
): InheritedEnvironment | undefined => {
  const gone = [...make.scope.removed(), ...(inherited?.keys() ?? [])].filter(
    (name) => make.scope.get(name) === undefined,
  )
  const own: [string, string | undefined][] = gone.map((name) => [name, undefined])
  for (const { name, exported, origin, parts } of make.scope.own()) {
    if (exported === false) own.push([name, undefined])
    const isAssigned = parts.some(({ statement }) => statement !== undefined)
    if (isAssigned && origin !== 'command line' && (exported ?? make.exportsAll))
      own.push([name, make.expandSafely(`$(${name})`).text])
  }
  return own.length === 0 ? inherited : new Map([...(inherited ?? []), ...own])
}

/** A file that a makefile needs and that no rule in it makes: make gives up once it has read the rest. */
const missingInclude = ({ missingIncludes, rules }: Interpreter): MakeStop | undefined => {
  const missing = missingIncludes.find(({ path }) => !rules.some(({ header }) => header.includes(path)))
  return missing === undefined ? undefined : new MakeStop('missing-include', { path: missing.path }, missing.place)
}

const buildScript = ({ files, store, source }: KbuildRequest): readonly Statement[] =>
  store.read(files, `${source}/${BUILD_SCRIPT}`)?.statements ?? ownBuildScript()

/** What stands before a directory's makefile, and the statement that includes it: the last before Makefile.lib. */
const beginning = (
  statements: readonly Statement[],
): { readonly before: readonly Statement[]; readonly include: Include } => {
  const library = statements.findIndex((one) => one.kind === 'include' && one.files.includes('Makefile.lib'))
  const at = statements.findLastIndex((one, index) => one.kind === 'include' && (library < 0 || index < library))
  const include = statements[at]
  if (include?.kind !== 'include') throw new MakeStop('missing-include', { path: BUILD_SCRIPT })
  return { before: statements.slice(0, at), include }
}

const baseScope = (request: KbuildRequest, environment: Texts, folder: string): Scope => {
  const scope = configuredScope(request.configuration, environment)
  scope.define('CURDIR', folder, 'simple', 'file')
  for (const [name, text] of commandLine(request)) scope.define(name, text, 'recursive', 'command line').exported = true
  return scope
}
