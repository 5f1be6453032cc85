/** `.config` files as text: from their bytes to their lines. */
import type { Lexer } from 'chevrotain'
import { DotconfigParser } from './parser.ts'
import { createLexer } from './tokens.ts'
import type { DotconfigLine, DotconfigProblem, DotconfigResult } from './tree.ts'

export type * from './tree.ts'

const lexers = new Map<string, Lexer>()
let parser: DotconfigParser | undefined

const lexerOf = (prefix: string): Lexer => {
  let lexer = lexers.get(prefix)
  if (lexer === undefined) {
    lexer = createLexer(prefix)
    lexers.set(prefix, lexer)
  }
  return lexer
}

/**
 * Reads a `.config` file. `text` is latin1: one unit a byte.  `prefix` starts each name, `CONFIG_` unless the
 * environment of the configurator says otherwise.  Never throws: every line is of some kind.
 */
export const parse = (text: string, { prefix }: { readonly prefix: string }): DotconfigResult => {
  const { tokens } = lexerOf(prefix).tokenize(text)
  parser ??= new DotconfigParser()
  const lines = parser.read(tokens, prefix.length)
  const header = headerOf(lines)
  const problems = lines.flatMap(problemsOf)
  return { tree: header === undefined ? { lines } : { lines, header }, problems }
}

/** The configurator writes: an empty comment, who wrote the file, the title, an empty comment. */
const headerOf = (lines: readonly DotconfigLine[]): string | undefined => {
  const [opening, notice, title] = lines
  if (opening?.kind !== 'comment' || notice?.kind !== 'comment' || title?.kind !== 'comment') return undefined
  if (opening.text.trimEnd() !== '#' || !notice.text.startsWith('# Automatically generated')) return undefined
  return title.text.slice(2).trimEnd()
}

const problemsOf = (line: DotconfigLine): DotconfigProblem[] => {
  if (line.kind !== 'unexpected') return []
  const { start, end, text } = line
  return [{ code: 'unexpected-data', start, end, args: { text } }]
}
