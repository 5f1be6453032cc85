/**
 * Help texts: where one ends, and what is left of it once its indentation is gone.
 *
 * The first line that is not blank fixes the indentation.  The text ends before the first line that is indented less,
 * or at the newline in front of a line that is not indented at all (that newline is dropped).  A line that follows
 * `help` directly belongs to the text even where it is not indented.
 * Follows the HELP state of scripts/kconfig/lexer.l (Linux 6.1 and 6.12, the same since 2.6).
 */

/** A help text and its extent. */
export interface HelpText {
  /** Indentation and blanks at line ends removed, indentation beyond the first line's as spaces. */
  readonly text: string
  /** Offset after the text: the start of a line, or the end of the file. */
  readonly end: number
  /** Newlines in it. */
  readonly lines: number
}

const tab = 0x09
const newline = 0x0a
const space = 0x20

/** Reads the help text at `offset`, the start of the line behind `help`. */
export const scanHelpText = (text: string, offset: number): HelpText => {
  let result = ''
  let lines = 0
  let indentation = 0
  let lastColumn = 0
  let lineStart = offset
  while (lineStart < text.length) {
    let column = 0
    let start = lineStart
    let code = text.charCodeAt(start)
    while (code === tab || code === space) {
      column = code === tab ? (column & ~7) + 8 : column + 1
      code = text.charCodeAt(++start)
    }
    let lineEnd = start
    if (code !== newline) {
      if (start > lineStart) {
        // Holds for blanks before the end of the file too: the lexer meets them as indentation.
        if (indentation !== 0) {
          if (column < indentation) break
          result += ' '.repeat(column - indentation)
        }
        lastColumn = column
      }
      if (start === text.length) return { text: result, end: start, lines }
      lineEnd = text.indexOf('\n', start)
      if (lineEnd < 0) lineEnd = text.length
      let end = lineEnd
      while (end > start && isBlank(text.charCodeAt(end - 1))) end--
      result += text.slice(start, end)
      if (indentation === 0) indentation = lastColumn
      if (lineEnd === text.length) return { text: result, end: lineEnd, lines }
    }
    lines++
    lineStart = lineEnd + 1
    if (endsAt(text, lineStart)) break
    result += '\n'
  }
  return { text: result, end: lineStart, lines }
}

const isBlank = (code: number): boolean => code === tab || code === space

/** True where the line at `offset` starts with something: the newline before it then closes the text. */
const endsAt = (text: string, offset: number): boolean => {
  if (offset >= text.length) return false
  const code = text.charCodeAt(offset)
  return code !== newline && !isBlank(code)
}
