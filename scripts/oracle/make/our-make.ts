/**
 * The interpreter of `src/make` on a case, in the folder in which make read it.
 */
import { spawnSync } from 'node:child_process'
import { diskFileSystem } from '../../../src/files/disk-file-system.ts'
import { Interpreter } from '../../../src/make/interpreter.ts'
import type { MakeStop, Place } from '../../../src/make/make-stop.ts'
import { MakefileStore } from '../../../src/make/makefile-store.ts'
import { Scope } from '../../../src/make/scope.ts'
import type { MakeCase } from './make-case.ts'
import { END, type Observation, stopText } from './observation.ts'

const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C' }

/** What the shell prints is no business of the interpreter's: it is told. */
const shellIn =
  (folder: string, environment: Readonly<Record<string, string>>) =>
  (command: string): string =>
    spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'latin1', env: { ...ENVIRONMENT, ...environment } })
      .stdout

const defineFromCommandLine = (interpreter: Interpreter, word: string): void => {
  const [, name = '', operator, value = ''] = /^([^:=+?]*?)\s*([:+?]?:?=)\s*(.*)$/s.exec(word) ?? []
  const simple = operator === ':='
  const text = simple ? interpreter.expandSafely(value).text : value
  interpreter.scope.define(name, text, simple ? 'simple' : 'recursive', 'command line')
}

/** What is on the command line has no line. */
const placeText = (place: Place | undefined): string =>
  place === undefined || place.file === '' ? 'make' : `${place.file}:${place.line}`

/** The stop as `observed` writes make's. */
const stopOf = ({ code, args, place }: MakeStop): string => {
  const { name, count, function: called, position, value, text } = args
  const told = { position, count, name, function: called, value, text: code === 'error-function' ? text : undefined }
  return stopText(
    placeText(place),
    code,
    Object.values(told).filter((word) => word !== undefined),
  )
}

/** What kcheck makes of a case whose files are in `folder`. */
export const askKcheck = ({ commandLine, environment }: MakeCase, folder: string): Observation => {
  const host = { files: diskFileSystem(), folder, store: new MakefileStore(), shell: shellIn(folder, environment) }
  const interpreter = new Interpreter(host, new Scope())
  for (const [name, value] of Object.entries(environment))
    interpreter.scope.define(name, value, 'recursive', 'environment')
  for (const word of commandLine) defineFromCommandLine(interpreter, word)
  const stop = interpreter.read('Makefile') ?? interpreter.read('../epilogue.mk')
  const said = interpreter.messages
    .map(({ kind, text, file, line }) => (kind === 'info' ? `${text}\n` : `${placeText({ file, line })}: ${text}\n`))
    .join('')
  if (stop?.code === 'error-function' && stop.args['text'] === END) return { said }
  return stop === undefined ? { said } : { said, stop: stopOf(stop) }
}
