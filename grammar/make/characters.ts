/**
 * Character classes of makefiles, and what is skipped as one.
 * Follows the table of stop characters in GNU make 4.3: a blank is a space or a tab, white space is also a newline and the
 * three controls behind it.
 */

export const TAB = 0x09
export const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20
export const EXCLAMATION = 0x21
export const HASH = 0x23
export const DOLLAR = 0x24
export const AMPERSAND = 0x26
export const OPEN_PARENTHESIS = 0x28
export const CLOSE_PARENTHESIS = 0x29
export const PLUS = 0x2b
export const COMMA = 0x2c
export const COLON = 0x3a
export const SEMICOLON = 0x3b
export const EQUALS = 0x3d
export const QUESTION = 0x3f
export const BACKSLASH = 0x5c
export const OPEN_BRACE = 0x7b
export const CLOSE_BRACE = 0x7d

export const isBlank = (code: number): boolean => code === SPACE || code === TAB

export const isSpace = (code: number): boolean => code === SPACE || (code <= CARRIAGE_RETURN && code >= TAB)

/** Offset after the white space at `offset`. */
export const skipSpace = (text: string, offset: number, end: number): number => {
  let at = offset
  while (at < end && isSpace(text.charCodeAt(at))) at++
  return at
}

/** Offset after the characters at `offset` that are no white space. */
export const skipWord = (text: string, offset: number, end: number): number => {
  let at = offset
  while (at < end && !isSpace(text.charCodeAt(at))) at++
  return at
}

/**
 * Offset after the reference whose `$` is at `offset`; `end` where it is not closed.  Only parentheses of the kind that
 * opened it count.  Cost: the length of the reference.
 */
export const skipReference = (text: string, offset: number, end: number): number => {
  const open = text.charCodeAt(offset + 1)
  if (open !== OPEN_PARENTHESIS && open !== OPEN_BRACE) return Math.min(offset + 2, end)
  const close = open === OPEN_PARENTHESIS ? CLOSE_PARENTHESIS : CLOSE_BRACE
  let depth = 1
  for (let at = offset + 2; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === close && --depth === 0) return at + 1
    if (code === open) depth++
  }
  return end
}
