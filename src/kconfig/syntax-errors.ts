/**
 * What is said about lines that are no Kconfig. The configurator's parser reports "syntax error" once per stretch of
 * bad input (three tokens must be read again before it speaks up anew) and then names the statement.
 * Follows the error productions of scripts/kconfig/parser.y.
 */
import type { Problem, Statement } from '../../grammar/kconfig/index.ts'
import { lineOf } from '../files/line-number.ts'
import type { Dialect } from './dialect.ts'
import type { Severity } from './dialects/reading-switches.ts'
import type { StatementPosition } from './menu-builder.ts'
import type { MessageSink } from './message.ts'
import type { ReadSource } from './source-reader.ts'

/** Tokens of a whole statement, its end of line included, as far as they matter here: up to three. */
const SHORT = new Set(['end', 'modules', 'optional', 'transitional', 'visible', 'choice'])

/** Byte offsets in the current file. */
interface Place {
  readonly start: number
  readonly end: number
}

export class SyntaxErrors {
  count = 0
  /** Tokens to read before another "syntax error" is reported. */
  #muted = 0
  readonly #emit: MessageSink
  readonly #dialect: Dialect
  readonly #position: () => StatementPosition

  constructor(emit: MessageSink, dialect: Dialect, position: () => StatementPosition) {
    this.#emit = emit
    this.#dialect = dialect
    this.#position = position
  }

  /** A statement was read without an error. */
  shifted(statement: Statement): void {
    if (this.#muted > 0) this.read(SHORT.has(statement.kind) ? 2 : 3)
  }

  /** So many tokens were read without an error. */
  read(tokens: number): void {
    this.#muted = Math.max(0, this.#muted - tokens)
  }

  /** The input ended, or went on, in a way that no rule allows. */
  syntaxError(): void {
    if (this.#muted === 0) {
      this.count++
      const { file, line } = this.#position()
      const at = line + this.#dialect.syntaxErrorLine
      this.#send('syntax-error', `${file}:${at}: syntax error\n`, {})
    }
    this.#muted = 3
  }

  /**
   * A statement that may not stand where it does, of which the parser read so many tokens. `rest`: what is said while
   * the rest of the line is skipped.
   */
  rejected(read: number, rest: () => void, problem?: Problem): void {
    this.#refuse(read, rest)
    const place = problem === undefined ? undefined : { start: problem.start, end: problem.end }
    this.grammar('invalid-statement', 'invalid statement', problem?.args ?? {}, place)
  }

  /** A line among the attributes of an entry that is none (until 4.20): the entry goes on behind it. */
  invalidOption(statement: Extract<Statement, { kind: 'invalid' }>, word: string): void {
    this.syntaxError()
    this.#muted--
    if (statement.problem.code === 'unknown-statement')
      this.grammar('unknown-option', `unknown option "${word}"`, { word })
    else this.grammar('invalid-option', 'invalid option', statement.problem.args)
  }

  /** A line that is no statement. `word` is its first word, expanded. */
  invalid({ problem }: Extract<Statement, { kind: 'invalid' }>, word: string, read: number, rest: () => void): void {
    const named = this.#dialect.errorWords === 'statements' || !this.#dialect.syntax.preprocessor
    const unknown = problem.code === 'unknown-statement' && read > 0 && named
    this.#refuse(read, rest)
    const place = { start: problem.start, end: problem.end }
    if (unknown) this.grammar('unknown-statement', `unknown statement "${word}"`, { word }, place)
    else this.grammar('invalid-statement', 'invalid statement', problem.args, place)
  }

  #refuse(read: number, rest: () => void): void {
    this.read(read)
    this.syntaxError()
    rest()
    // The end of the line is read.
    this.#muted--
  }

  /** An error that the grammar's actions report: counted, at the current statement. */
  grammar(code: string, text: string, args: Readonly<Record<string, string>>, place?: Place): void {
    this.count++
    this.note(code, text, args, 'error', place)
  }

  /** Something that generations judge differently. */
  doubt(severity: Severity, code: string, text: string, symbol: string): void {
    if (severity === 'error') this.grammar(code, text, { symbol })
    else if (severity === 'warning') this.note(code, `warning: ${text}`, { symbol })
  }

  note(
    code: string,
    text: string,
    args: Readonly<Record<string, string>>,
    severity: 'error' | 'warning' = 'warning',
    place?: Place,
  ): void {
    const { file, line } = this.#position()
    this.#emit({
      code: `kconfig/${code}`,
      severity,
      stream: 'err',
      text: `${file}:${line}: ${text}\n`,
      args,
      position: { file, line },
      ...(place === undefined ? {} : { span: { file, ...place } }),
    })
  }

  /** What the lexer noticed and went on after. */
  lexerProblem(file: string, source: ReadSource, problem: Problem | undefined): void {
    if (problem === undefined) return
    const text = lexerWarning(problem, this.#dialect)
    if (text === undefined) return
    const position = this.#position()
    const line = this.#dialect.positions === 'reader' ? lineOf(source.text, problem.start) : position.line
    this.#emit({
      code: `kconfig/${problem.code}`,
      severity: 'warning',
      stream: problem.code === 'multi-line-string' ? this.#dialect.readingErrors : 'err',
      text: `${file}:${line}:warning: ${text}\n`,
      args: problem.args,
      position: { file, line },
      span: { file, start: problem.start, end: problem.end },
    })
  }

  #send(code: string, text: string, args: Readonly<Record<string, string>>): void {
    this.#emit({ code: `kconfig/${code}`, severity: 'error', stream: 'err', text, args, position: this.#position() })
  }
}

const lexerWarning = (problem: Problem, dialect: Dialect): string | undefined => {
  switch (problem.code) {
    case 'unsupported-character':
      if (!dialect.reportsCharacters) return undefined
      return `ignoring unsupported character '${problem.args['character'] ?? ''}'`
    case 'multi-line-string':
      return 'multi-line strings not supported'
    case 'missing-newline-at-end':
      return dialect.reportsMissingNewline ? 'no new line at end of file' : undefined
    default:
      return undefined
  }
}
