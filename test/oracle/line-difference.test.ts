import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDifference } from '../../scripts/oracle/compare/line-difference.ts'

describe('line difference', () => {
  it('is empty for equal texts', () => expect(lineDifference('a\nb\n', 'a\nb\n', 10)).toBe(''))

  it('shows what went and what came, with context', () =>
    expect(lineDifference('a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n', 20).split('\n')).toEqual([
      ' a',
      '-b',
      '+B',
      ' c',
      ' d',
      '+e',
    ]))

  it('leaves out what is far from a difference', () => {
    const same = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join('')
    expect(lineDifference(`${same}x\n`, `${same}y\n`, 20).split('\n')).toEqual([
      '@@',
      ' line 17',
      ' line 18',
      ' line 19',
      '-x',
      '+y',
    ])
  })

  it('tells a missing newline at the end', () =>
    expect(lineDifference('a\n', 'a', 10)).toBe('-a\n+a (no newline at end)'))

  it('is cut off', () => expect(lineDifference('a\nb\nc\n', '', 2)).toBe('-a\n-b\n…'))

  it('is never empty for different texts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '', 'c'), { maxLength: 8 }).map((lines) => lines.join('\n'))
    fc.assert(fc.property(text, text, (a, b) => (a === b) === (lineDifference(a, b, 50) === '')))
  })
})
