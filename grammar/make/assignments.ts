/**
 * Assignments, and the words that may stand before them.
 * Follows the manual of GNU make 4.3, "Setting Variables"; what it does with a line that is nearly an assignment was tried.
 */
import {
  COLON,
  DOLLAR,
  EQUALS,
  EXCLAMATION,
  HASH,
  isBlank,
  PLUS,
  QUESTION,
  skipReference,
  skipSpace,
  skipWord,
} from './characters.ts'
import type { AssignmentOperator, Modifier } from './tree.ts'

interface AssignmentPlace {
  readonly operator: AssignmentOperator
  readonly nameStart: number
  readonly nameEnd: number
  readonly valueStart: number
}

/**
 * The assignment that the text from `start` to `end` is, if it is one: a name without blanks (a reference in it may hold
 * some), and an operator.
 */
export const findAssignment = (text: string, start: number, end: number): AssignmentPlace | undefined => {
  const nameStart = skipSpace(text, start, end)
  let nameEnd = -1
  let at = nameStart
  while (at < end) {
    let code = text.charCodeAt(at)
    if (code === DOLLAR) {
      if (nameEnd >= 0) return undefined
      at = skipReference(text, at, end)
      continue
    }
    if (isBlank(code)) {
      nameEnd = at
      at = skipSpace(text, at, end)
      if (at >= end) return undefined
      code = text.charCodeAt(at)
    }
    if (code === EQUALS) return place(text, '=', nameStart, nameEnd < 0 ? at : nameEnd, at + 1, end)
    if (code === HASH) return undefined
    const assigns = at + 1 < end && text.charCodeAt(at + 1) === EQUALS
    const operator = assigns ? operatorOf(code) : undefined
    if (operator !== undefined) return place(text, operator, nameStart, nameEnd < 0 ? at : nameEnd, at + 2, end)
    if (code === COLON) {
      if (at + 2 >= end || !text.startsWith(':=', at + 1)) return undefined
      return place(text, ':=', nameStart, nameEnd < 0 ? at : nameEnd, at + 3, end)
    }
    if (nameEnd >= 0) return undefined
    at++
  }
  return undefined
}

const operatorOf = (code: number): AssignmentOperator | undefined => {
  if (code === PLUS) return '+='
  if (code === COLON) return ':='
  if (code === QUESTION) return '?='
  return code === EXCLAMATION ? '!=' : undefined
}

const place = (
  text: string,
  operator: AssignmentOperator,
  nameStart: number,
  nameEnd: number,
  valueStart: number,
  end: number,
): AssignmentPlace => ({ operator, nameStart, nameEnd, valueStart: skipSpace(text, valueStart, end) })

interface Definition {
  readonly kind: 'assignment' | 'define' | 'undefine'
  readonly modifiers?: readonly Modifier[]
  /** Of an assignment. */
  readonly place?: AssignmentPlace
  /** Offset of what follows the words. */
  readonly start: number
}

/** What defines or undefines a variable. Behind targets there is no `define` and no `undefine`. */
export const findDefinition = (
  text: string,
  start: number,
  end: number,
  forTargets = false,
): Definition | undefined => {
  let modifiers: Modifier[] | undefined
  let at = skipSpace(text, start, end)
  while (at < end) {
    const found = findAssignment(text, at, end)
    if (found !== undefined) {
      return modifiers === undefined
        ? { kind: 'assignment', place: found, start: at }
        : { kind: 'assignment', place: found, start: at, modifiers }
    }
    const wordEnd = skipWord(text, at, end)
    const word = wordEnd - at > 'undefine'.length ? '' : text.slice(at, wordEnd)
    at = skipSpace(text, wordEnd, end)
    if (word === 'export' || word === 'override' || word === 'private') {
      modifiers ??= []
      modifiers.push(word)
    } else if (!forTargets && (word === 'define' || word === 'undefine')) {
      return modifiers === undefined ? { kind: word, start: at } : { kind: word, start: at, modifiers }
    } else return undefined
  }
  return undefined
}
