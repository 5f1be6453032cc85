/** Which generation a tree belongs to: markers of its configurator, else its version. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../../src/files/memory-file-system.ts'
import { detectDialect, dialectForConf } from '../../../src/kconfig/dialects/detect.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const detected = (files: Readonly<Record<string, string>>): string | undefined =>
  detectDialect(memoryFileSystem(files), '/tree')?.dialect.name

const makefile = (version: string): string => {
  const [major, minor, sub = '0'] = version.split('.')
  return `VERSION = ${major}\nPATCHLEVEL = ${minor}\nSUBLEVEL = ${sub}\nEXTRAVERSION =\n`
}

const below = (folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`/tree/${folder}/${name}`, text]))

const OLD_CHOICES = 'T_OPTIONAL stmt_list_in_choice'
const UNESCAPED = 'No escaping for S_DEF_AUTO'
const FORGETS = 'sym->flags &= ~(SYMBOL_VALID|SYMBOL_DEF_USER);'

describe('the kernel', () => {
  test.each([
    ['linux-6.18', { 'parser.y': 'T_TRANSITIONAL' }],
    ['linux-6.12', { 'parser.y': 'choice_members' }],
    ['linux-6.8', { 'parser.y': OLD_CHOICES, 'confdata.c': UNESCAPED }],
    ['linux-6.6', { 'parser.y': OLD_CHOICES, 'confdata.c': UNESCAPED + FORGETS, 'symbol.c': '' }],
    ['linux-6.1', { 'parser.y': OLD_CHOICES, 'confdata.c': UNESCAPED + FORGETS, 'symbol.c': '.type = S_TRISTATE,' }],
    ['linux-5.15', { 'parser.y': OLD_CHOICES, 'confdata.c': FORGETS }],
    ['linux-5.10', { 'parser.y': `${OLD_CHOICES} T_OPTION` }],
    ['linux-5.6', { 'parser.y': 'T_OPTIONAL T_OPTION' }],
    ['linux-5.4', { 'parser.y': 'T_OPTIONAL T_OPTION\nprompt: T_WORD\n' }],
    ['linux-5.4', { 'zconf.y': '', 'zconf.l': '', 'preprocess.c': '' }],
    ['linux-4.18', { 'zconf.y': '', 'zconf.l': '<PARAM>', 'preprocess.c': '' }],
    ['linux-4.17', { 'zconf.y': '' }],
  ] as const)('%s', (name, files) => {
    expect(detected(below('scripts/kconfig', files))).toBe(name)
  })

  test('features beat the version', () => {
    const files = { ...below('scripts/kconfig', { 'parser.y': 'T_TRANSITIONAL' }), '/tree/Makefile': makefile('6.1.9') }
    expect(detected(files)).toBe('linux-6.18')
  })
})

describe('without sources the version decides', () => {
  test.each([
    ['6.19', 'linux-6.18'],
    ['6.18.2', 'linux-6.18'],
    ['6.17', 'linux-6.12'],
    ['6.8', 'linux-6.8'],
    ['6.6.30', 'linux-6.6'],
    ['6.1.192', 'linux-6.1'],
    ['5.19', 'linux-6.6'],
    ['5.14', 'linux-5.15'],
    ['5.10', 'linux-5.10'],
    ['5.7', 'linux-5.6'],
    ['5.4', 'linux-5.4'],
    ['4.19', 'linux-4.18'],
    ['4.9', 'linux-4.17'],
  ])('%s', (version, name) => {
    expect(detected({ '/tree/Makefile': makefile(version), '/tree/scripts/kconfig/conf': '' })).toBe(name)
  })

  test('and nothing is found where there is none', () => {
    expect(detected({ '/tree/Makefile': 'all:\n' })).toBeUndefined()
  })
})

describe('OpenWrt', () => {
  const version = (number: string) => ({
    '/tree/include/version.mk': `VERSION_NUMBER:=$(if $(VERSION_NUMBER),$(VERSION_NUMBER),${number})\n`,
  })
  const newest = { 'parser.y': 'T_RESET T_OPTIONAL', 'conf.c': 'mod2noconfig' }
  const middle = { 'parser.y': 'T_RESET T_OPTIONAL', 'conf.c': '' }

  test.each([
    ['openwrt-24.10', newest, ''],
    ['openwrt-25.12', newest, '25.12.1'],
    ['openwrt-23.05', middle, ''],
    ['openwrt-22.03', middle, '22.03.7'],
    ['openwrt-21.02', { 'parser.y': 'T_RESET T_OPTION' }, ''],
    ['openwrt-19.07', { 'zconf.y': 'T_RESET', 'zconf.lex.c_shipped': 'T_LESS' }, ''],
    ['openwrt-18.06', { 'zconf.y': 'T_RESET', 'zconf.lex.c_shipped': '' }, ''],
    ['openwrt-17.01', { 'zconf.y': 'T_RESET', 'zconf.lex.c_shipped': '' }, '17.01.7'],
    // Whoever brings a newer configurator to an old release means it.
    ['openwrt-24.10', newest, '21.02.3'],
  ] as const)('%s', (name, files, number) => {
    expect(detected({ ...below('scripts/config', files), ...(number === '' ? {} : version(number)) })).toBe(name)
  })

  test('by its version alone', () => {
    expect(detected(version('22.03.7'))).toBe('openwrt-22.03')
    expect(detected({ '/tree/include/version.mk': 'VERSION_NUMBER:=$(VERSION_NUMBER)\n' })).toBe('openwrt-25.12')
  })
})

test.each(['support/kconfig', 'util/kconfig', 'tools/kconfig', 'xen/tools/kconfig'])('other places: %s', (folder) => {
  expect(detected(below(folder, { 'zconf.y': '' }))).toBe('linux-4.17')
})

describe('the drop-in takes', () => {
  const folder = temporaryFolder()

  /** A kernel of 5.4 in `old`, a configurator of 6.18 in `new`, nothing that tells in `none`. */
  const named = (cwd: string, env: Readonly<Record<string, string>> = {}): string | undefined => {
    const files = {
      'old/Makefile': makefile('5.4'),
      'old/scripts/kconfig/README': '',
      'old/drivers/net/Kconfig': '',
      'new/scripts/kconfig/parser.y': 'T_TRANSITIONAL',
      'none/Kconfig': '',
    }
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder(), name)), { recursive: true })
      writeFileSync(join(folder(), name), text)
    }
    return dialectForConf(join(folder(), cwd), env)?.name
  }

  test.each<[string, string, Readonly<Record<string, string>>, string | undefined]>([
    ['a name that is none', 'old', { KCHECK_CONF_DIALECT: 'linux-1.0' }, undefined],
    ['the tree around the current folder', 'old', {}, 'linux-5.4'],
    ['the nearest one above', 'old/drivers/net', {}, 'linux-5.4'],
    ['the one around srctree rather', 'old', { srctree: '../new' }, 'linux-6.18'],
    ['the current one where srctree is none', 'old', { srctree: '../none' }, 'linux-5.4'],
    [
      "the environment's before all",
      'old',
      { srctree: '../new', KCHECK_CONF_DIALECT: 'openwrt-24.10' },
      'openwrt-24.10',
    ],
    ['6.12 where nothing tells', 'none', {}, 'linux-6.12'],
  ])('%s', (_what, cwd, env, name) => {
    expect(named(cwd, env)).toBe(name)
  })
})
