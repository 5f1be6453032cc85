/** One symbol defined in several places, types given twice, and properties that do not fit. */
import { describe, expect, test } from 'vitest'
import { printExpression } from '../../src/kconfig/expression-print.ts'
import { BOTH } from '../generations.ts'
import { readTree, resolved, saidOf, symbolOf } from './trees.ts'

describe.each(BOTH)('%s', (dialect) => {
  const config = (kconfig: string, dotConfig = ''): string => resolved(dialect, kconfig, dotConfig).config

  test('properties of all places are in file order', () => {
    const tree = 'config A\n\tint "a"\n\tdefault 1 if X\n\nconfig X\n\tbool "x"\n\nconfig A\n\tdefault 2\n'
    expect(config(tree)).toBe('CONFIG_A=2\n# CONFIG_X is not set\n')
    expect(config(tree, 'CONFIG_X=y\n')).toBe('CONFIG_A=1\nCONFIG_X=y\n')
  })

  test('each place has its own dependencies; the symbol needs one of them', () => {
    const tree = readTree(dialect, 'config A\n\tbool "a"\n\tdepends on X && Z\n\nconfig A\n\tbool\n\tdepends on Y\n')
    expect(printExpression(symbolOf(tree, 'A').directDependency)).toBe('X && Z || Y')
  })

  test('a place without dependencies does not lift those of another', () => {
    const tree = 'config A\n\tbool\n\tdepends on NEVER\n\nconfig A\n\tbool\n\nconfig B\n\tdef_bool y\n\tselect A\n'
    expect(resolved(dialect, tree, '').stderr).toBe(
      '\nWARNING: unmet direct dependencies detected for A\n  Depends on [n]: NEVER\n  Selected by [y]:\n  - B [=y]\n',
    )
  })

  test('the symbol is written at its first place', () => {
    const tree = 'config A\n\tbool "a"\n\nmenu "m"\nconfig B\n\tbool "b"\nconfig A\n\tbool "a again"\nendmenu\n'
    expect(config(tree)).toBe('# CONFIG_A is not set\n\n#\n# m\n#\n# CONFIG_B is not set\n# end of m\n')
  })

  test.each([
    [
      'another type',
      'config A\n\tbool\n\ttristate\n',
      "Kconfig:1:warning: ignoring type redefinition of 'A' from 'bool' to 'tristate'",
    ],
    ['no type', 'config A\n\tprompt "a"\n', 'Kconfig:1:warning: config symbol defined without type'],
    ['two prompts', 'config A\n\tbool "a"\n\tprompt "b"\n', 'Kconfig:3:warning: prompt redefined'],
    ['a blank before the prompt', 'config A\n\tbool " a"\n', 'Kconfig:2:warning: leading whitespace ignored'],
    [
      'a menuconfig without prompt',
      'menuconfig A\n\tbool\n\nconfig B\n\tbool\n',
      'Kconfig:4: warning: menuconfig statement without prompt',
    ],
    [
      'two help texts',
      'config A\n\tbool\n\thelp\n\t  a\n\thelp\n\t  b\n',
      "Kconfig:7: warning: 'A' defined with more than one help text -- only the last one will be used",
    ],
    [
      'no help in a help',
      'config A\n\tbool\n\thelp\n\nconfig B\n\tbool\n',
      "Kconfig:5: warning: 'A' defined with blank help text",
    ],
    ['a number that is none', 'config A\n\tint\n\tdefault x\n', "Kconfig:3:warning: 'A': number is invalid"],
    ['a hex that is none', 'config A\n\thex\n\tdefault 0xg\n', "Kconfig:3:warning: 'A': number is invalid"],
    [
      'an expression for a text',
      'config A\n\tstring\n\tdefault X || Y\n',
      "Kconfig:3:warning: default for config symbol 'A' must be a single symbol",
    ],
    [
      'a select by a text',
      'config A\n\tstring\n\tselect B\n\nconfig B\n\tbool\n',
      "Kconfig:3:warning: config symbol 'A' uses select, but is not bool or tristate",
    ],
    [
      'an imply of a number',
      'config A\n\tbool\n\timply B\n\nconfig B\n\tint\n',
      "Kconfig:3:warning: 'B' has wrong type. 'imply' only accept arguments of bool and tristate type",
    ],
    [
      'a range of a bool',
      'config A\n\tbool\n\trange 1 2\n',
      'Kconfig:3:warning: range is only allowed for int or hex symbols',
    ],
    ['a range of words', 'config A\n\tint\n\trange x 9\n', 'Kconfig:3:warning: range is invalid'],
  ])('%s is reported', (_what, kconfig, warning) => {
    const { stopped, stderr } = saidOf(dialect, kconfig)
    expect(stopped).toBe(false)
    expect(stderr.split('\n')).toContain(warning)
  })

  test('a choice default that is no member is reported', () => {
    const kconfig = 'config X\n\tbool "x"\n\nchoice\n\tprompt "c"\n\tdefault X\n\nconfig A\n\tbool "a"\n\nendchoice\n'
    expect(saidOf(dialect, kconfig).stderr).toBe(
      "Kconfig:6:warning: choice default symbol 'X' is not contained in the choice\n",
    )
  })
})
