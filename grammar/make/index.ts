/** Makefiles as text: from their bytes to their statements, and from a text that is to be expanded to its references. */
import { createExpressionLexer } from './expression-lexer.ts'
import { ExpressionParser } from './expression-parser.ts'
import { createLexer } from './lexer.ts'
import { MakefileParser } from './parser.ts'
import { readPlainText } from './plain-text.ts'
import type { Expression, ParseResult, Reference } from './tree.ts'

export { FUNCTIONS } from './functions.ts'
export { simpleReference } from './simple-reference.ts'
export type * from './tree.ts'

type Reader<T> = (text: string) => T

let readMakefile: Reader<ParseResult> | undefined
let readNested: Reader<Expression> | undefined

const makefileReader = (): Reader<ParseResult> => {
  const { read } = createLexer()
  const parser = new MakefileParser()
  return (text) => parser.read(read(text), text.length)
}

const nestedReader = (): Reader<Expression> => {
  const { read } = createExpressionLexer()
  const parser = new ExpressionParser()
  return (text) => parser.read(read(text))
}

/**
 * The statements of a makefile, or of what `$(eval)` is given. `text` is latin1: one unit a byte.  Never throws: a line
 * at which make stops is a statement of kind `invalid`.
 */
export const parse = (text: string): ParseResult => {
  readMakefile ??= makefileReader()
  return readMakefile(text)
}

/** The pieces of a text that make expands. Never throws: what is not closed is a reference of its own kind. */
export const parseExpression = (text: string): Expression => {
  if (!text.includes('$')) return text === '' ? [] : [text]
  const pieces: (string | Reference)[] = []
  if (readPlainText(text, 0, text.length, pieces) === text.length) return pieces
  readNested ??= nestedReader()
  return readNested(text)
}
