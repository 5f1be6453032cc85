/**
 * Values as they are written in Kconfig and in a `.config`: numbers at the edges, hex with and without `0x`, strings
 * with escapes.
 */
import fc, { type Arbitrary } from 'fast-check'

/** Numbers, some of them none. */
export const intText: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -12, max: 120 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('007', '-0', '+5', '1x', '0x10', '2147483648', '9223372036854775808', '-', '5 '),
  },
)

/** Hexadecimal numbers, some of them none. */
export const hexText: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 300 }).map((n) => `0x${n.toString(16)}`) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 300 }).map((n) => n.toString(16)) },
  { weight: 1, arbitrary: fc.constantFrom('0X1F', '0xFFFFFFFFFFFFFFFFF', '0x', '0xg', '-0x1', '00', 'DEAD') },
)

/** The text of a string, without quotes and escapes. */
export const plainText: Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('', 'foo', 'y', 'n', 'm', 'a b', '12', '0x1f', 'TA', 'zz top') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a"b', 'back\\slash', "it's", '#hash', 'tab\there', '\xe4\xc3\xa9', 'a=b', '%s'),
  },
)

/** Quoted for Kconfig, in either kind of quotes. */
const quoted = (text: string, quote: '"' | "'" = '"'): string =>
  `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`

/** A quoted string for Kconfig; sometimes with an escape that needs none. */
export const quotedText: Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: plainText.map((text) => quoted(text)) },
  { weight: 2, arbitrary: plainText.map((text) => quoted(text, "'")) },
  { weight: 1, arbitrary: fc.constantFrom('"\\a\\b"', '\'say "hi"\'', '"it\'s"', '"end\\\\"') },
)
