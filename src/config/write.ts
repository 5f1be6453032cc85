/**
 * A set of values as text: the lines that a configurator reads, nothing else. A whole `.config` with its menus is
 * written by the engine, which knows them.
 */
import type { ConfigEntry, ConfigSet } from './config-set.ts'

/** The line of one entry, without a line end. `prefix` is `CONFIG_` unless the environment says otherwise. */
const entryLine = ({ symbol, value }: ConfigEntry, prefix = 'CONFIG_'): string =>
  value.kind === 'assigned' ? `${prefix}${symbol}=${value.text}` : `# ${prefix}${symbol} is not set`

/** All entries, a line each, in the set's order. */
export const formatEntries = (set: ConfigSet, prefix = 'CONFIG_'): string =>
  [...set.entries.values()].map((entry) => `${entryLine(entry, prefix)}\n`).join('')
