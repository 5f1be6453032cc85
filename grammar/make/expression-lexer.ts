/** From a text that is to be expanded to tokens: one pattern, and the type of what it found. */
import { type CustomPatternMatcherFunc, createToken, type IToken, Lexer } from 'chevrotain'
import { everyCharacter, patternsFor } from '../patterned.ts'
import { ExpressionReader } from './expression-reader.ts'

type Piece = ReturnType<ExpressionReader['read']>
type Match = [string] & { payload?: Piece }

const AnyPiece = createToken({ name: 'AnyPiece', pattern: Lexer.NA, line_breaks: true })

/** Builds the lexer. `checked` runs Chevrotain's checks of the token definitions (a test does). */
export const createExpressionLexer = (
  checked = false,
): { readonly lexer: Lexer; readonly read: (text: string) => IToken[] } => {
  let reader: ExpressionReader
  const matchPiece: CustomPatternMatcherFunc = (text, start) => {
    const payload = reader.read(start)
    const match: Match = [text.slice(start, payload.end)]
    match.payload = payload
    return match
  }
  const lexer = new Lexer([patternsFor([AnyPiece])(AnyPiece, matchPiece, everyCharacter)], {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
    skipValidations: !checked,
  })
  const read = (text: string): IToken[] => {
    reader = new ExpressionReader(text)
    const { tokens } = lexer.tokenize(text)
    for (const token of tokens) {
      const { type, payload }: Piece = token.payload
      token.tokenType = type
      token.tokenTypeIdx = type.tokenTypeIdx as number
      token.payload = payload
    }
    return tokens
  }
  return { lexer, read }
}
