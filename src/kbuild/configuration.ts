/**
 * A configuration as makefiles see it: what the configurator writes to include/config/auto.conf.
 * Follows conf_write_autoconf() in scripts/kconfig/confdata.c (Linux 4.9 to 6.12).
 */
import type { ConfigSet } from '../config/config-set.ts'

/** How auto.conf writes texts: with their quotes until 5.16, without since. */
export type ConfigurationTexts = 'quoted' | 'bare'

const unquoted = (text: string): string => text.slice(1, -1).replace(/\\(.)/g, '$1')

/** `CONFIG_…` and its text; what is not set is absent. */
export const makeConfiguration = (
  { entries }: Pick<ConfigSet, 'entries'>,
  texts: ConfigurationTexts,
): ReadonlyMap<string, string> => {
  const values = new Map<string, string>()
  for (const [symbol, { value }] of entries) {
    if (value.kind === 'not-set' || value.text === 'n') continue
    const { text } = value
    const bare = texts === 'bare' && text.startsWith('"') && text.endsWith('"') && text.length > 1
    values.set(`CONFIG_${symbol}`, bare ? unquoted(text) : text)
  }
  return values
}
