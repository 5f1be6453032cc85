/**
 * Where a comment starts, and where a recipe in the line of a rule does: at a character that no backslash quotes and that
 * is not in a reference.
 * Follows the manual of GNU make 4.3, "What Makefiles Contain".
 */
import { BACKSLASH, DOLLAR, HASH, SEMICOLON, skipReference } from './characters.ts'

interface CutText {
  /** What stands before, without the backslashes that quoted a character. */
  readonly before: string
  /** Offset of the character; absent where there is none. */
  readonly stop?: number
}

/** Cuts a text at its first `#` or, if `semicolons`, `;`. Of backslashes before such a character half are kept. */
export const cutUnquoted = (text: string, semicolons: boolean): CutText => {
  const { length } = text
  let before = ''
  let from = 0
  let at = 0
  while (at < length) {
    const code = text.charCodeAt(at)
    if (code === DOLLAR) {
      at = skipReference(text, at, length)
    } else if (code === HASH || (semicolons && code === SEMICOLON)) {
      let backslashes = at
      while (backslashes > from && text.charCodeAt(backslashes - 1) === BACKSLASH) backslashes--
      const count = at - backslashes
      before += text.slice(from, backslashes + (count >> 1))
      if ((count & 1) === 0) return { before, stop: at }
      from = at
      at++
    } else at++
  }
  return { before: before + text.slice(from) }
}
