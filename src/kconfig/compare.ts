/**
 * Comparing the values of two symbols: as numbers where both read as numbers, else as text.
 * Follows expr_calc_value() and expr_parse_string() in scripts/kconfig/expr.c.
 */
import { parseInteger } from './numbers.ts'
import type { KconfigSymbol, SymbolType } from './symbol.ts'
import { stringValue } from './symbol-value.ts'

/** Less than, equal to or greater than zero. Both symbols are computed already. */
export const compareValues = (left: KconfigSymbol, right: KconfigSymbol): number => {
  const a = stringValue(left)
  const b = stringValue(right)
  if (left.type === 'string' && right.type === 'string') return compareText(a, b)
  const x = numberOf(a, left.type)
  const y = x === null ? null : numberOf(b, right.type)
  if (x === null || y === null) return compareText(a, b)
  if (left.type === 'hex' || right.type === 'hex') return order(BigInt.asUintN(64, x), BigInt.asUintN(64, y))
  return order(x, y)
}

const order = <T extends bigint | string>(a: T, b: T): number => (a > b ? 1 : a < b ? -1 : 0)

/** Bytewise, as strcmp() does. */
const compareText = (a: string, b: string): number => order(a, b)

const numberOf = (text: string, type: SymbolType): bigint | null => {
  if (type === 'bool' || type === 'tristate') return text === 'n' ? 0n : text === 'm' ? 1n : text === 'y' ? 2n : -1n
  const { value, end, overflow } = parseInteger(text, type === 'int' ? 10 : type === 'hex' ? 16 : 0, type === 'hex')
  return !overflow && end > 0 && end === text.length ? value : null
}
