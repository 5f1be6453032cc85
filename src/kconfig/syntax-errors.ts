/**
 * What is said about lines that are no Kconfig. The configurator's parser reports "syntax error" once per stretch of
 * bad input (three tokens must be read again before it speaks up anew) and then names the statement.
 * Follows the error productions of scripts/kconfig/parser.y.
 */
import type { Problem, Statement } from '../../grammar/kconfig/index.ts'
import type { Dialect } from './dialect.ts'
import type { StatementPosition } from './menu-builder.ts'
import type { MessageSink } from './message.ts'
import type { ReadSource } from './source-reader.ts'

/** Tokens of a whole statement, its end of line included, as far as they matter here: up to three. */
const SHORT = new Set(['end', 'modules', 'optional', 'transitional', 'visible', 'choice'])

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
    if (this.#muted > 0) this.#muted = Math.max(0, this.#muted - (SHORT.has(statement.kind) ? 2 : 3))
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

  /** A statement that may not stand where it does. */
  rejected(_statement: Statement, _inChoice: boolean): void {
    this.syntaxError()
    this.#muted--
    this.grammar('invalid-statement', 'invalid statement', {})
  }

  /** A line that is no statement. */
  invalid(statement: Extract<Statement, { kind: 'invalid' }>, inChoice: boolean): void {
    const { problem } = statement
    const read = problem.code === 'unknown-statement' ? 1 : problem.start > statement.start ? 2 : 0
    this.#muted = Math.max(0, this.#muted - (inChoice && problem.code === 'unknown-statement' ? 0 : read))
    this.syntaxError()
    this.#muted--
    if (problem.code === 'unknown-statement' && !inChoice) {
      const word = problem.args['word'] ?? problem.args['found'] ?? ''
      this.grammar('unknown-statement', `unknown statement "${word}"`, { word })
    } else {
      this.grammar('invalid-statement', 'invalid statement', problem.args)
    }
  }

  /** An error that the grammar's actions report: counted, at the current statement. */
  grammar(code: string, text: string, args: Readonly<Record<string, string>>): void {
    this.count++
    this.note(code, text, args, 'error')
  }

  note(
    code: string,
    text: string,
    args: Readonly<Record<string, string>>,
    severity: 'error' | 'warning' = 'warning',
  ): void {
    const { file, line } = this.#position()
    this.#emit({
      code: `kconfig/${code}`,
      severity,
      stream: 'err',
      text: `${file}:${line}: ${text}\n`,
      args,
      position: { file, line },
    })
  }

  /** What the lexer noticed and went on after. */
  lexerProblem(file: string, source: ReadSource, problem: Problem | undefined): void {
    if (problem === undefined) return
    const text = lexerWarning(problem)
    if (text === undefined) return
    const line = lineAt(source.text, problem.start)
    this.#emit({
      code: `kconfig/${problem.code}`,
      severity: 'warning',
      stream: 'err',
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

const lexerWarning = (problem: Problem): string | undefined => {
  switch (problem.code) {
    case 'unsupported-character':
      return `ignoring unsupported character '${problem.args['found'] ?? ''}'`
    case 'multi-line-string':
      return 'multi-line strings not supported'
    case 'missing-newline-at-end':
      return 'no new line at end of file'
    default:
      return undefined
  }
}

const lineAt = (text: string, offset: number): number => {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
