/**
 * A symbol's computed value as text.  Follows sym_get_string_value() in scripts/kconfig/symbol.c.
 */
import { isLogic, type KconfigSymbol } from './symbol.ts'
import { letterOf } from './tristate.ts'

/** n, m or y, or the text of an int, hex or string symbol. The symbol is taken as last computed. */
export const stringValue = (symbol: KconfigSymbol): string =>
  isLogic(symbol) ? letterOf(symbol.tristate) : symbol.text
