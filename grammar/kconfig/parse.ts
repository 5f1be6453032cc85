/** From text to tree: the two ways into the grammar. */
import { lex } from './lexer.ts'
import { moved, moveStatement } from './moves.ts'
import { KconfigParser } from './parser.ts'
import type { KconfigSyntax } from './syntax.ts'
import type { KconfigTree, ParseResult, Problem, Statement, Word } from './tree.ts'
import { holdsMacros, wordOf } from './word-tokens.ts'

let parser: KconfigParser | undefined

const treeOf = (text: string, syntax: KconfigSyntax, problems: Problem[]): KconfigTree => {
  const lexed = lex(text, syntax)
  parser ??= new KconfigParser()
  problems.push(...lexed.problems)
  return parser.read(text, lexed.tokens, syntax, problems)
}

/**
 * Reads a whole Kconfig file. `text` is latin1: one unit a byte. Never throws: every line that is no statement becomes
 * an `invalid` one, and the lines around it are not affected.
 */
export const parse = (text: string, syntax: KconfigSyntax): ParseResult => {
  const problems: Problem[] = []
  const tree = treeOf(text, syntax, problems)
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
  // The character behind the statement is kept: whether a help text ends there depends on it.
  let rest = text.slice(start, end + 1)
  for (const word of blank) {
    const from = word.start - start
    const to = word.end - start
    rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to)
  }
  const [statement] = treeOf(rest, syntax, []).statements
  return statement === undefined ? undefined : moveStatement(statement, start, line - 1)
}

/**
 * The words with macro references between `start` and `end`, in the order in which they are written, whether or not
 * they make a statement. The range must start and end where tokens do.
 */
export const macroWords = (text: string, start: number, end: number, syntax: KconfigSyntax): readonly Word[] =>
  lex(text.slice(start, end), syntax)
    .tokens.filter(holdsMacros)
    .map((token) => moved(wordOf(token), start))
