/** Words for what the engine finds: with the arguments that the engine gives, nothing is left blank. */
import { describe, expect, test } from 'vitest'
import { wordsFor } from '../../src/report/kconfig-messages.ts'
import { load, readTree, saidOf } from '../kconfig/trees.ts'

const wordsOf = (kconfig: string): readonly string[] =>
  saidOf('linux-6.1', kconfig).messages.map(({ code, args, text }) => wordsFor(code, args, text).title)

test.each([
  ['a missing file', 'source "nothing"\n', 'cannot open "nothing"'],
  ['a loop', 'source "Kconfig"\n', 'Kconfig includes itself'],
  ['an unknown word', 'config A\n\tbool "a"\n\tcolour red\n', '"colour" is no keyword of this generation of Kconfig'],
  ['the wrong end', 'menu "m"\nendif\n', 'endif closes an open menu'],
  ['an open block', 'menu "m"\n', 'this block is never closed'],
  ['two types', 'config A\n\tbool\n\tint\n', 'A is bool already, integer here is ignored'],
  ['no type', 'config A\n\tprompt "a"\n', 'A has no type and never gets a value'],
  [
    'a bool compared with m',
    'config A\n\tbool "a"\n\nconfig B\n\tdef_bool A = m\n\tdepends on A = m\n',
    'bool A is compared with m, which it never is: the test is always n',
  ],
  ['a tree that refuses', 'x := $(error-if,y,too old)\n', 'the tree refuses to be configured: too old'],
  ['a tree that warns', 'x := $(warning-if,y,old)\n', 'the tree warns: old'],
])('%s', (_what, kconfig, title) => {
  expect(wordsOf(kconfig)).toContain(title)
})

test('a circle names its symbols', () => {
  const [title = ''] = wordsOf('config A\n\tbool "a"\n\tdepends on B\n\nconfig B\n\tbool "b"\n\tdepends on A\n')
  expect(title).toMatch(/^symbols depend on each other in a circle: (A → B|B → A)$/)
})

test('what nobody has words for is told as the C tool tells it, without its place', () => {
  expect(wordsOf('config A\n\tbool\n\trange 1 2\n')).toContain('range is only allowed for int or hex symbols')
})

describe('lines of a configuration', () => {
  const KCONFIG =
    'config B\n\tbool "b"\n\nconfig S\n\tstring "s"\n\nchoice\n\tprompt "c"\n\nconfig C\n\tbool "c"\n\nconfig D\n\tbool "d"\n\nendchoice\n'

  test.each([
    ['CONFIG_NO=y\n', 'no symbol NO in this tree'],
    ['CONFIG_B=5\n', '5 is no value for B'],
    ['CONFIG_S="open\n', 'the string for S has no closing quote'],
    ['CONFIG_B=y\nCONFIG_B=n\n', 'B was set above already, this line counts'],
    ['CONFIG_C=y\nCONFIG_D=y\n', 'D takes the place of another member of its choice'],
    ['garbage\n', '"garbage" is no line of a .config and is ignored'],
  ])('%j', (config, title) => {
    const tree = readTree('linux-6.1', KCONFIG)
    load(tree, config)
    expect(tree.messages.map(({ code, args, text }) => wordsFor(code, args, text).title)).toEqual([title])
  })
})

test('what is too long to be read is cut', () => {
  const { title } = wordsFor('dotconfig/unexpected-data', { text: 'x'.repeat(1_000_000) }, '')
  expect(title).toBe(`"${'x'.repeat(300)}…" is no line of a .config and is ignored`)
})
