/**
 * The makefile of a directory, read as kbuild reads it: the tree's own scripts/Makefile.build begins, then the
 * directory's Kbuild or Makefile.  What the beginning sets for all directories alike is read once.
 * Follows scripts/Makefile.build (Linux 4.9 to 6.12).
 */
import type { Statement } from '../../grammar/make/index.ts'
import { Interpreter } from '../make/interpreter.ts'
import { MakeStop } from '../make/make-stop.ts'
import { Scope } from '../make/scope.ts'
import { ownBuildScript } from './own-build-script.ts'
import { commandLine, defineConfiguration, type KbuildRequest, type TopMakefile } from './top-makefile.ts'

/** A directory's makefile that was read. */
export interface ReadDirectory {
  readonly make: Interpreter
  /** The Kbuild or Makefile, as make names it; empty where even its name could not be told. */
  readonly makefile: string
  readonly stopped: MakeStop | undefined
}

/** How a directory is entered. */
export interface DirectoryEntry {
  readonly path: string
  readonly needBuiltin: boolean
  readonly needModorder: boolean
}

/** From the top of the tree. */
export const BUILD_SCRIPT = 'scripts/Makefile.build'

/** Variables that have another value in each directory, and those that are made of them. */
const perDirectory = /\$[({](obj|src|kbuild-dir)[)}]/

type Include = Extract<Statement, { kind: 'include' }>

export class DirectoryMaker {
  readonly #request: KbuildRequest
  readonly #base: Scope
  readonly #before: readonly Statement[]
  readonly #include: Include

  /** Throws a `MakeStop` where the tree's script cannot be read as far as a directory's makefile. */
  constructor(request: KbuildRequest, { environment }: TopMakefile) {
    this.#request = request
    const { before, include } = beginning(buildScript(request))
    this.#include = include
    this.#before = before.filter((one) => one.kind === 'assignment' && perDirectory.test(one.value))
    this.#base = baseScope(request, environment)
    this.#interpreter(this.#base).run(before, BUILD_SCRIPT)
  }

  /** Reads the makefile of a directory. */
  read({ path, needBuiltin, needModorder }: DirectoryEntry): ReadDirectory {
    const scope = new Scope(this.#base)
    const given = (name: string, text: string) => scope.define(name, text, 'recursive', 'command line')
    given('obj', path)
    given('need-builtin', needBuiltin ? '1' : '')
    given('need-modorder', needModorder ? '1' : '')
    const make = this.#interpreter(scope)
    try {
      make.run(this.#before, BUILD_SCRIPT)
      const makefile = make.expand(this.#include.files).trim()
      return { make, makefile, stopped: make.read(makefile) }
    } catch (error) {
      if (!(error instanceof MakeStop)) throw error
      return { make, makefile: '', stopped: error }
    }
  }

  #interpreter(scope: Scope): Interpreter {
    const { files, store, source, output, shell } = this.#request
    return new Interpreter({ files, folder: output, includeFolders: [source], store, shell }, scope)
  }
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

const baseScope = (request: KbuildRequest, environment: ReadonlyMap<string, string>): Scope => {
  const scope = new Scope()
  for (const [name, text] of environment) scope.define(name, text, 'recursive', 'environment').exported = true
  for (const [name, text] of commandLine(request)) scope.define(name, text, 'recursive', 'command line').exported = true
  scope.define('CURDIR', request.output, 'simple', 'file')
  defineConfiguration(scope, request.configuration)
  return scope
}
