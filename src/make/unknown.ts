/**
 * What nobody could say: the output of a command that was not run.  It counts as empty text, and whatever is computed
 * from it is marked with it.
 */
import type { Place } from './make-stop.ts'

/** One command without an answer. */
export interface Unknown {
  /** As the shell would have got it. */
  readonly command: string
  /** Of the statement that was read when the answer was wanted. */
  readonly place: Place
}

/** All that a value hangs on; the same array is shared by many values. */
export type Unknowns = readonly Unknown[]

/** Both, each once. The cost is the product of the sizes, which are a handful. */
export const joinUnknowns = (a: Unknowns | undefined, b: Unknowns | undefined): Unknowns | undefined => {
  if (a === undefined || a === b) return b
  if (b === undefined) return a
  const more = b.filter((one) => !a.includes(one))
  return more.length === 0 ? a : [...a, ...more]
}
