/** What the parser says of a line it cannot read: codes and arguments, no sentences. */
import type { IParserErrorMessageProvider, IRecognitionException, IToken } from 'chevrotain'
import { EndOfLine, Help } from './tokens.ts'
import type { Problem } from './tree.ts'
import { endOf } from './word-tokens.ts'

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

const isRecognitionException = (error: unknown): error is IRecognitionException =>
  error instanceof Error && 'token' in error && 'message' in error

/** The problem behind an error; `before` is the token before the one at fault. Rethrows what is no error of the input. */
export const problemOf = (error: unknown, before: IToken): Problem => {
  if (!isRecognitionException(error)) throw error
  return problemAt(error.token, before, error.message)
}

/** The problem of a word that opens a line and is neither a keyword nor assigned to. */
export const unknownStatement = ({ image: found, startOffset: start }: IToken): Problem => ({
  code: 'unknown-statement',
  start,
  end: start + found.length,
  args: { found },
})

/** The problem of a line that starts with a token that starts none, or with a `help` that has company. */
export const strayStart = (first: IToken, second: IToken): Problem =>
  first.tokenTypeIdx === Help.tokenTypeIdx
    ? problemAt(second, first, EndOfLine.LABEL ?? '')
    : problemAt(first, first, 'statement')

const problemAt = (token: IToken, before: IToken, expected: string): Problem => {
  if (token.tokenTypeIdx === EndOfLine.tokenTypeIdx) {
    const end = endOf(before)
    return { code: 'unexpected-end-of-line', start: end, end, args: { expected } }
  }
  return {
    code: 'unexpected-token',
    start: token.startOffset,
    end: endOf(token),
    args: { found: token.image, expected },
  }
}
