/** Patterns for Chevrotain's lexer, which looks one up by the character it may start with. */
import type { CustomPatternMatcherFunc, TokenType } from 'chevrotain'

const LAST = 0xffff

/** All 256 characters, and one of each further group of 255 that Chevrotain's table of first characters tells apart. */
export const everyCharacter: readonly number[] = Array.from({ length: 513 }, (_, index) =>
  index < 256 ? index : Math.min(LAST, (index - 255) * 255 + 1),
)

/** Gives token types patterns: the same type as far as the parser can see. `breaking` are those with line ends in them. */
export const patternsFor =
  (breaking: readonly TokenType[]) =>
  (
    type: TokenType,
    pattern: RegExp | CustomPatternMatcherFunc | string,
    first: string | readonly (string | number)[],
  ): TokenType => ({
    ...type,
    PATTERN: typeof pattern === 'function' ? { exec: pattern } : pattern,
    START_CHARS_HINT: [...first],
    LINE_BREAKS: breaking.includes(type),
  })
