/**
 * A configuration as makefiles see it: what the configurator writes to include/config/auto.conf.
 * Follows conf_write_autoconf() in scripts/kconfig/confdata.c (Linux 4.9 to 6.12).
 */
import type { ConfigLookup } from '../kernel/fact.ts'

/** How auto.conf writes texts: with their quotes until 5.16, without since. */
export type ConfigurationTexts = 'quoted' | 'bare'

const unquoted = (text: string): string => text.slice(1, -1).replace(/\\(.)/g, '$1')

const isQuoted = (text: string): boolean => text.length > 1 && text.startsWith('"') && text.endsWith('"')

/** `CONFIG_…` and its text, from the values of a `.config` (`assignedValues()`); what is not set is absent. */
export const makeConfiguration = (
  assigned: ReadonlyMap<string, string>,
  texts: ConfigurationTexts,
): ReadonlyMap<string, string> => {
  const values = new Map<string, string>()
  for (const [symbol, text] of assigned)
    if (text !== 'n') values.set(`CONFIG_${symbol}`, texts === 'bare' && isQuoted(text) ? unquoted(text) : text)
  return values
}

/** Such a configuration for whoever asks for entries: the names are without prefix, and their places are not known. */
export const configurationLookup =
  (configuration: ReadonlyMap<string, string>): ConfigLookup =>
  (symbol) => {
    const text = configuration.get(`CONFIG_${symbol}`)
    return text === undefined ? undefined : { symbol, value: { kind: 'assigned', text }, file: '', line: 0 }
  }
