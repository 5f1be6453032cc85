/**
 * From text to tokens. One pattern takes a section of the file and notes what it is; the token then gets the type of
 * that, which is much cheaper than one pattern a kind.
 */
import { type CustomPatternMatcherFunc, createToken, type IToken, Lexer, type TokenType } from 'chevrotain'
import { everyCharacter, patternsFor } from '../patterned.ts'
import type { Section } from './drafts.ts'
import { LineReader } from './lines.ts'
import { Else, Endif, If, Statements } from './tokens.ts'

type Match = [string] & { payload?: Section | undefined }

const AnySection = createToken({ name: 'AnySection', pattern: Lexer.NA, line_breaks: true })

const typeOf: Readonly<Record<Section['kind'], TokenType>> = {
  statements: Statements,
  if: If,
  else: Else,
  endif: Endif,
}

/** Builds the lexer. `checked` runs Chevrotain's checks of the token definitions (a test does). */
export const createLexer = (checked = false): { readonly lexer: Lexer; readonly read: (text: string) => IToken[] } => {
  let reader: LineReader
  const matchSection: CustomPatternMatcherFunc = (text, start) => {
    const payload = reader.read()
    const match: Match = [text.slice(start, reader.offset)]
    match.payload = payload
    return match
  }
  const lexer = new Lexer([patternsFor([AnySection])(AnySection, matchSection, everyCharacter)], {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
    skipValidations: !checked,
  })
  const read = (text: string): IToken[] => {
    reader = new LineReader(text)
    const { tokens } = lexer.tokenize(text)
    for (const token of tokens) {
      const section: Section | undefined = token.payload
      if (section === undefined) continue
      const type = typeOf[section.kind]
      token.tokenType = type
      token.tokenTypeIdx = type.tokenTypeIdx as number
    }
    // Behind the last statement there may be a token of nothing but comments.
    if (tokens.length > 0 && tokens.at(-1)?.payload === undefined) tokens.pop()
    return tokens
  }
  return { lexer, read }
}
