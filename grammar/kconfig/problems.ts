/** What the parser says of a line it cannot read: codes and arguments, no sentences. */
import type { IParserErrorMessageProvider, IRecognitionException, IToken } from 'chevrotain'
import { EndOfLine, Word } from './tokens.ts'
import type { Problem } from './tree.ts'

/** Makes Chevrotain's messages say only what was expected. Building its own sentences takes long in a bad file. */
export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => expected.LABEL ?? expected.name,
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? '',
  buildEarlyExitMessage: () => '',
  buildNotAllInputParsedMessage: () => '',
}

/** An expression is nested too deep to be read. */
export class NestingError extends Error {
  readonly token: IToken
  constructor(token: IToken) {
    super('less nesting')
    this.token = token
  }
}

const endOf = (token: IToken): number => token.startOffset + token.image.length

const isRecognitionException = (error: unknown): error is IRecognitionException =>
  error instanceof Error && 'token' in error && 'message' in error

/**
 * The problem of a line that starts with `first`, from the error that ended its parsing; `before` is the token before
 * the one at fault. Rethrows what is no error of the input.
 */
export const problemOf = (error: unknown, first: IToken, before: IToken): Problem => {
  if (!isRecognitionException(error)) throw error
  if (first.tokenTypeIdx === Word.tokenTypeIdx) {
    return { code: 'unknown-statement', start: first.startOffset, end: endOf(first), args: { found: first.image } }
  }
  return problemAt(error.token, before, error.message)
}

/** The problem of a token that stands where something else was expected. */
export const problemAt = (token: IToken, before: IToken, expected: string): Problem => {
  if (token.tokenTypeIdx === EndOfLine.tokenTypeIdx) {
    const end = endOf(before)
    return { code: 'unexpected-end-of-line', start: end, end, args: { expected } }
  }
  return { code: 'unexpected-token', start: token.startOffset, end: endOf(token), args: { found: token.image, expected } }
}
