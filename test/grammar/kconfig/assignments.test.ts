import { describe, expect, test } from 'vitest'
import { parse } from '../../../grammar/kconfig/index.ts'
import { summary } from './printing.ts'
import { linux61, linux417 } from './syntaxes.ts'

const read = (text: string): unknown => parse(text, linux61).tree.statements.map(summary)[0]

describe('an assignment', () => {
  test.each([
    ['A = b c', { name: 'A', operator: '=', value: 'b c' }],
    ['A:=b', { name: 'A', operator: ':=', value: 'b' }],
    ['\tA\t+=\t b \t', { name: 'A', operator: '+=', value: 'b \t' }],
    ['A =', { name: 'A', operator: '=', value: '' }],
    ['A = "b # c \\', { name: 'A', operator: '=', value: '"b # c \\' }],
    ['A : = b', { name: 'A', operator: '=', value: 'b' }],
    ['A = = $(b', { name: 'A', operator: '=', value: '= $(b' }],
    ['$(a)b = c', { name: '$(a)b', operator: '=', value: 'c', macros: true }],
  ])('%s', (line, expected) => {
    expect(read(`${line}\nconfig B\n`)).toEqual({ kind: 'assignment', ...expected })
  })

  test.each(['A B = c', '"A" = b', 'config = A', 'A'])('is not: %s', (line) => {
    expect(read(`${line}\n`)).toMatchObject({ kind: 'invalid' })
  })

  test('is not known before 4.18', () => {
    expect(parse('A = b\n', linux417).problems).toMatchObject([{ code: 'unknown-statement' }])
  })

  // The C tool: "a:4: unknown statement "A"".
  test('cannot follow a help text', () => {
    expect(parse('config X\nhelp\n  text\nA = b\n', linux61).problems).toMatchObject([{ code: 'unknown-statement' }])
    expect(parse('help\n  text\n\n# c\nA = b\n', linux61).problems).toMatchObject([{ code: 'unknown-statement' }])
    expect(parse('help\n  text\nendif\nA = b\n', linux61).problems).toEqual([])
  })
})
