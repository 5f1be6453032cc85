/**
 * Expansion of `$(…)`: arguments, variables, user functions, built-in functions, the environment.
 * Follows scripts/kconfig/preprocess.c (the same from Linux 4.18 to 6.12).
 *
 * A probe that nobody can answer expands to a placeholder, so that the text around it stays what it is and the builder
 * can tell which words hang on it (`unknown.ts`).
 */
import type { ProbeOracle } from '../probe/probe.ts'
import type { Dialect } from './dialect.ts'
import { ConfigurationStop, type MessageSink } from './message.ts'
import type { UnknownProbes } from './unknown.ts'
import { Variables } from './variables.ts'

/** Where the lexer stands: the position that messages of the preprocessor name. */
export interface LexerPosition {
  readonly file: string
  readonly line: number
}

const MAX_ARGUMENTS = 16
const MAX_DEPTH = 1000

interface Builtin {
  readonly minimum: number
  readonly maximum: number
  readonly run: (args: readonly string[]) => string
}

export class Preprocessor {
  readonly #variables = new Variables()
  readonly #oracle: ProbeOracle
  readonly #unknown: UnknownProbes
  readonly #emit: MessageSink
  readonly #dialect: Dialect
  readonly #builtins: ReadonlyMap<string, Builtin>
  /** Environment variables that were read, in order, for the dependency file of auto.conf. */
  readonly environmentRead = new Map<string, string>()
  readonly #unset = new Set<string>()
  position: LexerPosition = { file: '', line: 0 }

