/**
 * Expanding text: references to variables, and what a text hangs on.
 * Follows the manual of GNU make 4.3, "Basics of Variable References".
 */
import { type Expression, parseExpression, type Reference, simpleReference } from '../../grammar/make/index.ts'
import { substitutionReference } from './functions/substitute.ts'
import { wordsOf } from './functions/words.ts'
import type { MakeHost } from './host.ts'
import { MakeStop, type MakeStopCode, type Place } from './make-stop.ts'
import type { Scope } from './scope.ts'
import { joinUnknowns, type Unknowns } from './unknown.ts'
import type { Variable } from './variable.ts'

/** Deeper than any makefile goes, and well within the stack. */
const DEPTH_LIMIT = 1000

/** Longer than any list of a tree, and short enough to be held several times. */
const LENGTH_LIMIT = 16 * 1024 * 1024

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

/** A function and its arguments. */
export type FunctionReference = Extract<Reference, { kind: 'function' }>

export abstract class Expander {
  readonly scope: Scope
  readonly messages: MakeMessage[] = []
  /** Something that was read hangs on a command without an answer. */
  metUnknown = false
  protected readonly host: MakeHost
  /** Of the line that is being read. */
  protected place: Place = { file: '', line: 0 }
  /** Variables of `foreach` and arguments of `call`, the innermost last. */
  protected readonly locals: Map<string, Variable>[] = []
  #depth = 0
  /** What the text that is being expanded hangs on so far. */
  #unknowns: Unknowns | undefined

  constructor(host: MakeHost, scope: Scope) {
    this.host = host
    this.scope = scope
  }

  /** What a function comes to. */
  protected abstract function(reference: FunctionReference): string

  /** A variable as a reference in this place finds it. */
  lookup(name: string): Variable | undefined {
    for (let index = this.locals.length - 1; index >= 0; index--) {
      const local = this.locals[index]?.get(name)
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

  /** The words of a variable's value for whoever is no makefile; none where it cannot be expanded. */
  wordsIn(name: string): readonly string[] {
    return wordsOf(this.expandSafely(`$(${name})`).text)
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

  protected expandExpression(expression: Expression): string {
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
      const value = this.deeper(() => this.expand(text))
      if (value.length > LENGTH_LIMIT) throw new MakeStop('too-long', { limit: LENGTH_LIMIT })
      return value
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
}
