/** What a symbol is when the user says nothing. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { resolved } from './trees.ts'

const MODULES = 'config MODULES\n\tdef_bool y\n\tmodules\n\n'

describe.each(BOTH)('%s', (dialect) => {
  const config = (kconfig: string, dotConfig = ''): string => resolved(dialect, kconfig, dotConfig).config

  test('the first default whose condition is not n counts, also if it gives n', () => {
    const tree = [
      'config A\n\tbool "a"\n\tdefault n if X\n\tdefault y\n',
      'config X\n\tbool "x"\n',
      'config I\n\tint "i"\n\tdefault 1 if X\n\tdefault 2\n',
    ].join('\n')
    expect(config(tree)).toBe('CONFIG_A=y\n# CONFIG_X is not set\nCONFIG_I=2\n')
    expect(config(tree, 'CONFIG_X=y\n')).toBe('# CONFIG_A is not set\nCONFIG_X=y\nCONFIG_I=1\n')
  })

  test('a default is limited by its condition', () => {
    const tree = `${MODULES}config M\n\ttristate "m"\n\tdefault m\n\nconfig T\n\ttristate "t"\n\tdefault y if M\n`
    expect(config(tree)).toBe('CONFIG_MODULES=y\nCONFIG_M=m\nCONFIG_T=m\n')
  })

  test('a default may be an expression, for bool and tristate', () => {
    const tree = 'config A\n\tbool "a"\n\nconfig B\n\tdef_bool A || !A\n\nconfig C\n\tdef_bool A = n\n'
    expect(config(tree)).toBe('# CONFIG_A is not set\nCONFIG_B=y\nCONFIG_C=y\n')
  })

  test('m for a bool is y', () => {
    expect(config(`${MODULES}config B\n\tbool "b"\n\tdefault m\n`)).toBe('CONFIG_MODULES=y\nCONFIG_B=y\n')
  })

  test('a number or text may default to that of another symbol', () => {
    const tree = [
      'config A\n\tint "a"\n\tdefault 5\n',
      'config B\n\tint\n\tdefault A\n',
      'config S\n\tstring "s"\n\tdefault "x \\"y\\" \\\\"\n',
      'config T\n\tstring\n\tdefault S\n',
    ].join('\n')
    expect(config(tree, 'CONFIG_A=9\n')).toBe(
      'CONFIG_A=9\nCONFIG_B=9\nCONFIG_S="x \\"y\\" \\\\"\nCONFIG_T="x \\"y\\" \\\\"\n',
    )
  })

  test('an undefined symbol is n in a condition and its own name as text', () => {
    expect(config('config A\n\tdef_bool NOBODY\n\nconfig S\n\tstring\n\tdefault NOBODY\n')).toBe('CONFIG_S="NOBODY"\n')
  })

  test('the prompt of a user value wins over every default', () => {
    expect(config('config S\n\tstring "s"\n\tdefault "d"\n', 'CONFIG_S=""\n')).toBe('CONFIG_S=""\n')
  })

  test('def_bool, def_tristate are a type and a default in one', () => {
    const tree = `${MODULES}config A\n\tdef_tristate m\n\nconfig B\n\tdef_bool y if A = m\n`
    expect(config(tree)).toBe('CONFIG_MODULES=y\nCONFIG_A=m\nCONFIG_B=y\n')
  })
})

describe('numbers and text without a default', () => {
  const TREE = 'config I\n\tint "i"\n\nconfig H\n\thex "h"\n\nconfig S\n\tstring "s"\n\nconfig HIDDEN\n\tint\n'

  test('are empty in 6.1', () => {
    expect(resolved('linux-6.1', TREE).config).toBe('CONFIG_I=\nCONFIG_H=\nCONFIG_S=""\n')
  })

  test('are zero in 6.12', () => {
    expect(resolved('linux-6.12', TREE).config).toBe('CONFIG_I=0\nCONFIG_H=0x0\nCONFIG_S=""\n')
  })
})
