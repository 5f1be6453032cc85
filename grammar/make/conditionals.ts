/** The lines of conditionals. Follows the manual of GNU make 4.3, "Conditional Parts of Makefiles". */
import { skipSpace, skipWord } from './characters.ts'
import { isConditionWord, readCondition } from './conditions.ts'
import type { ConditionalLine, Place } from './drafts.ts'

/** Reads a line that opens, parts or closes a conditional: its first word, and what follows. */
export const readConditional = (place: Place, word: string, rest: string): ConditionalLine | undefined => {
  if (isConditionWord(word)) return { kind: 'if', place, condition: readCondition(word, rest) }
  if (word === 'endif') return { kind: 'endif', place }
  return word === 'else' ? readElse(place, rest) : undefined
}

/** make complains of text behind `else` that is no condition, and goes on as if it were not there. */
const readElse = (place: Place, rest: string): ConditionalLine => {
  const wordEnd = skipWord(rest, 0, rest.length)
  const word = rest.slice(0, wordEnd)
  if (!isConditionWord(word)) return { kind: 'else', place, plain: rest === '' }
  const condition = readCondition(word, rest.slice(skipSpace(rest, wordEnd, rest.length)))
  return { kind: 'else', place, condition, plain: false }
}
