/**
 * What ends the reading of a makefile early, as make's own fatal errors do.
 */

/** Where make stood: a file as it was named, and a 1-based line. */
export interface Place {
  readonly file: string
  readonly line: number
}

export type MakeStopCode =
  /** `$(error …)`: `text` is its message. */
  | 'error-function'
  /** A variable that stands for itself: `name`. */
  | 'recursive-variable'
  /** A reference without its closing parenthesis: `text`. */
  | 'unterminated-reference'
  /** `function`, and the `count` of arguments it was given. */
  | 'insufficient-arguments'
  /** `function`, `position` of the argument (as make says it: first, second), its `value`. */
  | 'non-numeric-argument'
  | 'word-zero'
  /** `value`: less than one. */
  | 'wordlist-start'
  /** A line that is nothing that make knows: `text`. */
  | 'missing-separator'
  | 'empty-name'
  | 'bad-condition'
  | 'missing-endef'
  | 'missing-endif'
  | 'extra-endif'
  | 'extra-else'
  | 'recipe-before-rule'
  | 'missing-rule'
  /** A file to include that is not there, and no rule in sight that makes it: `path`. */
  | 'missing-include'
  /** A file to include that is there and cannot be read, or is larger than is read: `path`. */
  | 'unreadable-include'
  /** A text longer than `limit` units. */
  | 'too-long'
  /** Files or variables within each other beyond any use: `limit`. */
  | 'too-deep'

/**
 * Thrown inside `src/make` and caught where a makefile is read to its end (`Interpreter.read`): a makefile that stops is
 * data for everyone else.
 */
export class MakeStop extends Error {
  readonly code: MakeStopCode
  readonly args: Readonly<Record<string, string | number>>
  /** Set by the interpreter to the line that was being read. */
  place: Place | undefined

  constructor(code: MakeStopCode, args: Readonly<Record<string, string | number>> = {}, place?: Place) {
    super(code)
    this.code = code
    this.args = args
    this.place = place
  }
}
