/**
 * Line numbers of offsets that are asked for now and then; `SourceFile` keeps a table for who asks often.
 */

/** Newlines from `start` up to `end`. */
export const newlinesBetween = (text: string, start: number, end: number): number => {
  let count = 0
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** The 1-based line of an offset. */
export const lineOf = (text: string, offset: number): number => newlinesBetween(text, 0, offset) + 1
