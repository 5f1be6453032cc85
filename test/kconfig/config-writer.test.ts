/** The resolved configuration as files: `.config`, auto.conf, autoconf.h, rustc_cfg, and the shortest defconfig. */
import { describe, expect, test } from 'vitest'
import { writeConfig } from '../../src/kconfig/config-writer.ts'
import { BOTH } from '../generations.ts'
import { load, readTree, resolved, written } from './trees.ts'

const VALUES = [
  'config MODULES\n\tdef_bool y\n\tmodules\n',
  'config YES\n\tdef_bool y\n',
  'config MOD\n\tdef_tristate m\n',
  'config OFF\n\tbool "off"\n',
  'config NUMBER\n\tint\n\tdefault 12\n',
  'config HEX\n\thex "hex"\n\tdefault 0x1F\n',
  'config TEXT\n\tstring\n\tdefault "a \\"b\\" \\\\c"\n',
  '',
].join('\n')

describe.each(BOTH)('%s', (dialect) => {
  test('the heading names the main menu', () => {
    const tree = readTree(dialect, 'mainmenu "Linux/$(ARCH) Configuration"\n\nconfig A\n\tbool "a"\n', {
      env: { ARCH: 'x86' },
    })
    load(tree, undefined)
    expect(writeConfig(tree.evaluator, 'CONFIG_')).toBe(
      '#\n# Automatically generated file; DO NOT EDIT.\n# Linux/x86 Configuration\n#\n# CONFIG_A is not set\n',
    )
    const untitled = readTree(dialect, '')
    load(untitled, undefined)
    expect(writeConfig(untitled.evaluator, 'CONFIG_')).toContain('# Main menu\n')
  })

  test('menus and comments are headings, the end of a menu is marked, and what follows it set off', () => {
    const kconfig = [
      'menu "one"\n\nconfig A\n\tbool "a"\n\nmenu "two"\n\nconfig B\n\tbool "b"\n\ncomment "note"\n\nendmenu\n\nendmenu\n',
      'menu "empty"\nendmenu\n',
      'menuconfig M\n\tbool "m"\n\nif M\n\nconfig C\n\tbool "c"\n\nendif\n',
    ].join('\n')
    expect(resolved(dialect, kconfig, 'CONFIG_M=y\n').config).toBe(
      [
        '\n#\n# one\n#\n# CONFIG_A is not set\n',
        '\n#\n# two\n#\n# CONFIG_B is not set\n',
        '\n#\n# note\n#\n# end of two\n# end of one\n',
        '\n#\n# empty\n#\n# end of empty\n',
        '\nCONFIG_M=y\n# CONFIG_C is not set\n',
      ].join(''),
    )
  })

  test('a choice has no line of its own', () => {
    const kconfig = 'choice\n\tprompt "c"\n\nconfig A\n\tbool "a"\n\nconfig B\n\tbool "b"\n\nendchoice\n'
    expect(resolved(dialect, kconfig).config).toBe('CONFIG_A=y\n# CONFIG_B is not set\n')
  })

  test('auto.conf is in the order of the hash table; strings are bare, n is left out', () => {
    const lines = written(dialect, VALUES, '', 'auto.conf').split('\n').slice(4, -1)
    expect(lines.toSorted()).toEqual([
      'CONFIG_HEX=0x1F',
      'CONFIG_MOD=m',
      'CONFIG_MODULES=y',
      'CONFIG_NUMBER=12',
      'CONFIG_TEXT=a "b" \\c',
      'CONFIG_YES=y',
    ])
    const order = lines.map((line) => /_(.*?)=/.exec(line)?.[1]).join(' ')
    expect(order).toBe(dialect === 'linux-6.1' ? 'MOD YES HEX MODULES TEXT NUMBER' : 'TEXT NUMBER MODULES HEX YES MOD')
  })

  test('autoconf.h has a macro of its own for m, and hex with 0x', () => {
    const header = written(dialect, VALUES, 'CONFIG_HEX=ab\n', 'autoconf.h')
    expect(header.startsWith('/*\n * Automatically generated file; DO NOT EDIT.\n * Main menu\n */\n')).toBe(true)
    expect(header.split('\n').slice(4, -1).toSorted()).toEqual([
      '#define CONFIG_HEX 0xab',
      '#define CONFIG_MODULES 1',
      '#define CONFIG_MOD_MODULE 1',
      '#define CONFIG_NUMBER 12',
      '#define CONFIG_TEXT "a \\"b\\" \\\\c"',
      '#define CONFIG_YES 1',
    ])
  })

  test('rustc_cfg has every value as a string', () => {
    expect(written(dialect, VALUES, '', 'rustc_cfg').split('\n').slice(0, -1).toSorted()).toEqual([
      '--cfg=CONFIG_HEX="0x1F"',
      '--cfg=CONFIG_MOD',
      '--cfg=CONFIG_MOD="m"',
      '--cfg=CONFIG_MODULES',
      '--cfg=CONFIG_MODULES="y"',
      '--cfg=CONFIG_NUMBER="12"',
      '--cfg=CONFIG_TEXT="a \\"b\\" \\\\c"',
      '--cfg=CONFIG_YES',
      '--cfg=CONFIG_YES="y"',
    ])
  })

  const CHOICE = 'choice\n\tprompt "c"\n\tdefault B\n\nconfig A\n\tbool "a"\n\nconfig B\n\tbool "b"\n\nendchoice\n'

  test.each([
    ['nothing, where all is as by default', VALUES, '', ''],
    ['what differs', VALUES, 'CONFIG_OFF=y\nCONFIG_HEX=0x2\n', 'CONFIG_OFF=y\nCONFIG_HEX=0x2\n'],
    [
      'what is off though on by default',
      'config A\n\tbool "a"\n\tdefault y\n',
      '# CONFIG_A is not set\n',
      '# CONFIG_A is not set\n',
    ],
    [
      'nothing that cannot be set',
      'config A\n\tbool "a"\n\tselect B\n\nconfig B\n\tbool "b"\n',
      'CONFIG_A=y\nCONFIG_B=y\n',
      'CONFIG_A=y\n',
    ],
    ['no default member of a choice', CHOICE, 'CONFIG_B=y\n', ''],
    ['another member', CHOICE, 'CONFIG_A=y\n', 'CONFIG_A=y\n'],
    [
      'what is implied, if it is off',
      'config A\n\tdef_bool y\n\timply B\n\nconfig B\n\tbool "b"\n',
      '# CONFIG_B is not set\n',
      '# CONFIG_B is not set\n',
    ],
  ])('a defconfig says %s', (_what, kconfig, dotConfig, expected) => {
    expect(written(dialect, kconfig, dotConfig, 'defconfig')).toBe(expected)
  })
})
