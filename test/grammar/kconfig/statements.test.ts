import { describe, expect, test } from 'vitest'
import { type KconfigSyntax, parse } from '../../../grammar/kconfig/index.ts'
import { summary } from './printing.ts'
import { linux61, linux417, linux618, openwrt1907, openwrt2410 } from './syntaxes.ts'

const read = (line: string, syntax: KconfigSyntax = linux61): unknown => {
  const { tree, problems } = parse(`${line}\n`, syntax)
  expect(problems).toEqual([])
  expect(tree.statements).toHaveLength(1)
  return tree.statements.map(summary)[0]
}

describe('a line is', () => {
  test.each([
    ['config FOO', { kind: 'config', name: 'FOO' }],
    ['menuconfig FOO', { kind: 'menuconfig', name: 'FOO' }],
    ['config 64BIT', { kind: 'config', name: '64BIT' }],
    ['mainmenu "Linux"', { kind: 'mainmenu', prompt: '"Linux"' }],
    ['menu "General"', { kind: 'menu', prompt: '"General"' }],
    ["comment 'none'", { kind: 'comment', prompt: '"none"' }],
    ['choice', { kind: 'choice' }],
    ['choice NAME', { kind: 'choice', name: 'NAME' }],
    ['endchoice', { kind: 'end', block: 'choice' }],
    ['endmenu', { kind: 'end', block: 'menu' }],
    ['endif # NET', { kind: 'end', block: 'if' }],
    ['if NET && !X', { kind: 'if', condition: '(NET && !(X))' }],
    ['source "net/Kconfig"', { kind: 'source', path: '"net/Kconfig"' }],
    ['bool', { kind: 'type', type: 'bool' }],
    ['tristate "Foo" if BAR', { kind: 'type', type: 'tristate', prompt: '"Foo"', condition: 'BAR' }],
    ['hex "H"', { kind: 'type', type: 'hex', prompt: '"H"' }],
    ['prompt "P" if A', { kind: 'prompt', prompt: '"P"', condition: 'A' }],
    ['default y', { kind: 'default', value: 'y' }],
    ['default "x" if A = B', { kind: 'default', value: '"x"', condition: 'A = B' }],
    ['def_bool A || B', { kind: 'default', type: 'bool', value: '(A || B)' }],
    ['def_tristate m if A', { kind: 'default', type: 'tristate', value: 'm', condition: 'A' }],
    ['select FOO', { kind: 'select', target: 'FOO' }],
    ['imply FOO if BAR', { kind: 'imply', target: 'FOO', condition: 'BAR' }],
    ['range 0x10 "20" if A', { kind: 'range', low: '0x10', high: '"20"', condition: 'A' }],
    ['depends on A', { kind: 'depends', dependency: 'A' }],
    ['visible', { kind: 'visible' }],
    ['visible if A', { kind: 'visible', condition: 'A' }],
    ['modules', { kind: 'modules' }],
    ['optional', { kind: 'optional' }],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual(expected)
  })
})

describe('some languages know', () => {
  test('`transitional`', () => expect(read('transitional', linux618)).toEqual({ kind: 'transitional' }))
  test('`depends on … if`', () => {
    expect(read('depends on A if B', linux618)).toEqual({ kind: 'depends', dependency: 'A', condition: 'B' })
  })
  test('`reset`', () => expect(read('reset if A', openwrt2410)).toEqual({ kind: 'reset', condition: 'A' }))
  test('words with slashes and dots', () =>
    expect(read('select a/b.c', openwrt2410)).toEqual({ kind: 'select', target: 'a/b.c' }))
  test('`option`', () => {
    expect(read('option modules', linux417)).toEqual({ kind: 'option', name: 'modules' })
    expect(read('option env="ARCH"', linux417)).toEqual({ kind: 'option', name: 'env', value: '"ARCH"' })
  })
  test('titles without quotes', () => {
    expect(read('source net/Kconfig', linux417)).toEqual({ kind: 'source', path: 'net/Kconfig' })
    expect(read('bool Foo if A', linux417)).toEqual({ kind: 'type', type: 'bool', prompt: 'Foo', condition: 'A' })
  })
  test('keywords by their place only', () => {
    expect(read('depends on help && menu', linux417)).toEqual({ kind: 'depends', dependency: '(help && menu)' })
    expect(read('boolean', openwrt1907)).toEqual({ kind: 'type', type: 'bool' })
  })
})

describe('a word is a keyword everywhere', () => {
  test.each(['depends on help', 'config if', 'select on', 'default menu'])('%s', (line) => {
    const { tree, problems } = parse(`${line}\n`, linux61)
    expect(tree.statements[0]).toMatchObject({ kind: 'invalid', problem: { code: 'unexpected-token' } })
    expect(problems).toHaveLength(1)
  })

  test('unless the language lacks it', () => {
    expect(read('select optional', linux618)).toEqual({ kind: 'select', target: 'optional' })
    expect(read('select reset', linux61)).toEqual({ kind: 'select', target: 'reset' })
  })
})

describe('an expression', () => {
  test.each([
    ['A && B || C', '((A && B) || C)'],
    ['A || B && C', '(A || (B && C))'],
    ['A || B || C', '((A || B) || C)'],
    ['A && B && C', '((A && B) && C)'],
    ['!A && B', '(!(A) && B)'],
    ['!A = B', '!(A = B)'],
    ['!!A', '!(!(A))'],
    ['(A || B) && C', '((A || B) && C)'],
    ['A!=B', 'A != B'],
    ['A<=1 && "x">y', '(A <= 1 && "x" > y)'],
  ])('%s', (text, expected) => {
    expect(read(`if ${text}`)).toEqual({ kind: 'if', condition: expected })
  })

  test.each(['A = B = C', '(A) = B', 'A B', 'A &&', '|| A', '(A', 'A)', '', '= A', '!'])('cannot be %s', (text) => {
    expect(parse(`if ${text}\n`, linux61).tree.statements).toMatchObject([{ kind: 'invalid' }])
  })
})

describe('positions', () => {
  test('are offsets of the first and behind the last token, and the line of the first', () => {
    const text = '# comment\n\n\tconfig FOO # why\n  bool \\\n "x"\nendif\n'
    const { tree } = parse(text, linux61)
    expect(tree.statements.map(({ start, end, line }) => [text.slice(start, end), line])).toEqual([
      ['config FOO', 3],
      ['bool \\\n "x"', 4],
      ['endif', 6],
    ])
    expect(tree.lines).toBe(6)
  })

  test('count a line without a newline', () => {
    expect(parse('config A\n#', linux61).tree.lines).toBe(2)
    expect(parse('', linux61).tree).toEqual({ statements: [], lines: 0 })
  })

  test('of words are theirs in the file', () => {
    const text = 'config A\ndepends on FOO || "b"\n'
    const statement = parse(text, linux61).tree.statements[1]
    if (statement?.kind !== 'depends' || statement.dependency.kind !== 'or') throw new Error('another tree')
    const { left, right } = statement.dependency
    expect(
      [left, right].map((side) => (side.kind === 'word' ? text.slice(side.word.start, side.word.end) : '')),
    ).toEqual(['FOO', '"b"'])
  })
})
