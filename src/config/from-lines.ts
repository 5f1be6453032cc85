/**
 * Values from lines that were told apart already, parsed or out of the cache: no parser is loaded for it. Which lines
 * count follows conf_read_simple() in scripts/kconfig/confdata.c (Linux 6.1), the widest of the readers: text behind
 * `is not set` does not keep a line from counting.
 */
import type { DotconfigLine } from '../../grammar/dotconfig/index.ts'
import {
  type ConfigEntry,
  type ConfigSet,
  type ConfigValue,
  collectEntries,
  type UnexpectedLine,
} from './config-set.ts'

/** Files that went through Windows: the configurator cuts one carriage return as well. */
export const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text)

const entryOf = (line: DotconfigLine): { readonly symbol: string; readonly value: ConfigValue } | undefined => {
  if (line.kind === 'assignment')
    return { symbol: line.name, value: { kind: 'assigned', text: withoutReturn(line.value) } }
  return line.kind === 'unset' ? { symbol: line.name, value: { kind: 'not-set' } } : undefined
}

/** The values of a file's lines; `file` is its name for places. Lines that are no values are kept as such. */
export const configSetOf = (lines: readonly DotconfigLine[], file: string): ConfigSet => {
  const entries: ConfigEntry[] = []
  const unexpected: UnexpectedLine[] = []
  for (const line of lines) {
    const found = entryOf(line)
    if (found !== undefined) entries.push({ ...found, file, line: line.line })
    else if (line.kind === 'unexpected' || line.kind === 'incomplete')
      unexpected.push({ text: withoutReturn(line.text), file, line: line.line })
  }
  return { ...collectEntries(entries), unexpected }
}
