/**
 * What ends make while it reads: `*** … Stop.` In the input it is an error, inside `src/make` it is a jump: functions are
 * called from expressions at any depth, and none of these goes on.
 */

/** Thrown by what finds the error, caught in one place by the interpreter, who knows the file and the line. */
export class MakeStop extends Error {
  readonly code: string
  /** What a message needs, by name. */
  readonly args: Readonly<Record<string, string | number>>
  constructor(code: string, args: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.code = code
    this.args = args
  }
}
