/**
 * Lines that their first word tells, besides definitions and conditionals.
 * Follows the manual of GNU make 4.3, "Including Other Makefiles" and "Communicating Variables to a Sub-make".
 */
import type { Place } from './drafts.ts'
import type { Statement } from './tree.ts'

/** Reads such a line: its first word, and what follows. */
export const readWord = (place: Place, word: string, rest: string): Statement | undefined => {
  switch (word) {
    case 'export':
    case 'unexport':
      return rest === '' ? { ...place, kind: word } : { ...place, kind: word, names: rest }
    case 'include':
    case '-include':
    case 'sinclude':
      return { ...place, kind: 'include', files: rest, optional: word !== 'include' }
    case 'vpath':
    case 'load':
    case '-load':
      return { ...place, kind: 'ignored', text: rest === '' ? word : `${word} ${rest}` }
    default:
      return undefined
  }
}
