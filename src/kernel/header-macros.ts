/**
 * The object-like macros that a header defines, with the conditions they stand under, those included that do not hold:
 * they tell what another configuration would give. Follows ISO C 6.10.1 to 6.10.3.
 */
import {
  and,
  conditionHolds,
  isDefined,
  type MacroLookup,
  namesInCondition,
  not,
  type Truth,
} from './header-condition.ts'
import { directives } from './header-directives.ts'

export interface MacroDefinition {
  readonly name: string
  readonly body: string
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** Whether it counts; undefined where a condition around it is unknown. */
  readonly holds: Truth
  /** Names that the conditions of its own branches ask for. */
  readonly names: readonly string[]
  /** Names that the branches before its own ask for: these do not hold where it does. */
  readonly instead: readonly string[]
}

/**
 * The text of an included file, or undefined where it is of no interest; `missing` where it should be there: what it
 * `defines` is unknown then.
 */
export type IncludeReader = (
  name: string,
) =>
  | { readonly kind: 'text'; readonly file: string; readonly text: string }
  | { readonly kind: 'missing'; readonly file: string; readonly defines: string }
  | undefined

export interface HeaderMacros {
  /** In the order of the text; the last one of a name that holds counts. */
  readonly definitions: readonly MacroDefinition[]
  /** Files that an active line includes and that are not there. */
  readonly missing: readonly string[]
}

/** An `#if` that is open: whether its branch holds, whether any before it did, and the names of both. */
interface OpenCondition {
  readonly holds: Truth
  readonly taken: Truth
  readonly names: readonly string[]
  readonly before: readonly string[]
}

/** Deeper than this no header includes; one that includes itself must end. */
const INCLUDE_DEPTH = 8

class MacroReader {
  readonly definitions: MacroDefinition[] = []
  readonly missing = new Set<string>()
  readonly #byName = new Map<string, MacroDefinition | undefined>()
  readonly #predefined: MacroLookup
  readonly #include: IncludeReader

  constructor(predefined: MacroLookup, include: IncludeReader) {
    this.#predefined = predefined
    this.#include = include
  }

  readonly #lookup: MacroLookup = (name) => {
    if (!this.#byName.has(name)) return this.#predefined(name)
    const found = this.#byName.get(name)
    if (found === undefined) return { kind: 'undefined' }
    return found.holds === true ? { kind: 'defined', text: found.body } : { kind: 'unknown' }
  }

  read(file: string, text: string, depth = 0): void {
    const open: OpenCondition[] = []
    for (const { name, rest, line } of directives(text)) {
      if (this.#conditional(open, name, rest)) continue
      const holds = open.map((condition) => condition.holds).reduce(and, true)
      if (name === 'define') this.#define(rest, file, line, holds, open)
      else if (holds === false) continue
      else if (name === 'undef') this.#byName.set(rest.split(/\s/)[0] ?? '', undefined)
      else if (name === 'include' && depth < INCLUDE_DEPTH) this.#included(rest, depth)
    }
  }

  #included(rest: string, depth: number): void {
    const name = /^[<"]([^>"]+)[>"]/.exec(rest)?.[1]
    const found = name === undefined ? undefined : this.#include(name)
    if (found?.kind === 'text') this.read(found.file, found.text, depth + 1)
    if (found?.kind !== 'missing') return
    this.missing.add(found.file)
    const unknown = {
      name: found.defines,
      body: '',
      file: found.file,
      line: 1,
      holds: undefined,
      names: [],
      instead: [],
    }
    this.definitions.push(unknown)
    this.#byName.set(found.defines, unknown)
  }

  #define(rest: string, file: string, line: number, holds: Truth, open: readonly OpenCondition[]): void {
    // a macro with parameters is none of the words that are looked for
    const match = /^([A-Za-z_]\w*)(?:\s+(.*))?$/s.exec(rest)
    if (match === null) return
    const [, name = '', body = ''] = match
    const names = open.flatMap((condition) => condition.names)
    const instead = open.flatMap((condition) => condition.before)
    const definition = { name, body: body.trim(), file, line, holds, names, instead }
    this.definitions.push(definition)
    if (holds !== false) this.#byName.set(name, definition)
  }

  /** Opens, turns or closes a conditional; false where the directive is none. */
  #conditional(open: OpenCondition[], name: string, rest: string): boolean {
    const word = rest.split(/\s/)[0] ?? ''
    if (name === 'ifdef') this.#open(open, isDefined(this.#lookup, word), [word])
    // what an #ifndef guards is there unless the name is: the name is no reason for it
    else if (name === 'ifndef') open.push({ ...this.#opened(not(isDefined(this.#lookup, word)), []), before: [word] })
    else if (name === 'if') this.#open(open, conditionHolds(rest, this.#lookup), namesInCondition(rest))
    else if (name === 'elif') this.#turn(open, conditionHolds(rest, this.#lookup), namesInCondition(rest))
    else if (name === 'else') this.#turn(open, true, [])
    else if (name === 'endif') open.pop()
    else return false
    return true
  }

  #opened(holds: Truth, names: readonly string[]): OpenCondition {
    return { holds, taken: holds, names, before: [] }
  }

  #open(open: OpenCondition[], holds: Truth, names: readonly string[]): void {
    open.push(this.#opened(holds, names))
  }

  #turn(open: OpenCondition[], holds: Truth, names: readonly string[]): void {
    const last = open.pop()
    if (last === undefined) return
    const now = and(not(last.taken), holds)
    const taken = not(and(not(last.taken), not(now)))
    open.push({ holds: now, taken, names, before: [...last.before, ...last.names] })
  }
}

/** Reads a header and what it includes. Never throws: what is not understood makes what hangs on it unknown. */
export const headerMacros = (
  file: string,
  text: string,
  predefined: MacroLookup,
  include: IncludeReader,
): HeaderMacros => {
  const reader = new MacroReader(predefined, include)
  reader.read(file, text)
  return { definitions: reader.definitions, missing: [...reader.missing] }
}