  constructor(oracle: ProbeOracle, unknown: UnknownProbes, dialect: Dialect, emit: MessageSink) {
    this.#dialect = dialect
    this.#oracle = oracle
    this.#unknown = unknown
    this.#emit = emit
    this.#builtins = new Map<string, Builtin>([
      [
        'error-if',
        { minimum: 2, maximum: 2, run: (args) => (args[0] === 'y' ? this.#fail(args[1] as string, 'error-if') : '') },
      ],
      ['filename', { minimum: 0, maximum: 0, run: () => this.position.file }],
      ['info', { minimum: 1, maximum: 1, run: (args) => this.#info(args[0] as string) }],
      ['lineno', { minimum: 0, maximum: 0, run: () => String(this.position.line) }],
      ['shell', { minimum: 1, maximum: 1, run: (args) => this.#shell(args[0] as string) }],
      ['warning-if', { minimum: 2, maximum: 2, run: (args) => (args[0] === 'y' ? this.#warn(args[1] as string) : '') }],
    ])
  }

  assign(name: string, operator: '=' | ':=' | '+=', text: string): void {
    this.#variables.assign(name, operator, text, (value) => this.expand(value))
  }

  /** A variable of the environment by its name, for generations without references. Unset ones are noted as empty. */
  environment(name: string): string | undefined {
    const value = this.#unset.has(name) ? undefined : this.#environment(name, 0)
    if (value === undefined) {
      this.#unset.add(name)
      this.environmentRead.set(name, '')
    }
    return value
  }

  /** Expands every reference in a text. */
  expand(text: string): string {
    return this.#expand(text, [])
  }

  /** Expands one reference, given the raw text between its parentheses. */
  reference(body: string, unterminated: boolean): string {
    if (unterminated) this.#unterminated(body)
    return this.#evaluate(body, [])
  }

  #expand(text: string, args: readonly string[]): string {
    let at = text.indexOf('$')
    if (at < 0) return text
    let out = ''
    let from = 0
    while (at >= 0) {
      if (text[at + 1] !== '(') {
        at = text.indexOf('$', at + 1)
        continue
      }
      const close = closingParenthesis(text, at + 2)
      if (close < 0) this.#unterminated(text.slice(at + 2))
      out += text.slice(from, at) + this.#evaluate(text.slice(at + 2, close), args)
      from = close + 1
      at = text.indexOf('$', from)
    }
    return out + text.slice(from)
  }

  /** `name,arg,arg` after splitting at the commas of this level, before anything is expanded. */
  #evaluate(body: string, outer: readonly string[]): string {
    const number = /^[ \t\n\v\f\r]*[+]?(\d+)$/.exec(body)
    if (number !== null) {
      const index = Number(number[1])
      if (index > 0 && index <= outer.length) return outer[index - 1] as string
    }
    const parts = splitArguments(body)
    if (parts.length > MAX_ARGUMENTS && this.#dialect.argumentLimitChecked)
      this.#fail('too many function arguments', 'too-many-arguments')
    const [name = '', ...args] = parts.map((part) => this.#expand(part, outer))
    return this.#variable(name, args) ?? this.#function(name, args) ?? this.#environment(name, args.length) ?? ''
  }

  #variable(name: string, args: readonly string[]): string | undefined {
    const variable = this.#variables.get(name)
    if (variable === undefined) return undefined
    if (args.length === 0 && variable.depth > 0)
      this.#fail(`Recursive variable '${name}' references itself (eventually)`, 'recursive-variable')
    if (variable.depth > MAX_DEPTH) this.#fail('Too deep recursive expansion', 'too-deep-expansion')
    if (variable.flavor === 'simple') return variable.value
    variable.depth++
    const result = this.#expand(variable.value, args)
    variable.depth--
    return result
  }

  #function(name: string, args: readonly string[]): string | undefined {
    const builtin = this.#builtins.get(name)
    if (builtin === undefined) return undefined
    if (args.length < builtin.minimum) this.#fail(`too few function arguments passed to '${name}'`, 'too-few-arguments')
    if (args.length > builtin.maximum)
      this.#fail(`too many function arguments passed to '${name}'`, 'too-many-arguments')
    return builtin.run(args)
  }

  #environment(name: string, argumentCount: number): string | undefined {
    if (argumentCount > 0 || name === '') return undefined
    const known = this.environmentRead.get(name)
    if (known !== undefined) return known
    const value = this.#oracle.environment(name)
    if (value === undefined) return undefined
    const text = typeof value === 'string' ? value : this.#unknown.placeholder('environment', name)
    this.environmentRead.set(name, text)
    return text
  }

  #shell(command: string): string {
    const output = this.#unknown.isIn(command) ? undefined : this.#oracle.shell(command)
    if (output === undefined) return this.#unknown.placeholder('shell', command)
    // A NUL ends the text for C, wherever it stands.
    const text = output.slice(0, this.#dialect.shellOutputLimit).replace(/\n+$/, '').replaceAll('\n', ' ')
    const nul = text.indexOf('\0')
    return nul < 0 ? text : text.slice(0, nul)
  }

  #info(text: string): string {
    this.#emit({
      code: 'kconfig/info',
      severity: 'note',
      stream: 'out',
      text: `${text}\n`,
      args: { text },
      position: this.position,
    })
    return ''
  }

  #warn(text: string): string {
    const { file, line } = this.position
    this.#emit({
      code: 'kconfig/warning-if',
      severity: 'warning',
      stream: 'err',
      text: `${file}:${line}: ${text}\n`,
      args: { text },
      position: this.position,
    })
    return ''
  }

  #unterminated(body: string): never {
    this.#fail(`unterminated reference to '${body}': missing ')'`, 'unterminated-reference')
  }

  #fail(text: string, code: string): never {
    const { file, line } = this.position
    this.#emit({
      code: `kconfig/${code}`,
      severity: 'error',
      stream: 'err',
      text: `${file}:${line}: ${text}\n`,
      args: { text },
      position: this.position,
    })
    throw new ConfigurationStop(1)
  }
}

/** Index of the parenthesis that closes the one before `from`, or -1. */
const closingParenthesis = (text: string, from: number): number => {
  let depth = 0
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x28) depth++
    else if (c === 0x29 && depth-- === 0) return i
  }
  return -1
}

const splitArguments = (body: string): string[] => {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < body.length; i++) {
    const c = body.charCodeAt(i)
    if (c === 0x2c && depth === 0) {
      parts.push(body.slice(from, i))
      from = i + 1
    } else if (c === 0x28) depth++
    else if (c === 0x29) depth--
  }
  parts.push(body.slice(from))
  return parts
}
