/**
 * A fact about a kernel with the place it comes from, or what would tell it.  Nothing here is guessed: a fact that no
 * file, option or inference gives is unknown, and says what is missing.
 */
import { type ConfigEntry, valueText } from '../config/config-set.ts'

/** Where a fact comes from. Lines are 1-based. */
export type FactSource =
  | { readonly kind: 'file'; readonly file: string; readonly line?: number }
  /** A symbol of the kernel's configuration; `value` is `n` where the configuration has no line for it. */
  | {
      readonly kind: 'config'
      readonly symbol: string
      readonly value: string
      readonly file?: string
      readonly line?: number
    }
  | { readonly kind: 'option'; readonly option: string }
  /** What kernels of this version do, where the tree's own files do not say. `version` is `6.1`. */
  | { readonly kind: 'version'; readonly version: string }
  /** Follows from another fact, named by a code. */
  | { readonly kind: 'inferred'; readonly from: string }

/** What would make a fact known. */
export type Wanted =
  | { readonly kind: 'file'; readonly file: string }
  /** The kernel's configuration; `symbol` where one line of it would do. */
  | { readonly kind: 'config'; readonly symbol?: string }
  | { readonly kind: 'option'; readonly option: string }

export interface KnownFact<T> {
  readonly kind: 'known'
  readonly value: T
  readonly source: FactSource
}

export interface UnknownFact {
  readonly kind: 'unknown'
  /** Any one of these would do; the likeliest to be at hand first. */
  readonly wanted: readonly Wanted[]
}

export type Fact<T> = KnownFact<T> | UnknownFact

/** The values of a kernel's whole configuration: a symbol without a line is `n` in it. Names are without `CONFIG_`. */
export type ConfigLookup = (symbol: string) => ConfigEntry | undefined

/** Undefined where it is not known. */
export const knownValue = <T>(fact: Fact<T>): T | undefined => (fact.kind === 'known' ? fact.value : undefined)

export const known = <T>(value: T, source: FactSource): KnownFact<T> => ({ kind: 'known', value, source })

/** Each thing that is wanted is named once. */
export const unknown = (...wanted: readonly Wanted[]): UnknownFact => {
  const byText = new Map(wanted.map((one) => [JSON.stringify(one), one]))
  return { kind: 'unknown', wanted: [...byText.values()] }
}

/** A symbol's value as text, `n` where the configuration has no line for it. */
export const configText = (config: ConfigLookup, symbol: string): string => {
  const entry = config(symbol)
  return entry === undefined ? 'n' : valueText(entry.value)
}

/** The line that a value comes from. */
export const configSource = (config: ConfigLookup, symbol: string): FactSource => {
  const entry = config(symbol)
  if (entry === undefined) return { kind: 'config', symbol, value: 'n' }
  return { kind: 'config', symbol, value: valueText(entry.value), file: entry.file, line: entry.line }
}

/** Whether a symbol is `y`. Without a configuration: unknown. */
export const configFact = (config: ConfigLookup | undefined, symbol: string): Fact<boolean> =>
  config === undefined
    ? unknown({ kind: 'config', symbol })
    : known(configText(config, symbol) === 'y', configSource(config, symbol))

/** The text of a symbol of type string, without quotes and escapes; undefined where it has no value. */
export const configString = (config: ConfigLookup, symbol: string): string | undefined => {
  const value = config(symbol)?.value
  if (value?.kind !== 'assigned') return undefined
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(value.text)?.[1]
  // include/config/auto.conf has them bare (since 5.17)
  return quoted === undefined ? value.text : quoted.replace(/\\(.)/gs, '$1')
}
