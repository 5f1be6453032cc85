/**
 * Whether MODULE_LICENSE() survives the preprocessor in code that is built into the kernel. Conditions are decided by
 * CONFIG_ symbols, by what the file defines, by what a file that includes it has defined, and by MODULE, which is not
 * defined there (ISO C 6.10.1 to 6.10.3). Headers and `-D` are not read: a name that only they could define counts as
 * not defined, and is named where the answer may hang on it.
 */
import { compilerMacro } from '../kernel/compiler-macros.ts'
import type { ConfigLookup } from '../kernel/fact.ts'
import {
  conditionHolds,
  isDefined,
  type MacroState,
  namesInCondition,
  not,
  type Truth,
} from '../kernel/header-condition.ts'
import { codeLines, type Directive, directiveOf } from '../kernel/header-directives.ts'

/** A C source that another one includes; undefined where it is not there. */
export type SourceInclude = (name: string, from: string) => IncludedSource | undefined

export interface IncludedSource {
  readonly path: string
  readonly text: string
  /** Whether it, or what it includes in turn, has the word at all. */
  readonly mentions: boolean
}

export interface LicenceAnswer {
  readonly licensed: boolean
  /** Names taken for not defined without knowing, and conditions not understood: in other states the answer may differ. */
  readonly assumed: readonly string[]
}

interface OpenCondition {
  readonly holds: boolean
  readonly taken: boolean
  readonly assumed: readonly string[]
}

/** Deeper than this no source includes; one that includes itself must end. */
const INCLUDE_DEPTH = 8

const UNDEFINED: MacroState = { kind: 'undefined' }
const STRING = /"(?:[^"\\]|\\.)*"/g

const usesWord = (text: string, word: string): boolean =>
  new RegExp(`(?<!\\w)${word}(?!\\w)`).test(text.replace(STRING, ''))

class LicenceReader {
  readonly #config: ConfigLookup
  readonly #include: SourceInclude
  readonly #macros = new Map<string, MacroState>()
  /** What the state of a macro was assumed from. */
  readonly #doubts = new Map<string, readonly string[]>()
  /** MODULE_LICENSE, and macros that stand for it. */
  readonly #words = new Set(['MODULE_LICENSE'])
  readonly #open: OpenCondition[] = []
  #asked = new Set<string>()
  #certain = false
  #likely = false
  readonly #assumed = new Set<string>()

  constructor(config: ConfigLookup, include: SourceInclude) {
    this.#config = config
    this.#include = include
  }

  get answer(): LicenceAnswer {
    return { licensed: this.#certain || this.#likely, assumed: this.#certain ? [] : [...this.#assumed] }
  }

  read(path: string, text: string, depth = 0): void {
    const outside = this.#open.length
    for (const line of codeLines(text)) {
      const directive = directiveOf(line)
      if (directive === undefined) this.#code(line.text)
      else if (!this.#conditional(directive, outside)) this.#other(directive, path, depth)
    }
    this.#open.length = outside
  }

  get #holds(): boolean {
    return this.#open.every(({ holds }) => holds)
  }

  get #assumedHere(): readonly string[] {
    return [...new Set(this.#open.flatMap(({ assumed }) => assumed))]
  }

  #code(text: string): void {
    for (const word of this.#words) if (text.includes(word) && usesWord(text, word)) return this.#used()
  }

  #used(): void {
    const assumed = this.#assumedHere
    if (this.#holds && assumed.length === 0) this.#certain = true
    else if (this.#holds) this.#likely = true
    for (const name of assumed) this.#assumed.add(name)
  }

  #other({ name, rest }: Directive, path: string, depth: number): void {
    if (name === 'include') this.#included(rest, path, depth)
    if (name !== 'define' && name !== 'undef') return
    const [, macro = '', body = ''] = /^([A-Za-z_]\w*)(?:\([^)]*\))?\s*(.*)$/s.exec(rest) ?? []
    const assumed = this.#assumedHere
    if (assumed.length > 0) this.#doubts.set(macro, assumed)
    if (!this.#holds) return
    if (assumed.length === 0) this.#doubts.delete(macro)
    this.#macros.set(macro, name === 'define' ? { kind: 'defined', text: body } : UNDEFINED)
    const stands = name === 'define' && [...this.#words].some((word) => usesWord(body, word))
    if (stands) this.#words.add(macro)
    else this.#words.delete(macro)
  }

  #included(rest: string, path: string, depth: number): void {
    const name = /^"([^"]+\.c)"/.exec(rest)?.[1]
    const found = name === undefined || depth >= INCLUDE_DEPTH ? undefined : this.#include(name, path)
    if (found === undefined) return
    if (this.#holds) this.read(found.path, found.text, depth + 1)
    else if (found.mentions) this.#used()
  }

  /** Opens, turns or closes a conditional; false where the directive is none. A file closes none that it did not open. */
  #conditional({ name, rest }: Directive, outside: number): boolean {
    const word = rest.split(/\s/)[0] ?? ''
    if (name === 'ifdef') this.#push(isDefined(this.#lookup, word), rest)
    else if (name === 'ifndef') this.#push(not(isDefined(this.#lookup, word)), rest)
    else if (name === 'if') this.#push(conditionHolds(rest, this.#lookup), rest)
    else if (name === 'elif') this.#turn(conditionHolds(rest, this.#lookup), rest, outside)
    else if (name === 'else') this.#turn(true, '', outside)
    else if (name === 'endif') this.#pop(outside)
    else return false
    return true
  }

  #push(holds: Truth, condition: string): void {
    const assumed = this.#assumptions(holds, condition)
    this.#open.push({ holds: holds === true, taken: holds === true, assumed })
  }

  #turn(holds: Truth, condition: string, outside: number): void {
    const assumed = this.#assumptions(holds, condition)
    const last = this.#pop(outside)
    if (last === undefined) return
    const now = !last.taken && holds === true
    this.#open.push({ holds: now, taken: last.taken || now, assumed: [...last.assumed, ...assumed] })
  }

  #pop(outside: number): OpenCondition | undefined {
    return this.#open.length > outside ? this.#open.pop() : undefined
  }

  /** What was asked for and is not known since the last time; all names of a condition that was not understood. */
  #assumptions(holds: Truth, condition: string): readonly string[] {
    const asked = this.#asked
    this.#asked = new Set()
    return holds === undefined ? [...new Set([...asked, ...namesInCondition(condition)])] : [...asked]
  }

  readonly #lookup = (name: string): MacroState => {
    for (const doubt of this.#doubts.get(name) ?? []) this.#asked.add(doubt)
    const own = this.#macros.get(name)
    if (own !== undefined) return own
    if (name === 'MODULE') return UNDEFINED
    const found = compilerMacro(this.#config, name)
    if (name === '__KERNEL__' || (found.symbols.length > 0 && found.kind !== 'unknown')) return found
    this.#asked.add(name)
    return UNDEFINED
  }
}

/** Reads a source and the `.c` files it includes. Never throws, whatever the text is. */
export const readLicence = (
  path: string,
  text: string,
  config: ConfigLookup,
  include: SourceInclude,
): LicenceAnswer => {
  const reader = new LicenceReader(config, include)
  reader.read(path, text)
  return reader.answer
}
