/**
 * Text with references that have nothing in them to expand: nearly all there is in a Kbuild file, taken in one go.
 * Follows the manual of GNU make 4.3, "Basics of Variable References"; where a reference ends was tried.
 */
import type { Brackets } from './brackets.ts'
import { CLOSE_BRACE, CLOSE_PARENTHESIS, COLON, DOLLAR, isSpace, OPEN_BRACE, OPEN_PARENTHESIS } from './characters.ts'
import { functionAt } from './functions.ts'
import type { Reference } from './tree.ts'

/**
 * Reads from `start` to the first reference that nests, or to `end`, and adds what it finds to `pieces`.  Returns the
 * offset it came to.  Without `brackets` it stops at a reference that may nest or not.
 */
export const readPlainText = (
  text: string,
  start: number,
  end: number,
  pieces: (string | Reference)[],
  brackets?: Brackets,
): number => {
  let literal = ''
  let from = start
  let at = start
  let stop = end
  while (at < end - 1) {
    // Not indexOf(), which would look behind the end too, and do so for each of many short arguments.
    if (text.charCodeAt(at) !== DOLLAR) {
      at++
      continue
    }
    const open = text.charCodeAt(at + 1)
    if (open === DOLLAR) {
      literal += text.slice(from, at + 1)
      at += 2
      from = at
      continue
    }
    const found =
      open === OPEN_PARENTHESIS || open === OPEN_BRACE
        ? readBracketed(text, at, end, brackets)
        : { reference: { kind: 'variable', name: text.charAt(at + 1) } as const, next: at + 2 }
    if (found === undefined) {
      stop = at
      break
    }
    literal += text.slice(from, at)
    if (literal !== '') pieces.push(literal)
    literal = ''
    pieces.push(found.reference)
    at = found.next
    from = at
  }
  literal += text.slice(from, stop)
  if (literal !== '') pieces.push(literal)
  return stop
}

interface FoundReference {
  readonly reference: Reference
  readonly next: number
}

/** A reference in parentheses. Undefined for one that nests. */
const readBracketed = (
  text: string,
  dollar: number,
  end: number,
  brackets: Brackets | undefined,
): FoundReference | undefined => {
  const start = dollar + 2
  const close = text.charCodeAt(dollar + 1) === OPEN_PARENTHESIS ? CLOSE_PARENTHESIS : CLOSE_BRACE
  const nameEnd = endOfLiteralName(text, start, end, close)
  if (nameEnd < 0) return readOddReference(text, dollar, end, close, brackets)
  return { reference: { kind: 'variable', name: text.slice(start, nameEnd) }, next: nameEnd + 1 }
}

/** The end of a name without anything that could mean more; -1 if it is no such name. */
const endOfLiteralName = (text: string, start: number, end: number, close: number): number => {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === close) return at
    if (code === DOLLAR || code === COLON || isSpace(code)) return -1
  }
  return -1
}

/** A reference that does not nest, be it that it is not closed. Undefined for one that nests. */
const readOddReference = (
  text: string,
  dollar: number,
  end: number,
  close: number,
  brackets: Brackets | undefined,
): FoundReference | undefined => {
  const start = dollar + 2
  const called = functionAt(text, start, end)
  if (called !== undefined) {
    if (brackets === undefined || brackets.partnerOf(dollar + 1, end) !== undefined) return undefined
    return { reference: { kind: 'unterminated', text: text.slice(dollar, end), function: called }, next: end }
  }
  let nested = false
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === DOLLAR && !nested) {
      if (brackets === undefined || brackets.partnerOf(dollar + 1, end) !== undefined) return undefined
      nested = true
    }
    // Not balanced, with a reference inside: make takes the text up to the first parenthesis as it is, and drops the rest.
    if (code === close) return { reference: namedBy(text.slice(start, at)), next: nested ? end : at + 1 }
  }
  return { reference: { kind: 'unterminated', text: text.slice(dollar, end) }, next: end }
}

/** `NAME`, or `NAME:from=to`. */
const namedBy = (text: string): Reference => {
  const colon = text.indexOf(':')
  const equals = colon < 0 ? -1 : text.indexOf('=', colon)
  if (equals < 0) return { kind: 'variable', name: text }
  return {
    kind: 'substitution',
    name: text.slice(0, colon),
    from: text.slice(colon + 1, equals),
    to: text.slice(equals + 1),
  }
}
