/**
 * The kernel's generations before 5.0: keywords by position, options with any name, errors that speak of options.
 * 4.18 has macros, 4.17 and older symbols from the environment and `$NAME`.
 */
import type { Dialect } from '../dialect.ts'
import { linux54 } from './linux-5.ts'
import { MODES_4_17 } from './modes.ts'

const ADVICE = 'Documentation/kbuild/kconfig-language.txt'

/** 4.18: macros, but the grammar and the files of before. */
export const linux418: Dialect = {
  ...linux54,
  name: 'linux-4.18',
  syntax: { ...linux54.syntax, name: 'linux-4.18', keywords: 'positional', extraWordCharacters: '/.', option: 'words' },
  positions: 'statement',
  reportsMissingNewline: false,
  errorWords: 'options',
  unknownOption: 'warning',
  cyclesFatal: 'never',
  cycleReasons: 'properties',
  cycleAdvice: { document: ADVICE, place: 'end' },
  endOfMenu: 'none',
  keepsUnchanged: false,
  makesFolders: false,
  autoconf: 'sync',
  modes: MODES_4_17,
  defconfigArgument: 'optional',
  syncStyle: 'when-changed',
}

export const linux417: Dialect = {
  ...linux418,
  name: 'linux-4.17',
  syntax: { ...linux418.syntax, name: 'linux-4.17', preprocessor: false },
  environmentSymbols: true,
  dollarNames: 'title-and-source',
  mainMenuTitle: 'Linux Kernel Configuration',
}
