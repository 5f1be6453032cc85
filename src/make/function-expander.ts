/**
 * Functions: those that need the interpreter, and the way to those that know only texts.
 * Follows the manual of GNU make 4.3, "Functions for Transforming Text".
 */
import { type Expression, FUNCTIONS, type FunctionName } from '../../grammar/make/index.ts'
import { readTextIfThere } from '../files/file-system.ts'
import { Expander, type FunctionReference } from './expander.ts'
import { TEXT_FUNCTIONS } from './functions/text-functions.ts'
import { firstword, wordsOf } from './functions/words.ts'
import { MakeStop } from './make-stop.ts'
import { resolveIn } from './resolve-in.ts'
import type { Unknowns } from './unknown.ts'
import { Variable } from './variable.ts'

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

export abstract class FunctionExpander extends Expander {
  /** How many arguments the call has that is being expanded; those that it hides of the call around it are some. */
  #callArguments = 0
  /** How many conditions around the text that is being expanded hang on what is unknown. */
  #doubts = 0

  /** Reads the text of an `$(eval …)` as lines of a makefile. */
  protected abstract evaluate(text: string): void

  /** Whether the line that is being read counts only if what is unknown is empty. */
  protected abstract isDoubtful(): boolean

  protected override function({ name, arguments: given }: FunctionReference): string {
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
    this.locals.push(locals)
    try {
      const results = words.map((text) => {
        locals.set(name, new Variable(name, 'simple', 'automatic', [{ text }]))
        return this.expandExpression(body)
      })
      return results.join(' ')
    } finally {
      this.locals.pop()
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
    this.locals.push(locals)
    variable.callable = true
    try {
      // looked up anew: what is called may be an argument of the call around this one
      return this.valueOf(name)
    } finally {
      variable.callable = false
      this.#callArguments = around
      this.locals.pop()
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
