/**
 * The tokens of a `.config` file, one for each kind of line, and the lexer for a prefix.
 * Follows conf_read_simple() in scripts/kconfig/confdata.c (Linux 6.1, 6.12).
 */
import { type CustomPatternMatcherFunc, createToken, Lexer, type TokenType } from 'chevrotain'
import { everyCharacter, patternsFor } from '../patterned.ts'

const token = (name: string): TokenType => createToken({ name, pattern: Lexer.NA })

/** The prefix, a name, `=`, a value. */
export const Assignment = token('Assignment')
/** `# `, the prefix, a name, ` is not set`, and whatever follows. */
export const Unset = token('Unset')
/** A line that starts with the prefix and has no `=`. */
export const Incomplete = token('Incomplete')
export const Comment = token('Comment')
/** Any other line. */
export const Unexpected = token('Unexpected')
export const Newline = token('Newline')

export const tokenTypes: readonly TokenType[] = [Assignment, Unset, Incomplete, Comment, Unexpected, Newline]

const withPattern = patternsFor([Newline])

/** Everything up to the newline, however long. */
const matchLine: CustomPatternMatcherFunc = (text, start) => {
  const newline = text.indexOf('\n', start)
  const end = newline < 0 ? text.length : newline
  return end === start ? null : [text.slice(start, end)]
}

/** Makes the lexer for names that start with `prefix`. `checked` runs Chevrotain's checks of the tokens. */
export const createLexer = (prefix: string, checked = false): Lexer => {
  const escaped = prefix.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const first = prefix === '' ? everyCharacter : [prefix.charAt(0)]
  return new Lexer(
    [
      withPattern(Newline, /\n/, ['\n']),
      withPattern(Unset, new RegExp(`# ${escaped}[^ \\n]* is not set[^\\n]*`), ['#']),
      withPattern(Comment, matchLine, ['#']),
      withPattern(Assignment, new RegExp(`${escaped}[^=\\n]*=[^\\n]*`), first),
      withPattern(Incomplete, new RegExp(prefix === '' ? '[^\\n]+' : `${escaped}[^\\n]*`), first),
      withPattern(Unexpected, matchLine, everyCharacter),
    ],
    { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations: !checked },
  )
}
