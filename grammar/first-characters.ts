/** Hints for Chevrotain's lexer, which looks a pattern up by the character it may start with. */

/** All 256 characters, and one of each further group that Chevrotain's table of first characters tells apart. */
export const everyCharacter: readonly number[] = Array.from({ length: 512 }, (_, index) =>
  index < 256 ? index : (index - 254) * 255,
)
