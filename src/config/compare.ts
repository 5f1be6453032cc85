/**
 * Two configurations side by side, as scripts/diffconfig lists them: what is only in one, and what changed.
 */
import { type ConfigEntry, type ConfigSet, sameValue } from './config-set.ts'

export type ConfigDifference =
  | { readonly kind: 'removed'; readonly symbol: string; readonly before: ConfigEntry }
  | { readonly kind: 'added'; readonly symbol: string; readonly after: ConfigEntry }
  | { readonly kind: 'changed'; readonly symbol: string; readonly before: ConfigEntry; readonly after: ConfigEntry }

export interface CompareOptions {
  /** A symbol that is absent counts as `is not set`: full configurations of different trees differ in which they list. */
  readonly absentIsNotSet?: boolean
}

const isNo = (entry: ConfigEntry): boolean => sameValue(entry.value, { kind: 'not-set' })

const difference = (
  symbol: string,
  before: ConfigEntry | undefined,
  after: ConfigEntry | undefined,
  absentIsNotSet: boolean,
): ConfigDifference | undefined => {
  if (before !== undefined && after !== undefined) {
    return sameValue(before.value, after.value) ? undefined : { kind: 'changed', symbol, before, after }
  }
  const only = before ?? after
  if (only === undefined || (absentIsNotSet && isNo(only))) return undefined
  return before === undefined ? { kind: 'added', symbol, after: only } : { kind: 'removed', symbol, before: only }
}

/** What differs from `before` to `after`, by symbol in bytewise order. */
export const compareConfigs = (
  before: ConfigSet,
  after: ConfigSet,
  options: CompareOptions = {},
): readonly ConfigDifference[] =>
  [...new Set([...before.entries.keys(), ...after.entries.keys()])].sort().flatMap((symbol) => {
    const found = difference(
      symbol,
      before.entries.get(symbol),
      after.entries.get(symbol),
      options.absentIsNotSet === true,
    )
    return found === undefined ? [] : [found]
  })
