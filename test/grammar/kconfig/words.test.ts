import { describe, expect, test } from 'vitest'
import { type KconfigSyntax, parse, type Word } from '../../../grammar/kconfig/index.ts'
import { linux61, linux417 } from './syntaxes.ts'

const value = (word: string, syntax: KconfigSyntax = linux61): Word['value'] | undefined => {
  const { tree } = parse(`default ${word}\n`, syntax)
  const [statement] = tree.statements
  return statement?.kind === 'default' && statement.value.kind === 'word' ? statement.value.word.value : undefined
}

describe('a string', () => {
  test.each([
    ['"plain"', 'plain'],
    ["'single'", 'single'],
    ['""', ''],
    ['"it\'s"', "it's"],
    ['"a \\"b\\" \\c \\\\"', 'a "b" c \\'],
    ['"# no comment"', '# no comment'],
    ['"$x $$"', '$x $$'],
  ])('%s', (text, expected) => expect(value(text)).toBe(expected))

  test('keeps its macro references, whatever is in them', () => {
    expect(value('"a$(f,"b", $(c) \\)d"')).toEqual(['a', { body: 'f,"b", $(c) \\', start: 10 }, 'd'])
  })

  test('has no macros before 4.18', () => expect(value('"$(x) $y"', linux417)).toBe('$(x) $y'))

  test('ends at the end of its line, with a warning', () => {
    const { tree, problems } = parse('default "abc\nconfig B\n', linux61)
    expect(tree.statements.map((statement) => statement.kind)).toEqual(['default', 'config'])
    expect(problems).toEqual([{ code: 'multi-line-string', start: 8, end: 12, args: {} }])
  })

  test('is not continued by a backslash', () => {
    const { tree, problems } = parse('default "abc\\\nconfig B\n', linux61)
    expect(tree.statements.map((statement) => statement.kind)).toEqual(['default', 'config'])
    expect(problems).toHaveLength(1)
  })
})

describe('a bare word', () => {
  test.each([
    ['$x', '$x'],
    ['a$', 'a$'],
    ['if$x', 'if$x'],
    ['-1', '-1'],
  ])('%s', (text, expected) => expect(value(text)).toBe(expected))

  test('mixes text and references', () => {
    expect(value('a$(B)c$(d $(e))')).toEqual(['a', { body: 'B', start: 9 }, 'c', { body: 'd $(e)', start: 14 }])
  })

  test('holds anything between the parentheses', () => {
    expect(value('$(shell,echo "#, (x)\')')).toEqual([{ body: 'shell,echo "#, (x)\'', start: 8 }])
  })

  test('says where a parenthesis is missing', () => {
    const { tree } = parse('default $(a (b)\nconfig B\n', linux61)
    expect(tree.statements).toMatchObject([
      { value: { word: { value: [{ body: 'a (b)', start: 8, unterminated: true }] } }, macros: true },
      { kind: 'config' },
    ])
  })

  test('has no `$` before 4.18', () => {
    const { tree, problems } = parse('default $x\n', linux417)
    expect(problems).toMatchObject([{ code: 'unsupported-character', args: { character: '$' } }])
    expect(tree.statements).toMatchObject([{ value: { word: { value: 'x' } } }])
  })
})

test('a statement with a reference in any of its words is marked', () => {
  const macros = (line: string): unknown => parse(`${line}\n`, linux61).tree.statements[0]?.macros
  expect(macros('default "$(x)"')).toBe(true)
  expect(macros('source "arch/$(SRCARCH)/Kconfig"')).toBe(true)
  expect(macros('$(x) := 1')).toBe(true)
  expect(macros('A := $(x)')).toBeUndefined()
  expect(macros('$(info,hello)')).toBe(true)
  expect(macros('foo "$(x)"')).toBe(true)
  expect(macros('default "$x"')).toBeUndefined()
})
