/** `.config` files as text: from their bytes to their lines. */
import type { Lexer } from 'chevrotain'
import { DotconfigParser } from './parser.ts'
import { createLexer } from './tokens.ts'
import type { DotconfigLine } from './tree.ts'

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
 * The lines of a `.config` file. `text` is latin1: one unit a byte.  `prefix` starts each name, `CONFIG_` unless the
 * environment of the configurator says otherwise.  Never throws: every line is of some kind.
 */
export const parse = (text: string, { prefix }: { readonly prefix: string }): readonly DotconfigLine[] => {
  const { tokens } = lexerOf(prefix).tokenize(text)
  parser ??= new DotconfigParser()
  return parser.read(tokens, prefix.length)
}
