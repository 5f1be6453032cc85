/**
 * Patterns by which a user names lines of a configuration. With `*` or `?` in it a pattern has to fit a whole line or the
 * whole name of its symbol. Without, it is the name of a symbol that some line is about, or else any text in a line.
 */
import type { SeedLine } from './seed-lines.ts'

/** Whether a line is named. */
export type LinePattern = (line: SeedLine) => boolean

const PREFIX = 'CONFIG_'

const withoutPrefix = (text: string): string => (text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text)

const globbed = (pattern: string): RegExp => {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's')
}

/** `lines`: those that the pattern is looked for in. */
export const linePattern = (pattern: string, lines: readonly SeedLine[]): LinePattern => {
  const name = withoutPrefix(pattern)
  if (/[*?]/.test(pattern)) {
    const [whole, named] = [globbed(pattern), globbed(name)]
    return ({ text, symbol }) => whole.test(text.trimEnd()) || (symbol !== undefined && named.test(symbol))
  }
  if (lines.some(({ symbol }) => symbol === name)) return ({ symbol }) => symbol === name
  return ({ text }) => text.includes(pattern)
}
