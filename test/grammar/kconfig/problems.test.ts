import { describe, expect, test } from 'vitest'
import { parse } from '../../../grammar/kconfig/index.ts'
import { linux61 } from './syntaxes.ts'

describe('a line that is no statement', () => {
  test.each([
    ['foo bar', { code: 'unknown-statement', start: 0, end: 3, args: { found: 'foo' } }],
    ['config', { code: 'unexpected-end-of-line', start: 6, end: 6, args: { expected: 'word' } }],
    ['config "A"', { code: 'unexpected-token', start: 7, end: 10, args: { found: '"A"', expected: 'word' } }],
    ['config A B', { code: 'unexpected-token', start: 9, end: 10, args: { found: 'B', expected: 'end of line' } }],
    ['source foo', { code: 'unexpected-token', start: 7, end: 10, args: { found: 'foo', expected: 'quoted string' } }],
    ['depends A', { code: 'unexpected-token', start: 8, end: 9, args: { found: 'A', expected: 'on' } }],
    ['depends on', { code: 'unexpected-end-of-line', start: 10, end: 10, args: { expected: 'expression' } }],
    ['if (A # c', { code: 'unexpected-end-of-line', start: 5, end: 5, args: { expected: ')' } }],
    ['range 1', { code: 'unexpected-end-of-line', start: 7, end: 7, args: { expected: 'word or string' } }],
    ['&& A', { code: 'unexpected-token', start: 0, end: 2, args: { found: '&&', expected: 'statement' } }],
    ['on', { code: 'unexpected-token', start: 0, end: 2, args: { found: 'on', expected: 'statement' } }],
  ])('%s', (line, problem) => {
    const { tree, problems } = parse(`${line}\n`, linux61)
    expect(tree.statements).toMatchObject([{ kind: 'invalid', problem }])
    expect(problems).toEqual([problem])
  })

  test('does not hide the others', () => {
    const { tree, problems } = parse('config A\n  bool bool\nfoo\n  depends on B\n)\n  help x\nendif\n', linux61)
    expect(tree.statements.map(({ kind }) => kind)).toEqual([
      'config',
      'invalid',
      'invalid',
      'depends',
      'invalid',
      'invalid',
      'end',
    ])
    expect(problems.map(({ code }) => code)).toEqual([
      'unexpected-token',
      'unknown-statement',
      'unexpected-token',
      'unexpected-token',
    ])
  })

  test('keeps its problem to itself where macros may yet make it one', () => {
    const { tree, problems } = parse('$(info,hello)\n$(x) config A\n', linux61)
    expect(tree.statements).toMatchObject([
      { kind: 'invalid', macros: true, problem: { code: 'unknown-statement' } },
      { kind: 'invalid', macros: true, problem: { code: 'unknown-statement' } },
    ])
    expect(problems).toEqual([])
  })
})

describe('a warning', () => {
  test('for each character that means nothing', () => {
    const { tree, problems } = parse('config A;\n\xe9~ bool &\r\n', linux61)
    expect(tree.statements.map(({ kind }) => kind)).toEqual(['config', 'type'])
    expect(problems.map(({ start, args }) => [start, args['character']])).toEqual([
      [8, ';'],
      [10, '\xe9'],
      [11, '~'],
      [18, '&'],
      [19, '\r'],
    ])
  })

  test('for a missing newline behind a statement, not behind a comment line or a help text', () => {
    const codes = (text: string): string[] => parse(text, linux61).problems.map(({ code }) => code)
    expect(codes('config A')).toEqual(['missing-newline-at-end'])
    expect(codes('config A # c')).toEqual(['missing-newline-at-end'])
    expect(codes('config A\n# c')).toEqual([])
    expect(codes('config A\n  ')).toEqual([])
    expect(codes('help\n  text')).toEqual([])
  })
})

test('nesting that would overflow the stack is refused', () => {
  const nested = (depth: number): string => `if ${'('.repeat(depth)}A${')'.repeat(depth)}\n`
  expect(parse(nested(150), linux61).problems).toEqual([])
  expect(parse(nested(100_000), linux61).problems).toMatchObject([{ code: 'unexpected-token', args: { found: '(' } }])
  expect(parse(`if ${'!'.repeat(100_000)}A\n`, linux61).problems).toHaveLength(1)
})
