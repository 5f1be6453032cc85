/**
 * The functions of make that know nothing but their arguments and the files: a table by name.  Follows
 * function_table_init[] in GNU make 4.3's function.c.
 */
import type { FunctionName } from '../../../grammar/make/tree.ts'
import { MakeStop } from '../make-stop.ts'
import { addprefix, addsuffix, basename, dir, notdir, suffix } from './file-names.ts'
import { filter, filterOut } from './filter.ts'
import type { FunctionHost } from './function-host.ts'
import { abspath, realpath } from './paths.ts'
import { patsubst, subst } from './substitute.ts'
import { wildcard } from './wildcard.ts'
import { findstring, firstword, join, lastword, sort, strip, word, wordlist, words } from './words.ts'

/** A function on expanded arguments. Throws a `MakeStop` where make stops. */
export type TextFunction = (args: readonly string[], host: FunctionHost) => string

type Entry = readonly [name: FunctionName, text: TextFunction]

const missing = (name: FunctionName, count: number): never => {
  throw new MakeStop('insufficient-arguments', { function: name, count })
}

const one = (name: FunctionName, call: (a: string, host: FunctionHost) => string): Entry => [
  name,
  ([a = ''], host) => call(a, host),
]

const two = (name: FunctionName, call: (a: string, b: string) => string): Entry => [
  name,
  ([a = '', b]) => (b === undefined ? missing(name, 1) : call(a, b)),
]

const three = (name: FunctionName, call: (a: string, b: string, c: string) => string): Entry => [
  name,
  (args) => {
    const [a = '', b = '', c] = args
    return c === undefined ? missing(name, args.length) : call(a, b, c)
  },
]

/** Arguments beyond those that a function takes (`$(call sort,a,b)`) do not count. */
export const TEXT_FUNCTIONS: ReadonlyMap<FunctionName, TextFunction> = new Map([
  one('abspath', abspath),
  two('addprefix', addprefix),
  two('addsuffix', addsuffix),
  one('basename', basename),
  one('dir', dir),
  two('filter', filter),
  two('filter-out', filterOut),
  two('findstring', findstring),
  one('firstword', firstword),
  two('join', join),
  one('lastword', lastword),
  one('notdir', notdir),
  three('patsubst', patsubst),
  one('realpath', realpath),
  one('sort', sort),
  one('strip', strip),
  three('subst', subst),
  one('suffix', suffix),
  one('wildcard', wildcard),
  two('word', word),
  three('wordlist', wordlist),
  one('words', words),
])
