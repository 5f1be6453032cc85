/**
 * Bytes in JSON. Text inside is latin1, one unit per byte; JSON is Unicode. Bytes that are UTF-8 are written as the
 * characters they mean; a text that is not UTF-8 has each byte beyond ASCII written as a lone surrogate (U+DC80 to U+DCFF), as
 * Python's `surrogateescape` does, so that every answer comes back as it was.
 */

const SURROGATE_BASE = 0xdc00
const ASCII = /^[\0-\x7f]*$/
/** A low surrogate is also the second half of a character beyond U+FFFF; an escape has no first half before it. */
const ESCAPES = /((?<![\ud800-\udbff])[\udc80-\udcff])/
const LONE_ESCAPE = /^[\udc80-\udcff]$/

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text inside (a unit per byte) as text for JSON. */
export const toJsonText = (text: string): string => {
  if (ASCII.test(text)) return text
  try {
    return strictUtf8.decode(Buffer.from(text, 'latin1'))
  } catch {
    return text.replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(SURROGATE_BASE + byte.charCodeAt(0)))
  }
}

/** The reverse of `toJsonText`; also of Python's, which escapes only the bytes that are not UTF-8. */
export const fromJsonText = (text: string): string =>
  ASCII.test(text)
    ? text
    : text
        .split(ESCAPES)
        .map((part) =>
          LONE_ESCAPE.test(part)
            ? String.fromCharCode(part.charCodeAt(0) - SURROGATE_BASE)
            : Buffer.from(part, 'utf8').toString('latin1'),
        )
        .join('')
