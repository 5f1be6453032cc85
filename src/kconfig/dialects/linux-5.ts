/**
 * The kernel's generations from 4.18 to 5.17, from the newest to the oldest: each says what was different before.
 */
import type { Dialect } from '../dialect.ts'
import { linux66 } from './linux-6.ts'
import { MODES_5_4, MODES_5_6 } from './modes.ts'

/** 5.15; 5.13 and 5.14 are the same, and the base of OpenWrt 22.03. */
export const linux515: Dialect = {
  ...linux66,
  name: 'linux-5.15',
  syntax: { ...linux66.syntax, name: 'linux-5.15' },
  shellOutputLimit: 255,
  argumentLimitChecked: false,
  warnsUnknown: false,
  fatalWarnings: 'none',
  endOfMenu: 'filled',
  headings: 'spaced',
  autoconfFolder: 'fixed',
  autoconfCommand: 'last-bare',
  autoconfStrings: 'quoted',
  rustConfig: false,
  modes: MODES_5_6,
  locationIncludesEntry: false,
}

/** 5.10: options of symbols, and the older command line. */
export const linux510: Dialect = {
  ...linux515,
  name: 'linux-5.10',
  syntax: { ...linux515.syntax, name: 'linux-5.10', modules: false, option: 'keywords' },
  defconfigList: 'option',
  defaultsNamed: 'file',
  stamps: 'path',
  unknownOptions: 'usage',
  longOptions: false,
  usageOptions: '[-s]',
  seedStream: 'err',
}

/** 5.6, the base of OpenWrt 21.02: imply as it first was, `---help---`, any entry in a choice. */
export const linux56: Dialect = {
  ...linux510,
  name: 'linux-5.6',
  syntax: { ...linux510.syntax, name: 'linux-5.6', dashedHelp: true },
  choiceContent: 'entries',
  implies: 'forced',
}

/** 5.4: strings need no quotes. */
export const linux54: Dialect = {
  ...linux56,
  name: 'linux-5.4',
  syntax: { ...linux56.syntax, name: 'linux-5.4', bareStrings: true },
  tristateConfig: true,
  modes: MODES_5_4,
  helpLayout: 'prompts',
  menuConditions: 'title',
  randomRepeats: 'last-choice',
}
