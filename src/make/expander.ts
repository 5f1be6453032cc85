/**
 * Expanding text: references, functions and calls.
 * Follows the manual of GNU make 4.3, "Basics of Variable References" and "Functions for Transforming Text".
 */
import {
  type Expression,
  FUNCTIONS,
  type FunctionName,
  parseExpression,
  type Reference,
  simpleReference,
} from '../../grammar/make/index.ts'
import { readTextIfThere } from '../files/file-system.ts'
import { substitutionReference } from './functions/substitute.ts'
import { TEXT_FUNCTIONS } from './functions/text-functions.ts'
import { firstword, wordsOf } from './functions/words.ts'
import type { MakeHost } from './host.ts'
import { MakeStop, type MakeStopCode, type Place } from './make-stop.ts'
import { resolveIn } from './resolve-in.ts'
import type { Scope } from './scope.ts'
import { joinUnknowns, type Unknowns } from './unknown.ts'
import { Variable } from './variable.ts'

/** Deeper than any makefile goes, and well within the stack. */
const DEPTH_LIMIT = 1000

/** What make reports for the innermost variable that is being expanded, and not for the line that is being read. */
const WHILE_EXPANDING: ReadonlySet<MakeStopCode> = new Set([
  'insufficient-arguments',
  'non-numeric-argument',
  'recursive-variable',
  'unterminated-reference',
  'word-zero',
  'wordlist-start',
])

/** A text, and what it hangs on. */
export interface Expanded {
  readonly text: string
  readonly unknowns: Unknowns | undefined
}

/** What a makefile says while it is read. */
export interface MakeMessage extends Place {
  /**
   * `possible-error` is an `$(error …)` that is reached only if what is unknown is empty, `possible-missing` the name of a
   * file that is included and not there only then.
   */
  readonly kind: 'info' | 'warning' | 'possible-error' | 'possible-missing'
  readonly text: string
}

/** Blanks at both ends are no part of a condition; those that come out of a reference are. */
const stripped = (expression: Expression): Expression => {
  const last = expression.length - 1
  const [first, end] = [expression[0], expression[last]]
  if (typeof first !== 'string' && typeof end !== 'string') return expression
  return expression.map((part, index) => {
    if (typeof part !== 'string') return part
    const begun = index === 0 ? part.replace(/^[\t-\r ]+/, '') : part
    return index === last ? begun.replace(/[\t-\r ]+$/, '') : begun
  })
}

/** Functions that expand what they need of their arguments. */
const EXPAND_THEMSELVES: ReadonlySet<FunctionName> = new Set(['and', 'foreach', 'if', 'or'])

const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name)

type FunctionReference = Extract<Reference, { kind: 'function' }>

export abstract class Expander {
  readonly scope: Scope
  readonly messages: MakeMessage[] = []
  /** Something that was read hangs on a command without an answer. */
  metUnknown = false
  protected readonly host: MakeHost
  /** Of the line that is being read. */
  protected place: Place = { file: '', line: 0 }
  /** Variables of `foreach` and arguments of `call`, the innermost last. */
  readonly #locals: Map<string, Variable>[] = []
  /** How many arguments the call has that is being expanded; those that it hides of the call around it are some. */
  #callArguments = 0
  #depth = 0
  /** How many conditions around the text that is being expanded hang on what is unknown. */
  #doubts = 0
  /** What the text that is being expanded hangs on so far. */
  #unknowns: Unknowns | undefined

  constructor(host: MakeHost, scope: Scope) {
    this.host = host
    this.scope = scope
  }

  /** Reads the text of an `$(eval …)` as lines of a makefile. */
  protected abstract evaluate(text: string): void

  /** Whether the line that is being read counts only if what is unknown is empty. */
  protected abstract isDoubtful(): boolean

  /** A variable as a reference in this place finds it. */
  lookup(name: string): Variable | undefined {
    for (let index = this.#locals.length - 1; index >= 0; index--) {
      const local = this.#locals[index]?.get(name)
      if (local !== undefined) return local
    }
    return this.scope.get(name)
  }

  /** The text with all references expanded. Throws a `MakeStop`. */
  expand(text: string): string {
    if (!text.includes('$')) return text
    return this.expandExpression(this.host.store.expression(text))
  }

