/**
 * Logical lines: lines of the file, taken together where a backslash ends one.
 * Follows the manual of GNU make 4.3, "Splitting Long Lines", and what it does with `\r\n` and with NUL.
 */
import { BACKSLASH, CARRIAGE_RETURN, isBlank } from './characters.ts'

const BYTE_ORDER_MARK = '\xef\xbb\xbf'

/** Goes through the logical lines of a text, each offset once. */
export class LogicalLines {
  readonly text: string
  /** Offset of the current line. */
  start = 0
  /** Offset of the end of its text; `\n` or `\r\n` is behind it. */
  end = 0
  /** 1-based number of its first line. */
  line = 0
  /** True where it is more than one line of the file. */
  continued = false
  /** Offset of the line behind it. */
  next = 0
  private nextLine = 1
  private nextNul: number
  private readonly hasNul: boolean

  constructor(text: string) {
    this.text = text
    this.next = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0
    this.nextNul = text.indexOf('\0')
    this.hasNul = this.nextNul >= 0
  }

  /** Goes to the next line. False at the end of the text. */
  advance(): boolean {
    const { text } = this
    const { length } = text
    if (this.next >= length) return false
    this.start = this.next
    this.line = this.nextLine
    this.continued = false
    let from = this.start
    for (;;) {
      const newline = text.indexOf('\n', from)
      if (newline < 0) {
        this.end = length
        this.next = length
        break
      }
      this.nextLine++
      this.next = newline + 1
      const last = text.charCodeAt(newline - 1) === CARRIAGE_RETURN ? newline - 1 : newline
      if (this.nextNul >= 0 && this.nulBefore(newline, from)) {
        this.end = newline
        this.continued = true
        if (this.nextNul === from) break
      } else if (!endsInBackslash(text, this.start, last)) {
        this.end = Math.max(last, this.start)
        break
      }
      this.continued = true
      from = newline + 1
      // The newline of a continued last line stays: make has no other line to put in its place.
      this.end = from
      if (from >= length) break
    }
    return true
  }

  /** The line as make holds it in memory: backslashes and newlines kept, carriage returns before them gone. */
  raw(): string {
    const raw = this.text.slice(this.start, this.end)
    if (!this.continued) return raw
    const nulsGone = this.hasNul ? withoutNuls(raw) : raw
    return nulsGone.includes('\r') ? nulsGone.replaceAll('\r\n', '\n') : nulsGone
  }

  private nulBefore(newline: number, from: number): boolean {
    if (this.nextNul < from) this.nextNul = this.text.indexOf('\0', from)
    return this.nextNul >= 0 && this.nextNul < newline
  }
}

/** A NUL that opens a line empties it; one further on hides the rest of the line and its newline. */
const withoutNuls = (raw: string): string => raw.replace(/^\0.*/gm, '').replace(/\0.*\n?/g, '')

const endsInBackslash = (text: string, start: number, end: number): boolean => {
  let at = end
  while (at > start && text.charCodeAt(at - 1) === BACKSLASH) at--
  return ((end - at) & 1) === 1
}

/**
 * A logical line in one piece: each backslash and newline with the blanks around them become one space.  Of further
 * backslashes before the newline half are kept.
 */
export const joinLines = (raw: string): string => {
  let newline = raw.indexOf('\n')
  if (newline < 0) return raw
  const pieces: string[] = []
  let from = 0
  while (newline >= 0) {
    let backslashes = newline
    while (backslashes > from && raw.charCodeAt(backslashes - 1) === BACKSLASH) backslashes--
    const count = newline - backslashes
    let end = backslashes + (count >> 1)
    if ((count & 1) === 1) {
      while (end > from && isBlank(raw.charCodeAt(end - 1))) end--
      // An empty line leaves the space of the one before as it is.
      if (end > from || pieces.length === 0) pieces.push(raw.slice(from, end), ' ')
      from = newline + 1
      while (isBlank(raw.charCodeAt(from))) from++
    } else {
      pieces.push(raw.slice(from, end), '\n')
      from = newline + 1
    }
    newline = raw.indexOf('\n', from)
  }
  pieces.push(raw.slice(from))
  return pieces.join('')
}
