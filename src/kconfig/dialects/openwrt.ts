/**
 * OpenWrt's configurators: the kernel's of some year with one set of changes, the same in all of them.  Conditions of
 * selects are obeyed, symbols with a default are written, `source` takes patterns, cycles are only reported.
 */
import type { KconfigSyntax } from '../../../grammar/kconfig/index.ts'
import type { Dialect } from '../dialect.ts'
import { linux417 } from './linux-4.ts'
import { linux56, linux515 } from './linux-5.ts'
import { linux66 } from './linux-6.ts'
import { MODES_OLD } from './modes.ts'

const openwrtSyntax = (base: KconfigSyntax, name: string): KconfigSyntax => ({
  ...base,
  name,
  extraWordCharacters: '/.',
  reset: true,
})

/** What OpenWrt changes, whatever kernel the rest is from. */
const CHANGES = {
  sourceGlob: true,
  helpTwice: 'silent',
  cyclesFatal: 'on-request',
  unmetSelects: 'blocked',
  writesDefaults: 'any',
  overrideWarnings: false,
  inputAndOutput: true,
  presets: 'config',
  bulkForgetsFirst: true,
} as const satisfies Partial<Dialect>

/** Linux 6.6 with the bounds of ranges as 6.7 has them. */
export const openwrt2410: Dialect = {
  ...linux66,
  ...CHANGES,
  name: 'openwrt-24.10',
  syntax: openwrtSyntax(linux66.syntax, 'openwrt-24.10'),
  rangeText: 'bound',
  autoconf: 'never',
  usageOptions: [
    '  -h, --help              Print this message and exit.',
    '  -r <file>               Read <file> as input.',
    '  -s, --silent            Do not print log.',
    '  -w <file>               Write config to <file>.',
    '  --fatalrecursive        Treat recursive dependency as error.',
  ],
}

export const openwrt2512: Dialect = { ...openwrt2410, name: 'openwrt-25.12' }

/** Linux 5.14. */
export const openwrt2305: Dialect = {
  ...linux515,
  ...CHANGES,
  name: 'openwrt-23.05',
  syntax: openwrtSyntax(linux515.syntax, 'openwrt-23.05'),
  autoconf: 'never',
  usageOptions: [...linux515.usageOptions, '      --fatalrecursive    Treat recursive depenendencies as a fatal error'],
}

export const openwrt2203: Dialect = { ...openwrt2305, name: 'openwrt-22.03' }

/** Linux 5.6. */
export const openwrt2102: Dialect = {
  ...linux56,
  ...CHANGES,
  name: 'openwrt-21.02',
  syntax: openwrtSyntax(linux56.syntax, 'openwrt-21.02'),
  autoconf: 'never',
  usageOptions: '[-s] [--fatalrecursive]',
  randomRepeats: 'last-choice',
  rewriteForgets: false,
}

/** About Linux 4.7. The cycle's advice stands before every link: two of three lines of a condition lost their braces. */
export const openwrt1907: Dialect = {
  ...linux417,
  ...CHANGES,
  name: 'openwrt-19.07',
  syntax: {
    ...linux417.syntax,
    name: 'openwrt-19.07',
    imply: false,
    reset: true,
    boolean: true,
    dependsWithoutOn: true,
  },
  inclusionChain: 'quoted',
  readingErrors: 'out',
  blankHelp: 'silent',
  boolName: 'boolean',
  dollarNames: 'title',
  cyclesFatal: 'never',
  cycleAdvice: { ...linux417.cycleAdvice, place: 'links' },
  choiceDefaultsChecked: false,
  roundsDependencies: true,
  membersKeepWrite: true,
  hidesDefconfigList: false,
  defconfigErrors: 'out',
  modes: MODES_OLD,
  offersHelp: 'with-help',
  repeatsAnswers: false,
  syncNeedsTerminal: true,
  showsAllMenus: true,
  listsValues: false,
  helpReasons: 'condition',
}

/** The lexer that was shipped is older: it does not know orderings and says nothing of characters it does not know. */
export const openwrt1806: Dialect = {
  ...openwrt1907,
  name: 'openwrt-18.06',
  syntax: { ...openwrt1907.syntax, name: 'openwrt-18.06', orderings: false },
  reportsCharacters: false,
}

export const openwrt1701: Dialect = { ...openwrt1806, name: 'openwrt-17.01' }
