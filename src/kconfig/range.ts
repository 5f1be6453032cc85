/**
 * Ranges of int and hex symbols: a computed value outside becomes the bound's text.
 * Follows sym_validate_range() and sym_get_range_val() in scripts/kconfig/symbol.c.
 */
import type { Evaluator } from './evaluator.ts'
import { isHexadecimal, isInteger, parseInteger } from './numbers.ts'
import type { KconfigSymbol } from './symbol.ts'

const baseOf = (symbol: KconfigSymbol, fallback: 10 | 16): 10 | 16 =>
  symbol.type === 'int' ? 10 : symbol.type === 'hex' ? 16 : fallback

/** The value of a bound; a word that is no symbol is read in the base of the symbol it bounds. */
const boundValue = (evaluator: Evaluator, bound: KconfigSymbol, base: 10 | 16): bigint => {
  evaluator.calculate(bound)
  return parseInteger(bound.text, baseOf(bound, base)).value
}

export const clampToRange = (evaluator: Evaluator, symbol: KconfigSymbol): void => {
  if (symbol.type !== 'int' && symbol.type !== 'hex') return
  const range = evaluator.rangeProperty(symbol)?.value
  if (range === undefined || range === null) return
  const base = symbol.type === 'int' ? 10 : 16
  const value = parseInteger(symbol.text, base).value
  let bound = range.symbol as KconfigSymbol
  if (value >= boundValue(evaluator, bound, base)) {
    bound = range.other as KconfigSymbol
    if (value <= boundValue(evaluator, bound, base)) return
  }
  symbol.text =
    evaluator.model.dialect.rangeText === 'bound' ? bound.text : printed(symbol, boundValue(evaluator, bound, base))
}

const printed = (symbol: KconfigSymbol, value: bigint): string =>
  symbol.type === 'int' ? String(value) : `0x${BigInt.asUintN(64, value).toString(16)}`

/** A text that the user may set the symbol to: right for its type, and inside its range. */
export const isTextWithinRange = (evaluator: Evaluator, symbol: KconfigSymbol, text: string): boolean => {
  if (symbol.type === 'string') return true
  const base = symbol.type === 'int' ? 10 : 16
  if (!(base === 10 ? isInteger(text) : isHexadecimal(text))) return false
  const range = evaluator.rangeProperty(symbol)?.value
  if (range === undefined || range === null) return true
  const value = parseInteger(text, base).value
  return (
    value >= boundValue(evaluator, range.symbol as KconfigSymbol, base) &&
    value <= boundValue(evaluator, range.other as KconfigSymbol, base)
  )
}