  /**
   * The same, and what it hangs on, which does not count for what is around it.  For texts of statements, which are
   * expanded once: the others' pieces are kept.
   */
  expandTracked(text: string): Expanded {
    if (!text.includes('$')) return { text, unknowns: undefined }
    const outer = this.#unknowns
    this.#unknowns = undefined
    try {
      const simple = simpleReference(text)
      const expanded =
        simple === undefined
          ? this.expandExpression(parseExpression(text))
          : simple.before + this.valueOf(simple.name) + simple.behind
      return { text: expanded, unknowns: this.#unknowns }
    } finally {
      this.#unknowns = outer
    }
  }

  /** The same for whoever is no makefile: what cannot be expanded is empty. */
  expandSafely(text: string): Expanded {
    try {
      return this.expandTracked(text)
    } catch (error) {
      if (!(error instanceof MakeStop)) throw error
      return { text: '', unknowns: undefined }
    }
  }

  /** The value of a variable, expanded; the empty text where there is none. */
  valueOf(name: string): string {
    const variable = this.lookup(name)
    return variable === undefined ? '' : this.valueOfVariable(variable)
  }

  /** The value of each of its parts, expanded, in order; parts that are only possible give their text and no words. */
  partsOf(variable: Variable): readonly Expanded[] {
    return variable.parts.map((part) => {
      const { text, unknowns } = variable.flavour === 'simple' ? { ...part } : this.expandTracked(part.text)
      return { text, unknowns: joinUnknowns(unknowns, part.unknowns) }
    })
  }

  protected track(work: () => string): Expanded {
    const outer = this.#unknowns
    this.#unknowns = undefined
    try {
      const text = work()
      return { text, unknowns: this.#unknowns }
    } finally {
      this.#unknowns = outer
    }
  }

  protected hangOn(unknowns: Unknowns | undefined): void {
    if (unknowns === undefined) return
    this.metUnknown = true
    this.#unknowns = joinUnknowns(this.#unknowns, unknowns)
  }

  /** What a command prints, as make takes it: newlines at the end gone, others blanks. */
  protected shell(command: string): string {
    const output = this.host.shell(command)
    if (output === undefined) this.hangOn([{ command, place: this.place }])
    return (output ?? '').replace(/\n+$/, '').replaceAll('\n', ' ')
  }

  private expandExpression(expression: Expression): string {
    let text = ''
    for (const part of expression) text += typeof part === 'string' ? part : this.reference(part)
    return text
  }

  private reference(reference: Reference): string {
    switch (reference.kind) {
      case 'variable':
        return this.valueOf(reference.name)
      case 'substitution':
        return substitutionReference(reference.from, reference.to, this.valueOf(reference.name))
      case 'computed':
        return this.computed(this.deeper(() => this.expandExpression(reference.text)))
      case 'function':
        return this.deeper(() => this.function(reference))
      case 'too-deep':
        throw new MakeStop('too-deep', { limit: DEPTH_LIMIT })
      case 'unterminated':
        throw new MakeStop('unterminated-reference', { text: reference.text })
    }
  }

  /** What came out of a computed reference is a name, or a name and a substitution. */
  private computed(text: string): string {
    const colon = text.indexOf(':')
    const equals = colon < 0 ? -1 : text.indexOf('=', colon)
    if (equals < 0) return this.valueOf(text)
    return substitutionReference(
      text.slice(colon + 1, equals),
      text.slice(equals + 1),
      this.valueOf(text.slice(0, colon)),
    )
  }

  private valueOfVariable(variable: Variable): string {
    for (const part of variable.parts) this.hangOn(part.unknowns)
    if (variable.flavour === 'simple') return variable.raw
    const text = variable.raw
    if (variable.expanding > 0 && !variable.callable)
      throw new MakeStop('recursive-variable', { name: variable.name }, variable.place)
    if (!text.includes('$')) return text
    variable.expanding++
    try {
      return this.deeper(() => this.expand(text))
    } catch (error) {
      // what is wrong with a text is wrong where the text was written
      if (error instanceof MakeStop && WHILE_EXPANDING.has(error.code)) error.place ??= variable.place
      throw error
    } finally {
      variable.expanding--
    }
  }

  private deeper(work: () => string): string {
    if (this.#depth >= DEPTH_LIMIT) throw new MakeStop('too-deep', { limit: DEPTH_LIMIT })
    this.#depth++
    try {
      return work()
    } finally {
      this.#depth--
    }
  }

  private function({ name, arguments: given }: FunctionReference): string {
    if (EXPAND_THEMSELVES.has(name)) return this.expandingFunction(name, given)
    return this.plainFunction(
      name,
      given.map((argument) => this.expandExpression(argument)),
    )
  }

  /** A function that is called by its name gets expanded arguments, and may expand them again. */
  private callFunction(name: FunctionName, values: readonly string[]): string {
    if (EXPAND_THEMSELVES.has(name))
      return this.expandingFunction(
        name,
        values.map((value) => this.host.store.expression(value)),
      )
    return this.plainFunction(name, values)
  }

  private expandingFunction(name: FunctionName, given: readonly Expression[]): string {
    if (given.length < FUNCTIONS[name].minimum)
      throw new MakeStop('insufficient-arguments', { function: name, count: given.length })
    if (name === 'foreach') return this.foreach(given)
    return name === 'or' || name === 'and' ? this.logical(name, given) : this.if(given)
  }

  private plainFunction(name: FunctionName, values: readonly string[]): string {
    const [first = ''] = values
    switch (name) {
      case 'call':
        return this.call(values)
      case 'eval':
        this.evaluate(first)
        return ''
      case 'shell':
        return this.shell(first)
      case 'value':
        return this.lookup(first)?.raw ?? ''
      case 'origin':
        return this.lookup(first)?.origin ?? 'undefined'
      case 'flavor':
        return this.lookup(first)?.flavour ?? 'undefined'
      case 'error':
        return this.error(values.join(','))
      case 'warning':
      case 'info':
        this.messages.push({ kind: name, text: first, ...this.place })
        return ''
      case 'file':
        return this.file(first)
    }
    return this.textFunction(name, values)
  }

  /** An error in a place that is reached only because nobody knows better is none yet. */
  private error(text: string): string {
    if (this.#doubts === 0 && !this.isDoubtful()) throw new MakeStop('error-function', { text })
    this.messages.push({ kind: 'possible-error', text, ...this.place })
    return ''
  }

  private textFunction(name: FunctionReference['name'], values: readonly string[]): string {
    const work = TEXT_FUNCTIONS.get(name)
    if (work === undefined) throw new Error(`no function ${name}`)
    return work(values, this.host)
  }

  private if([condition = [], yes = [], no = []]: readonly Expression[]): string {
    const tested = this.track(() => this.expandExpression(stripped(condition)))
    this.hangOn(tested.unknowns)
    return this.because(tested.unknowns, () => this.expandExpression(tested.text === '' ? no : yes))
  }

  /** Expands what counts only if those are empty. */
  private because(unknowns: Unknowns | undefined, work: () => string): string {
    if (unknowns === undefined) return work()
    this.#doubts++
    try {
      return work()
    } finally {
      this.#doubts--
    }
  }

  private logical(name: 'or' | 'and', given: readonly Expression[]): string {
    const [first, ...rest] = given
    if (first === undefined) return ''
    const { text, unknowns } = this.track(() => this.expandExpression(stripped(first)))
    this.hangOn(unknowns)
    if (rest.length === 0 || (text !== '') === (name === 'or')) return text
    return this.because(unknowns, () => this.logical(name, rest))
  }

  private foreach([variable = [], list = [], body = []]: readonly Expression[]): string {
    const name = this.expandExpression(variable).trim()
    const words = wordsOf(this.expandExpression(list))
    const locals = new Map<string, Variable>()
    this.#locals.push(locals)
    try {
      const results = words.map((text) => {
        locals.set(name, new Variable(name, 'simple', 'automatic', [{ text }]))
        return this.expandExpression(body)
      })
      return results.join(' ')
    } finally {
      this.#locals.pop()
    }
  }

  private call([called = '', ...values]: readonly string[]): string {
    const name = firstword(called)
    if (name === '') return ''
    if (isFunctionName(name)) return this.callFunction(name, values)
    const variable = this.lookup(name)
    if (variable === undefined) return ''
    const locals = new Map<string, Variable>()
    const local = (key: string, text: string) => locals.set(key, new Variable(key, 'simple', 'automatic', [{ text }]))
    local('0', name)
    for (const [index, text] of values.entries()) local(String(index + 1), text)
    // arguments of the call around this one must not shine through
    const around = this.#callArguments
    for (let index = values.length + 1; index <= around; index++) local(String(index), '')
    this.#callArguments = Math.max(values.length, around)
    this.#locals.push(locals)
    variable.callable = true
    try {
      // looked up anew: what is called may be an argument of the call around this one
      return this.valueOf(name)
    } finally {
      variable.callable = false
      this.#callArguments = around
      this.#locals.pop()
    }
  }

  /** `$(file < NAME)` reads; writing is not done here. */
  private file(text: string): string {
    const read = /^[ \t]*<[ \t]*(.*?)[ \t]*$/s.exec(text)
    if (read === null) return ''
    const content = readTextIfThere(this.host.files, resolveIn(this.host.folder, read[1] ?? ''))
    return (content ?? '').replace(/\n$/, '')
  }
}
