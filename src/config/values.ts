/**
 * The values of a `.config` alone, without their places: for whoever needs ten thousand of them in no time.  They are
 * those that read.ts gives; a test holds the two together.
 */
import { lineOf } from '../files/line-number.ts'
import type { ConfigEntry } from './config-set.ts'
import { withoutReturn } from './from-lines.ts'

const LINE = /^(?:CONFIG_([^=\n]*)=([^\n]*)|# CONFIG_([^ \n]*) is not set[^\n]*)$/gm

/** What stands behind each `=`, quotes included, by symbol; the last line of a symbol counts. */
export const assignedValues = (text: string): ReadonlyMap<string, string> => {
  const values = new Map<string, string>()
  for (const [, symbol, value, unset] of text.matchAll(LINE)) {
    if (symbol !== undefined) values.set(symbol, withoutReturn(value ?? ''))
    else if (unset !== undefined) values.delete(unset)
  }
  return values
}

/** Values as entries; the line of one is looked for when it is asked for. */
export const entryLookup = (
  text: string,
  file: string,
  values: ReadonlyMap<string, string>,
): ((symbol: string) => ConfigEntry | undefined) => {
  return (symbol) => {
    const value = values.get(symbol)
    if (value === undefined) return undefined
    return {
      symbol,
      value: { kind: 'assigned', text: value },
      file,
      get line(): number {
        return lineOf(text, `\n${text}`.lastIndexOf(`\nCONFIG_${symbol}=`))
      },
    }
  }
}
