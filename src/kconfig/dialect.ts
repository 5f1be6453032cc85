/**
 * A generation of the configurator, as a record of switches. Differences between generations and forks are data:
 * general code reads the switches, and a new generation is a new record (`dialects/`).
 */
import type { KconfigSyntax } from '../../grammar/kconfig/index.ts'

export const DIALECT_NAMES = [
  'linux-4.17',
  'linux-4.18',
  'linux-6.1',
  'linux-6.12',
  'linux-6.18',
  'openwrt-17.01',
  'openwrt-18.06',
  'openwrt-19.07',
  'openwrt-21.02',
  'openwrt-22.03',
  'openwrt-23.05',
  'openwrt-24.10',
  'openwrt-25.12',
] as const

export type DialectName = (typeof DIALECT_NAMES)[number]

export interface Dialect {
  readonly name: DialectName
  /** What the files may hold. */
  readonly syntax: KconfigSyntax

  // Reading the files.
  /** `source` takes a pattern; what matches is read in sorted order, and no match is no error. */
  readonly sourceGlob: boolean
  /** The line that a syntax error is reported at is the statement's plus this. */
  readonly syntaxErrorLine: 0 | 1
  /** Inclusion loops: the chain is followed to the first repetition, or to the root file. */
  readonly inclusionChain: 'repetition' | 'root'

  // The model.
  /** Choices are symbols with a tristate value of their own, or blocks of bool members with a list of priorities. */
  readonly choices: 'symbols' | 'blocks'
  /** How conditions are simplified, and whether their values are kept until something changes. */
  readonly expressions: 'tree' | 'interned'
  /** Size of the hash table that symbols are visited in the order of. */
  readonly hashBuckets: number
  /** Cycles: every message line has its position, or none; looked for in the order of the table or of the menus. */
  readonly cycles: 'positioned' | 'plain'
  readonly cyclesFatal: boolean

  // Values.
  /** What an int, hex symbol without default or user value is. */
  readonly emptyInt: '' | '0'
  readonly emptyHex: '' | '0x0'
  readonly unmetWarnings: boolean
  /** A user value outside its range is forgotten when it is read (and the default comes back), or clamped. */
  readonly userRange: 'forgotten' | 'clamped'

  // The `.config`.
  /** `# X is not set` counts only if nothing follows; a line `CONFIG_X` without `=` is reported. */
  readonly strictReader: boolean
  /** Symbols that nobody can see or set are written too. */
  readonly writesInvisible: boolean
  /** Menus are closed with `# end of …`. */
  readonly endOfMenu: boolean

  // Modes.
  /** all*config and randconfig go over the symbols in table order, or over the menus. */
  readonly bulkOrder: 'table' | 'menus'
  /** Layout of the dependency file of auto.conf. */
  readonly autoconfCommand: 'literal' | 'variable'
  readonly rustConfig: boolean
}
