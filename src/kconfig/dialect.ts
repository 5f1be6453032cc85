/**
 * A generation of the configurator, as a record of switches. Differences between generations and forks are data:
 * general code reads the switches, and a new generation is a new record (`dialects/`).
 */
import type { KconfigSyntax } from '../../grammar/kconfig/index.ts'
import type { FileSwitches } from './dialects/file-switches.ts'
import type { ReadingSwitches } from './dialects/reading-switches.ts'
import type { ToolSwitches } from './dialects/tool-switches.ts'
import type { ValueSwitches } from './dialects/value-switches.ts'

export const DIALECT_NAMES = [
  'linux-4.17',
  'linux-4.18',
  'linux-5.4',
  'linux-5.6',
  'linux-5.10',
  'linux-5.15',
  'linux-6.1',
  'linux-6.6',
  'linux-6.8',
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

export interface Dialect extends ReadingSwitches, ValueSwitches, FileSwitches, ToolSwitches {
  readonly name: DialectName
  /** What the files may hold. */
  readonly syntax: KconfigSyntax
}
