/** From text to tree: the two ways into the grammar. */
import { lex } from './lexer.ts'
import { skipBlanks } from './line-starts.ts'
import { moved, moveStatement } from './moves.ts'
import { KconfigParser } from './parser.ts'
import type { KconfigSyntax } from './syntax.ts'
import type { KconfigTree, ParseResult, Problem, Statement } from './tree.ts'

type Assignment = Extract<Statement, { kind: 'assignment' }>

let parser: KconfigParser | undefined

const read = (text: string, syntax: KconfigSyntax): { readonly tree: KconfigTree; readonly problems: Problem[] } => {
  const { tokens, problems } = lex(text, syntax)
  parser ??= new KconfigParser()
  return { tree: parser.read(text, tokens, syntax, problems), problems }
}

/**
 * Reads a whole Kconfig file. `text` is latin1: one unit a byte. Never throws: every line that is no statement becomes
 * an `invalid` one, and the lines around it are not affected.
 */
export const parse = (text: string, syntax: KconfigSyntax): ParseResult => {
  const { tree, problems } = read(text, syntax)
  problems.sort((a, b) => a.start - b.start)
  return { tree, problems }
}

/** Words that expanded to nothing, or any other part of a file. */
interface Range {
  readonly start: number
  readonly end: number
}

/**
 * Reads one statement again: the text from `start` to `end`, as a statement of the file's tree gives them, with the
 * bare words at `blank` left out because their macros expanded to nothing.  Offsets stay those of the file, `line` is
 * the line of `start`.  Undefined where nothing is left.
 */
export const parseStatement = (
  text: string,
  start: number,
  end: number,
  line: number,
  blank: readonly Range[],
  syntax: KconfigSyntax,
): Statement | undefined => {
  // The rest of the last line is kept: the value of an assignment holds its comment too.
  const lineEnd = text.indexOf('\n', end)
  const original = lineEnd < 0 ? text.slice(start) : text.slice(start, lineEnd + 1)
  let blanked = original
  for (const word of blank) {
    const from = word.start - start
    const to = word.end - start
    blanked = blanked.slice(0, from) + ' '.repeat(to - from) + blanked.slice(to)
  }
  const [statement] = read(blanked, syntax).tree.statements
  if (statement === undefined) return undefined
  return moveStatement(
    statement.kind === 'assignment' ? withRawValue(statement, original, blanked) : statement,
    start,
    line - 1,
  )
}

/** A macro in the value of an assignment is not expanded yet, whatever the caller made of it in another reading. */
const withRawValue = (statement: Assignment, original: string, blanked: string): Statement => {
  const operatorStart = blanked.indexOf(statement.operator, statement.name.end)
  const value = original.slice(skipBlanks(original, operatorStart + statement.operator.length), statement.end)
  return { ...statement, value }
}

/**
 * Reads the lines from `start` to `end` as a file of their own: lines of a help text that turn out not to be one. `line`
 * is the line of `start`; offsets and lines of what is returned are the file's.
 */
export const parseLines = (
  text: string,
  start: number,
  end: number,
  line: number,
  syntax: KconfigSyntax,
): ParseResult => parsePart(text.slice(start, end), start, line, syntax)

/** Reads some lines that stand at `start` of a file, in line `line`: offsets and lines of what is returned are the file's. */
export const parsePart = (part: string, start: number, line: number, syntax: KconfigSyntax): ParseResult => {
  const { tree, problems } = parse(part, syntax)
  return {
    tree: { ...tree, statements: tree.statements.map((statement) => moveStatement(statement, start, line - 1)) },
    problems: problems.map((problem) => moved(problem, start)),
  }
}
