/**
 * The tokens of a `.config` file and the lexer for a prefix. The start of a line decides what the rest of it is, so the
 * rest has a mode of its own, in which everything up to the newline is one text.
 * Follows conf_read_simple() in scripts/kconfig/confdata.c (Linux 6.1, 6.12).
 */
import { type CustomPatternMatcherFunc, createToken, type ITokenConfig, Lexer, type TokenType } from 'chevrotain'
import { everyCharacter } from '../first-characters.ts'

const token = (name: string, config: Partial<ITokenConfig> = {}): TokenType =>
  createToken({ name, pattern: Lexer.NA, ...config })

/** The prefix, the name and `=`. */
export const Assigned = token('Assigned')
/** `# `, the prefix, the name and the space before `is not set`. */
export const Unset = token('Unset')
/** What follows one of these two to the end of the line. Not there where nothing follows. */
export const Rest = token('Rest')
/** A line that starts with the prefix and has no `=`. */
export const Incomplete = token('Incomplete')
export const Comment = token('Comment')
/** Any other line. */
export const Unexpected = token('Unexpected')
export const Newline = token('Newline')

export const tokenTypes: readonly TokenType[] = [Assigned, Unset, Rest, Incomplete, Comment, Unexpected, Newline]

/** The same token type as far as the parser can see, with a pattern. */
const withPattern = (
  type: TokenType,
  pattern: RegExp | CustomPatternMatcherFunc,
  first: readonly (string | number)[],
  modes: Partial<Pick<TokenType, 'PUSH_MODE' | 'POP_MODE'>> = {},
): TokenType => ({
  ...type,
  PATTERN: typeof pattern === 'function' ? { exec: pattern } : pattern,
  START_CHARS_HINT: [...first],
  LINE_BREAKS: type === Newline,
  ...modes,
})

/** Everything up to the newline, however long. */
const matchToLineEnd: CustomPatternMatcherFunc = (text, start) => {
  const newline = text.indexOf('\n', start)
  const end = newline < 0 ? text.length : newline
  return end === start ? null : [text.slice(start, end)]
}

/** Makes the lexer for names that start with `prefix`. `checked` runs Chevrotain's checks of the tokens. */
export const createLexer = (prefix: string, checked = false): Lexer => {
  const escaped = prefix.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const first = prefix === '' ? everyCharacter : [prefix.charAt(0)]
  return new Lexer(
    {
      modes: {
        line: [
          withPattern(Newline, /\n/, ['\n']),
          withPattern(Unset, new RegExp(`# ${escaped}[^ \\n]* (?=is not set)`), ['#'], { PUSH_MODE: 'rest' }),
          withPattern(Comment, matchToLineEnd, ['#']),
          withPattern(Assigned, new RegExp(`${escaped}[^=\\n]*=`), first, { PUSH_MODE: 'rest' }),
          withPattern(Incomplete, new RegExp(`${escaped}[^\\n]*`), first),
          withPattern(Unexpected, matchToLineEnd, everyCharacter),
        ],
        rest: [
          withPattern(Newline, /\n/, ['\n'], { POP_MODE: true }),
          withPattern(Rest, matchToLineEnd, everyCharacter),
        ],
      },
      defaultMode: 'line',
    },
    { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations: !checked },
  )
}
