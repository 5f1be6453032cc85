/** Reading a `.config`: which lines count, and what is said about the others. */
import { describe, expect, test } from 'vitest'
import { BOTH, type Generation } from '../generations.ts'
import { resolved } from './trees.ts'

const TREE = [
  'config B\n\tbool "b"\n',
  'config I\n\tint "i"\n\tdefault 1\n',
  'config H\n\thex "h"\n\tdefault 0x1\n',
  'config S\n\tstring "s"\n\tdefault "d"\n',
  '',
].join('\n')
const DEFAULTS = { B: 'n', I: '1', H: '0x1', S: '"d"' }

const read = (dialect: Generation, dotConfig: string) => {
  const { config, stderr } = resolved(dialect, TREE, dotConfig)
  const values: Record<string, string> = {}
  for (const [, name = '', value = 'n'] of config.matchAll(/^(?:# )?CONFIG_(\w+)(?:=(.*)| is not set)$/gm))
    values[name] = value
  return { values, stderr }
}

describe.each(BOTH)('%s', (dialect) => {
  test.each([
    [
      'assignments',
      'CONFIG_B=y\nCONFIG_I=-5\nCONFIG_H=0xAb\nCONFIG_S="x y"\n',
      { B: 'y', I: '-5', H: '0xAb', S: '"x y"' },
    ],
    ['without a newline at the end', 'CONFIG_I=7', { I: '7' }],
    ['with carriage returns', 'CONFIG_B=y\r\nCONFIG_I=7\r\nCONFIG_S="x"\r\n', { B: 'y', I: '7', S: '"x"' }],
    ['=n is "is not set"', 'CONFIG_B=n\n', {}],
    [
      'comments and empty lines',
      '# a comment\n\n#CONFIG_B=y\n # x\n',
      {},
      '.config:4:warning: unexpected data:  # x\n',
    ],
    ['escapes in strings', 'CONFIG_S="a\\"b\\\\c\\d"\n', { S: '"a\\"b\\\\cd"' }],
    ['text behind the closing quote goes', 'CONFIG_S="x" and more\n', { S: '"x"' }],
    ['an unquoted string does not count', 'CONFIG_S=x\n', {}],
    ['a string without its end', 'CONFIG_S="x\n', {}, '.config:1:warning: invalid string found\n'],
    ['only the first letter of a bool counts', 'CONFIG_B=yes\n', { B: 'y' }],
    ['no value of a bool', 'CONFIG_B=1\n', {}, ".config:1:warning: symbol value '1' invalid for B\n"],
    ['no value at all', 'CONFIG_B=\n', {}, ".config:1:warning: symbol value '' invalid for B\n"],
    ['an int with leading zeros', 'CONFIG_I=07\n', {}, ".config:1:warning: symbol value '07' invalid for I\n"],
    ['an int in hex', 'CONFIG_I=0x7\n', {}, ".config:1:warning: symbol value '0x7' invalid for I\n"],
    ['a hex with other letters', 'CONFIG_H=0xgg\n', {}, ".config:1:warning: symbol value '0xgg' invalid for H\n"],
    ['a blank before =', 'CONFIG_B =y\n', {}, '.config:1:warning: unknown symbol: B \n'],
    [
      'an unknown symbol',
      'CONFIG_NO=y\n# CONFIG_NEITHER is not set\n',
      {},
      '.config:1:warning: unknown symbol: NO\n.config:2:warning: unknown symbol: NEITHER\n',
    ],
    [
      'something else',
      'garbage\nOTHER_B=y\n',
      {},
      '.config:1:warning: unexpected data: garbage\n.config:2:warning: unexpected data: OTHER_B=y\n',
    ],
    [
      'a value said twice',
      'CONFIG_I=2\nCONFIG_I=3\n',
      { I: '3' },
      '.config:2:warning: override: reassigning to symbol I\n',
    ],
  ])('%s', (_what, dotConfig, values, stderr = '') => {
    expect(read(dialect, dotConfig)).toEqual({ values: { ...DEFAULTS, ...values }, stderr })
  })

  test('a number that is said to be not set is invalid', () => {
    expect(read(dialect, '# CONFIG_I is not set\n').stderr).toBe(".config:1:warning: symbol value 'n' invalid for I\n")
  })
})

describe('text behind "is not set"', () => {
  const tree = TREE.replace('bool "b"', 'bool "b"\n\tdefault y')
  const stays = (dialect: Generation, line: string): boolean =>
    resolved(dialect, tree, `${line}\n`).config.includes('CONFIG_B=y')

  test('does not keep the line from counting in 6.1', () => {
    expect(stays('linux-6.1', '# CONFIG_B is not setting')).toBe(false)
    expect(resolved('linux-6.1', tree, 'CONFIG_B\n').stderr).toBe('')
  })

  test('does in 6.12, which also reports lines without =', () => {
    expect(stays('linux-6.12', '# CONFIG_B is not setting')).toBe(true)
    expect(resolved('linux-6.12', tree, 'CONFIG_B\n').stderr).toBe('.config:1:warning: unexpected data: CONFIG_B\n')
  })
})
