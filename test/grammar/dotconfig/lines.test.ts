import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DotconfigLine, parse } from '../../../grammar/dotconfig/index.ts'
import { DotconfigParser } from '../../../grammar/dotconfig/parser.ts'
import { createLexer } from '../../../grammar/dotconfig/tokens.ts'

const options = { prefix: 'CONFIG_' }
const only = (text: string, prefix = 'CONFIG_'): DotconfigLine | undefined => {
  const lines = parse(text, { prefix })
  expect(lines).toHaveLength(1)
  return lines[0]
}

describe('a line is', () => {
  test.each([
    ['CONFIG_A=y', { kind: 'assignment', name: 'A', value: 'y' }],
    ['CONFIG_A="a=b # c"', { kind: 'assignment', name: 'A', value: '"a=b # c"' }],
    ['CONFIG_A=', { kind: 'assignment', name: 'A', value: '' }],
    ['CONFIG_=x', { kind: 'assignment', name: '', value: 'x' }],
    ['CONFIG_A B =y', { kind: 'assignment', name: 'A B ', value: 'y' }],
    ['CONFIG_A=y\r', { kind: 'assignment', name: 'A', value: 'y\r' }],
    ['CONFIG_A=a\0b', { kind: 'assignment', name: 'A', value: 'a\0b' }],
    ['# CONFIG_A is not set', { kind: 'unset', name: 'A', rest: 'is not set', exact: true }],
    ['# CONFIG_A is not set\r', { kind: 'unset', name: 'A', rest: 'is not set\r', exact: true }],
    ['# CONFIG_A is not settled', { kind: 'unset', name: 'A', rest: 'is not settled', exact: false }],
    ['# CONFIG_A=b is not set', { kind: 'unset', name: 'A=b', rest: 'is not set', exact: true }],
    ['# CONFIG_A  is not set', { kind: 'comment', text: '# CONFIG_A  is not set' }],
    ['# CONFIG_A is set', { kind: 'comment', text: '# CONFIG_A is set' }],
    ['#CONFIG_A is not set', { kind: 'comment', text: '#CONFIG_A is not set' }],
    ['# General setup', { kind: 'comment', text: '# General setup' }],
    ['CONFIG_A', { kind: 'incomplete', text: 'CONFIG_A' }],
    ['CONFIG_', { kind: 'incomplete', text: 'CONFIG_' }],
    ['\r', { kind: 'blank' }],
    [' CONFIG_A=y', { kind: 'unexpected', text: ' CONFIG_A=y' }],
    ['=y', { kind: 'unexpected', text: '=y' }],
    ['\xef\xbb\xbfCONFIG_A=y', { kind: 'unexpected', text: '\xef\xbb\xbfCONFIG_A=y' }],
  ])('%j', (line, expected) => {
    expect(only(line)).toEqual({ ...expected, start: 0, end: line.length, line: 1 })
    expect(only(`${line}\n`)).toEqual({ ...expected, start: 0, end: line.length, line: 1 })
  })
})

test('places count every line', () => {
  const text = 'CONFIG_A=y\n\n\n# c\nCONFIG_B=n'
  const lines = parse(text, options)
  expect(lines.map(({ kind, line, start, end }) => [kind, line, text.slice(start, end)])).toEqual([
    ['assignment', 1, 'CONFIG_A=y'],
    ['blank', 2, ''],
    ['blank', 3, ''],
    ['comment', 4, '# c'],
    ['assignment', 5, 'CONFIG_B=n'],
  ])
})

test('the prefix is taken literally, and may be empty', () => {
  expect(only('BR2.X=y', 'BR2.')).toMatchObject({ kind: 'assignment', name: 'X' })
  expect(only('BR2_X=y', 'BR2.')).toMatchObject({ kind: 'unexpected' })
  expect(parse('A=y\n\nB\n# C is not set\n', { prefix: '' })).toMatchObject([
    { kind: 'assignment', name: 'A' },
    { kind: 'blank' },
    { kind: 'incomplete', text: 'B' },
    { kind: 'unset', name: 'C' },
  ])
})

test('a line may begin with any character', () => {
  for (let code = 0; code <= 0xffff; code += code < 600 || code > 65_000 ? 1 : 85) {
    const line = String.fromCharCode(code)
    if (line === '\n') continue
    const [first] = parse(`${line}\n`, { prefix: 'CONFIG_' })
    expect([code, first?.start, first?.end]).toEqual([code, 0, 1])
  }
})

test('every text is the lines it is made of', () => {
  const line = fc.oneof(
    fc.constantFrom('CONFIG_A=y', '# CONFIG_A is not set', '# c', '', '\r', 'x', 'CONFIG_A', '=', '\0', '\u2603'),
    fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\n', '')),
  )
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom('CONFIG_', ''), (parts, prefix) => {
      const text = `${parts.join('\n')}\n`
      const lines = parse(text, { prefix })
      expect(lines.map(({ start, end }) => text.slice(start, end))).toEqual(parts)
      expect(lines.map((each) => each.line)).toEqual(parts.map((_, index) => index + 1))
    }),
  )
})

test('a very long line is one line', () => {
  const long = 'x'.repeat(20_000_000)
  expect(parse(`CONFIG_A="${long}"\n# ${long}\nCONFIG_${long}\n${long}`, options).map(({ kind }) => kind)).toEqual([
    'assignment',
    'comment',
    'incomplete',
    'unexpected',
  ])
})

test('the tokens and the grammar are sound', () => {
  expect(createLexer('CONFIG_', true).lexerDefinitionErrors).toEqual([])
  expect(() => new DotconfigParser(true)).not.toThrow()
})
