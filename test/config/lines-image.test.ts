/** Lines of a configuration as bytes for the cache. */
import { expect, test } from 'vitest'
import { configText } from '../../src/config/config-text.ts'
import { decodeLines, encodeLines } from '../../src/config/lines-image.ts'

test('every line that says something comes back as it was', () => {
  const text = [
    '# a comment',
    '',
    'CONFIG_A=y',
    'CONFIG_TEXT="\xe9 # \\" y"',
    'CONFIG_EMPTY=',
    '# CONFIG_B is not set',
    '# CONFIG_B is not set, or so it seems',
    'CONFIG_C',
    'nonsense',
    'CONFIG_LAST=m',
  ].join('\n')
  const { lines } = configText('.config', text, 'CONFIG_')
  const kept = lines.filter(({ kind }) => kind !== 'comment' && kind !== 'blank')
  const kinds = ['assignment', 'assignment', 'assignment', 'unset', 'unset', 'incomplete', 'unexpected', 'assignment']
  expect(kept.map(({ kind }) => kind)).toEqual(kinds)
  expect(decodeLines(encodeLines(lines))).toEqual(kept)
})
