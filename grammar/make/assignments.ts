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
import type { Modified } from './drafts.ts'
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

interface ModifiedLine {
  readonly modified: Modified
  /** Offset of what follows the words. */
  readonly start: number
  readonly assignment?: AssignmentPlace
  readonly define?: true
  readonly undefine?: true
}

/**
 * What defines or undefines a variable behind words; undefined where there is no such thing.  Behind the targets of a
 * rule there is no `define` and no `undefine`.
 */
export const readModifiers = (
  text: string,
  from: number,
  end: number,
  forTargets: boolean,
): ModifiedLine | undefined => {
  const modifiers: Modifier[] = []
  let start = skipSpace(text, from, end)
  while (start < end) {
    const wordEnd = skipWord(text, start, end)
    const word = wordEnd - start > 'undefine'.length ? '' : text.slice(start, wordEnd)
    const modified: Modified = modifiers.length === 0 ? {} : { modifiers }
    start = skipSpace(text, wordEnd, end)
    if (!forTargets && word === 'define') return { modified, start, define: true }
    if (!forTargets && word === 'undefine') return { modified, start, undefine: true }
    if (word !== 'export' && word !== 'override' && word !== 'private') return undefined
    modifiers.push(word)
    const assignment = findAssignment(text, start, end)
    if (assignment !== undefined) return { modified: { modifiers }, start, assignment }
  }
  return undefined
}
