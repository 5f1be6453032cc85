/**
 * Conditions of a header's `#if`: true, false, or unknown where a name in it is. Follows ISO C 6.10.1 for what kernel
 * headers use, and include/linux/kconfig.h for IS_ENABLED() and its like; anything else is unknown.
 */

/** What is known of a macro name. */
export type MacroState =
  | { readonly kind: 'defined'; readonly text: string }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'unknown' }

export type MacroLookup = (name: string) => MacroState

/** Undefined is unknown. */
export type Truth = boolean | undefined

type Value = number | undefined

const TOKEN = /\s*(?:([A-Za-z_]\w*)|(0[xX][\da-fA-F]+|\d+)[uUlL]*|(&&|\|\||[=!<>]=|[!<>()]))/y

const KCONFIG_TESTS: Readonly<Record<string, readonly string[]>> = {
  IS_ENABLED: ['', '_MODULE'],
  IS_BUILTIN: [''],
  IS_MODULE: ['_MODULE'],
}

const tokens = (text: string): readonly string[] | undefined => {
  const found: string[] = []
  TOKEN.lastIndex = 0
  const end = text.trimEnd().length
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text)
    if (match === null) return undefined
    found.push(match[1] ?? match[2] ?? match[3] ?? '')
  }
  return found
}

const truth = (value: Value): Truth => (value === undefined ? undefined : value !== 0)
const number = (value: Truth): Value => (value === undefined ? undefined : Number(value))

export const and = (a: Truth, b: Truth): Truth =>
  a === false || b === false ? false : a === undefined || b === undefined ? undefined : true
export const not = (a: Truth): Truth => (a === undefined ? undefined : !a)
const or = (a: Truth, b: Truth): Truth => not(and(not(a), not(b)))

export const isDefined = (lookup: MacroLookup, name: string): Truth => {
  const { kind } = lookup(name)
  return kind === 'unknown' ? undefined : kind === 'defined'
}

const COMPARE: ReadonlyMap<string, (a: number, b: number) => boolean> = new Map([
  ['==', (a, b) => a === b],
  ['!=', (a, b) => a !== b],
  ['<', (a, b) => a < b],
  ['>', (a, b) => a > b],
  ['<=', (a, b) => a <= b],
  ['>=', (a, b) => a >= b],
])

/** No condition nests deeper; one that does is not understood. */
const NESTING_LIMIT = 100

/** Reachable from code that is in the kernel itself where it is too, from code of a module wherever it is. */
const isReachable = (lookup: MacroLookup, name: string): Truth =>
  or(isDefined(lookup, name), and(isDefined(lookup, `${name}_MODULE`), isDefined(lookup, 'MODULE')))

/** Recursive descent over a list of tokens; the first thing that is not understood makes the whole unknown. */
class ConditionReader {
  readonly #tokens: readonly string[]
  readonly #lookup: MacroLookup
  #at = 0
  #depth = 0
  understood = true

  constructor(list: readonly string[], lookup: MacroLookup) {
    this.#tokens = list
    this.#lookup = lookup
  }

  read(): Truth {
    const value = truth(this.#or())
    if (this.#at < this.#tokens.length) this.understood = false
    return this.understood ? value : undefined
  }

  #next(): string {
    const token = this.#tokens[this.#at]
    this.#at += 1
    if (token === undefined) this.understood = false
    return token ?? ''
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false
    this.#at += 1
    return true
  }

  #or(): Value {
    let value = this.#and()
    while (this.#take('||')) value = number(or(truth(value), truth(this.#and())))
    return value
  }

  #and(): Value {
    let value = this.#comparison()
    while (this.#take('&&')) value = number(and(truth(value), truth(this.#comparison())))
    return value
  }

  #comparison(): Value {
    const left = this.#unary()
    const compare = COMPARE.get(this.#tokens[this.#at] ?? '')
    if (compare === undefined) return left
    this.#at += 1
    const right = this.#unary()
    return left === undefined || right === undefined ? undefined : Number(compare(left, right))
  }

  #unary(): Value {
    let negated = false
    while (this.#take('!')) negated = !negated
    const value = this.#primary()
    return negated ? number(not(truth(value))) : value
  }

  #primary(): Value {
    const token = this.#next()
    if (token === '(') {
      this.#depth += 1
      if (this.#depth > NESTING_LIMIT) this.understood = false
      const value = this.understood ? this.#or() : undefined
      this.#depth -= 1
      if (!this.#take(')')) this.understood = false
      return value
    }
    if (/^\d/.test(token)) return Number(token)
    if (!/^[A-Za-z_]/.test(token)) this.understood = false
    if (token === 'defined') return number(isDefined(this.#lookup, this.#named()))
    if (token === 'IS_REACHABLE') return number(isReachable(this.#lookup, this.#named()))
    const suffixes = Object.hasOwn(KCONFIG_TESTS, token) ? KCONFIG_TESTS[token] : undefined
    if (suffixes === undefined) return this.#valueOf(token)
    const name = this.#named()
    return number(suffixes.map((suffix) => isDefined(this.#lookup, name + suffix)).reduce(or))
  }

  #named(): string {
    const open = this.#take('(')
    const name = this.#next()
    if (open && !this.#take(')')) this.understood = false
    return name
  }

  #valueOf(name: string): Value {
    const state = this.#lookup(name)
    if (state.kind === 'undefined') return 0
    if (state.kind === 'unknown' || !/^(0[xX][\da-fA-F]+|\d+)[uUlL]*$/.test(state.text)) return undefined
    return Number(state.text.replace(/[uUlL]+$/, ''))
  }
}

/** Whether the condition of an `#if` holds. */
export const conditionHolds = (text: string, lookup: MacroLookup): Truth => {
  const list = tokens(text)
  return list === undefined ? undefined : new ConditionReader(list, lookup).read()
}

/** The names that a condition asks for, in order. */
export const namesInCondition = (text: string): readonly string[] =>
  [...text.matchAll(/[A-Za-z_]\w*/g)]
    .map(([name]) => name)
    .filter((name) => name !== 'defined' && name !== 'IS_REACHABLE' && !Object.hasOwn(KCONFIG_TESTS, name))
