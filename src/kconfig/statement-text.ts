/**
 * Looking at the text of statements: where the parser stands when it gives up, what a line begins with, and lines behind
 * a help text, where the lexer does not know an assignment.
 */
import { type KconfigSyntax, parseStatement, type Statement, type Word } from '../../grammar/kconfig/index.ts'

/**
 * Behind a help text that the parser of the file did not see (it ends another file, or lines that came to nothing are in
 * between) the lexer does not know an assignment either: the right side is words.
 */
export const unassigned = (text: string, statement: Statement, syntax: KconfigSyntax): Statement => {
  if (statement.kind !== 'assignment' || statement.value === '') return statement
  const { start, end, line, name, operator } = statement
  const at = text.indexOf(operator, name.end)
  return parseStatement(text, start, end, line, [{ start: at, end: at + operator.length }], syntax) ?? statement
}

/** Where the parser notices that a line is no statement: at a token, or at the end of the line. */
export const problemOffset = (statement: Statement, text: string): number => {
  if (statement.kind !== 'invalid') return lineEndOf(text, statement.end)
  const { problem } = statement
  if (problem.code === 'unexpected-token') return problem.start
  return problem.code === 'unknown-statement' ? secondToken(text, problem.end) : lineEndOf(text, statement.end)
}

/** The line begins with a word that is no keyword. */
export const isUnknown = (statement: Statement): boolean =>
  statement.kind === 'invalid' && statement.problem.code === 'unknown-statement'

/** How many tokens of a line come before the one at `offset`, as far as it matters: up to three. */
export const tokensBefore = (text: string, start: number, offset: number): number =>
  Math.min(3, [...text.slice(start, offset).matchAll(/"[^"]*"|'[^']*'|[\w$-]+|&&|\|\||[!<>:+]?=|[()!<>]/g)].length)

/** Where the lexer stands when it has the token after `offset`. */
const secondToken = (text: string, offset: number): number => {
  const lineEnd = lineEndOf(text, offset)
  for (let at = offset; at < lineEnd; at++) if (/[\w"'()=!<>&|#$-]/.test(text[at] as string)) return at
  return lineEnd
}

/** Offset of the newline that ends the line; behind the file where there is none. */
export const lineEndOf = (text: string, offset: number): number => {
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? text.length + 1 : newline
}

/** What a statement begins with, if that is letters. */
export const firstWordOf = (text: string, { start }: Statement): string =>
  /^[\w-]*/.exec(text.slice(start, start + 64))?.[0] ?? ''

/** Behind a help text the right side of an assignment is read as words: only one that comes to nothing is allowed. */
export const bareAssignment = (
  text: string,
  before: Statement,
  again: Statement,
  blank: readonly Word[],
): Statement => {
  if (again.kind !== 'assignment') return again
  let rest = text.slice(again.name.end, before.end)
  for (const word of blank.toReversed()) {
    if (word.start < again.name.end) continue
    rest = rest.slice(0, word.start - again.name.end) + rest.slice(word.end - again.name.end)
  }
  return rest.trim() === again.operator ? { ...again, value: '' } : before
}
