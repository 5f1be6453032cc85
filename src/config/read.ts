/**
 * Reading values from the text of a `.config`, a defconfig or a fragment. Lines are told apart by grammar/dotconfig;
 * which of them count follows conf_read_simple() in scripts/kconfig/confdata.c (Linux 6.1), the widest of the readers:
 * text behind `is not set` does not keep a line from counting.
 */
import { parse } from '../../grammar/dotconfig/index.ts'
import type { DotconfigLine } from '../../grammar/dotconfig/tree.ts'
import { latin1 } from '../files/source-file.ts'
import { type ConfigEntry, type ConfigSet, type ConfigValue, collectEntries } from './config-set.ts'
import { parseTitle } from './header.ts'

export interface ReadOptions {
  /** What each name starts with (the environment's `CONFIG_`); default `CONFIG_`. */
  readonly prefix?: string
}

/** Files that went through Windows: the configurator cuts one carriage return as well. */
const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text)

const entryOf = (line: DotconfigLine): { readonly symbol: string; readonly value: ConfigValue } | undefined => {
  if (line.kind === 'assignment')
    return { symbol: line.name, value: { kind: 'assigned', text: withoutReturn(line.value) } }
  return line.kind === 'unset' ? { symbol: line.name, value: { kind: 'not-set' } } : undefined
}

/** Reads a text or its bytes; `file` is its name for places. Never fails: lines that are no values are kept as such. */
export const readConfig = (content: string | Uint8Array, file: string, options: ReadOptions = {}): ConfigSet => {
  const text = typeof content === 'string' ? content : latin1(content)
  const { tree } = parse(text, { prefix: options.prefix ?? 'CONFIG_' })
  const lines: ConfigEntry[] = tree.lines.flatMap((line) => {
    const found = entryOf(line)
    return found === undefined ? [] : [{ ...found, file, line: line.line }]
  })
  const unexpected = tree.lines.flatMap((line) =>
    line.kind === 'unexpected' || line.kind === 'incomplete'
      ? [{ text: withoutReturn(line.text), file, line: line.line }]
      : [],
  )
  return {
    ...collectEntries(lines),
    unexpected,
    ...(tree.header === undefined ? {} : { header: parseTitle(tree.header) }),
  }
}
