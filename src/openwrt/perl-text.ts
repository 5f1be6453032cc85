/**
 * Text as OpenWrt's Perl scripts see it: bytes, of which only those of ASCII are white space or letters.
 */

/** What `\s` is there; JavaScript's knows more, among it the byte A0 of a UTF-8 text. */
const BLANKS = ' \\t\\n\\v\\f\\r'

const SEPARATORS = new RegExp(`[${BLANKS}]+`)
const TRAILING = new RegExp(`[${BLANKS}]+$`)
const LEADING = new RegExp(`^[${BLANKS}]+`)

/** The words of a line, as `split /\s+/` finds them behind leading blanks. */
export const wordsOf = (text: string): readonly string[] => {
  const trimmed = withoutBlanks(text)
  return trimmed === '' ? [] : trimmed.split(SEPARATORS)
}

export const withoutTrailing = (text: string): string => text.replace(TRAILING, '')

/** Without those at either end. */
export const withoutBlanks = (text: string): string => withoutTrailing(text.replace(LEADING, ''))

/** `uc` of a byte string. */
export const upperCase = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())

/** `lc` of a byte string. */
export const lowerCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** `cmp` of byte strings. */
export const compareBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What Perl takes for true. */
export const isTrue = (text: string): boolean => text !== '' && text !== '0'
