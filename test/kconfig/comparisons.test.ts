/** Comparisons: numbers where both sides read as numbers, else text. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { resolved } from './trees.ts'

const SYMBOLS = [
  'config MODULES\n\tdef_bool y\n\tmodules\n',
  'config I9\n\tint\n\tdefault 9\n',
  'config I10\n\tint\n\tdefault 10\n',
  'config H10\n\thex\n\tdefault 0x10\n',
  'config HA\n\thex\n\tdefault a\n',
  'config HBIG\n\thex\n\tdefault 0xffffffffffffffff\n',
  'config SABC\n\tstring\n\tdefault "abc"\n',
  'config S9\n\tstring\n\tdefault "9"\n',
  'config S010\n\tstring\n\tdefault "010"\n',
  'config EMPTY\n\tstring\n\tdefault ""\n',
  'config B\n\tdef_bool y\n',
  'config M\n\tdef_tristate m\n',
  '',
].join('\n')

describe.each(BOTH)('%s', (dialect) => {
  const isTrue = (expression: string): boolean =>
    resolved(dialect, `${SYMBOLS}config RESULT\n\tdef_bool ${expression}\n`, '').config.includes('CONFIG_RESULT=y')

  test.each([
    // Numbers by value, not by text.
    'I9 < I10',
    'I10 > I9',
    'I9 != I10',
    'I9 <= 9',
    'I10 >= 10',
    'I10 = 012',
    'I9 < 0x10',
    // A bare number is read as C writes it (0… is octal, a 09 no number), an int in base 10, a hex in base 16 with or without 0x.
    'H10 = 16',
    'H10 = 0x10',
    'HA = I10',
    'HA = 0xA',
    'I9 > -1',
    // Hex is unsigned.
    'HBIG > I10',
    // A string compared with a number is read as one where it can be.
    'S9 = I9',
    'S9 < I10',
    'S010 = 8',
    'SABC != I9',
    // Two strings are text, whatever they hold.
    'S9 > S010',
    'EMPTY = ""',
    'SABC = "abc"',
    'SABC != "ABC"',
    'SABC > "ab"',
    // n, m and y are 0, 1 and 2.
    'B = y',
    'M = m',
    'M != y',
    'M < y',
    'M > n',
    'B > M',
    // An undefined symbol is the text of its name.
    'NOBODY = "NOBODY"',
    'NOBODY != n',
    // `!` binds looser than a comparison, `&&` looser than that, `||` loosest.
    '!M = y',
    'n && n || y',
    'y || n && n',
    '!(M = y && B)',
  ])('%s', (expression) => {
    expect(isTrue(expression)).toBe(true)
  })

  test.each([
    'I9 > I10',
    'I9 = 09',
    'I9 = I10',
    'S9 < S010',
    'SABC = abcd',
    'M = y',
    'B = n',
    'NOBODY',
    'NOBODY = n',
    '!(M = m)',
  ])('not %s', (expression) => {
    expect(isTrue(expression)).toBe(false)
  })

  test('`!` mirrors at m', () => {
    expect(resolved(dialect, `${SYMBOLS}config T\n\tdef_tristate !M\n`, '').config).toContain('CONFIG_T=m\n')
  })
})
