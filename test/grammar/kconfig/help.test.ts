import { describe, expect, test } from 'vitest'
import { parse } from '../../../grammar/kconfig/index.ts'
import { linux61, linux417 } from './syntaxes.ts'

/** The help text that follows a `help` line, and the kinds of the statements behind it. */
const read = (below: string, keyword = 'help'): readonly unknown[] => {
  const { tree, problems } = parse(`${keyword}\n${below}`, linux61)
  expect(problems).toEqual([])
  const [help, ...rest] = tree.statements
  return help?.kind === 'help' ? [help.text, help.lines, ...rest.map(({ kind }) => kind)] : []
}

describe('a help text', () => {
  test('loses the indentation of its first line, and blanks at line ends', () => {
    expect(read('\t  One \n\t    two\t\n\t  three\nconfig A\n')).toEqual(['One\n  two\nthree', 4, 'config'])
  })

  test('keeps its empty lines but the newline in front of what is not indented', () => {
    expect(read('  a\n\n \n  b\n\nconfig A\n')).toEqual(['a\n\n\nb\n', 6, 'config'])
  })

  test('ends before a line that is indented less', () => {
    expect(read('    a\n  config A\n')).toEqual(['a\n', 2, 'config'])
  })

  test('counts a tab up to the next multiple of eight', () => {
    expect(read('\ta\n        b\n    \tc\n \t d\n')).toEqual(['a\nb\nc\n d\n', 5])
  })

  test('takes its indentation from the first line that is not empty', () => {
    expect(read('\n   \n    a\n      b\n')).toEqual(['\n\na\n  b\n', 5])
  })

  test('takes along a line right below that is not indented', () => {
    expect(read('config A\nconfig B\n')).toEqual(['config A', 2, 'config'])
    expect(read('a\n  b\n   c\n endif\n')).toEqual(['a\nb\n c\n', 4, 'end'])
  })

  test('is empty in front of a line that is not indented', () => {
    expect(read('\nconfig A\n')).toEqual(['', 2, 'config'])
  })

  test('may be ended by the end of the file, of which the C lexer counts newlines alone', () => {
    expect(read('  a')).toEqual(['a', 1])
    expect(read('  a\n   ')).toEqual(['a\n ', 2])
    expect(read('  a\n ')).toEqual(['a\n', 2])
    expect(read('')).toEqual(['', 1])
  })

  test('holds what would mean something elsewhere', () => {
    expect(read('  # "quote\n  $(x) \\\n  config A\nendif\n')).toEqual(['# "quote\n$(x) \\\nconfig A', 4, 'end'])
  })

  test('starts behind a comment', () => expect(read('  a\nendif\n', 'help # why')).toEqual(['a', 2, 'end']))
})

test('`help` opens a text where the lexer ignores the rest of its line', () => {
  const { tree, problems } = parse('help\r\n  a\r\nendif\n', linux61)
  expect(tree.statements).toMatchObject([{ kind: 'help', text: 'a\r' }, { kind: 'end' }])
  expect(problems).toMatchObject([{ code: 'unsupported-character', start: 4 }])
})

test('`help` with company is an error, and the lines below are read as any other', () => {
  const { tree, problems } = parse('help me\n  config A\n', linux61)
  expect(tree.statements.map(({ kind }) => kind)).toEqual(['invalid', 'config'])
  expect(problems).toMatchObject([
    { code: 'unexpected-token', start: 5, args: { found: 'me', expected: 'end of line' } },
  ])
})

test('`help` alone at the end of a file without a newline is an empty text', () => {
  const { tree, problems } = parse('help', linux61)
  expect(tree.statements).toMatchObject([{ kind: 'help', text: '', lines: 1 }])
  expect(problems).toMatchObject([{ code: 'missing-newline-at-end' }])
})

test('`---help---` is known to old languages only', () => {
  expect(parse('---help---\n  a\nendif\n', linux417).tree.statements).toMatchObject([
    { kind: 'help', text: 'a' },
    { kind: 'end' },
  ])
  expect(parse('---help---\n  a\n', linux61).problems).toMatchObject([
    { code: 'unknown-statement' },
    { code: 'unknown-statement' },
  ])
})
