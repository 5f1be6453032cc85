/**
 * `$NAME` of the generations before macros: the value of the symbol NAME, which has it from the environment
 * (`option env`). An unknown name stands for nothing.
 * Follows sym_expand_string_value() in scripts/kconfig/symbol.c (Linux 4.17).
 */
import { Kind } from './expression.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'
import type { SymbolTable } from './symbol-table.ts'

/** `unknown` is what a name stands for that no file mentions. */
export const expandDollarNames = (
  text: string,
  symbols: SymbolTable,
  unknown: (name: string) => string = () => '',
): string =>
  text.replace(/\$([A-Za-z0-9_]*)/g, (_, name: string) => {
    const symbol = symbols.find(name)
    return symbol === undefined ? unknown(name) : presetValue(symbol)
  })

/**
 * What a symbol is before anything is configured. Names in files depend on symbols from the environment alone: these
 * have one default without a condition.
 */
const presetValue = (symbol: KconfigSymbol): string => {
  if (symbol.type === 'unknown') return symbol.label
  if (isLogic(symbol)) return 'n'
  const preset = symbol.rules.find(({ kind, condition }) => kind === 'default' && condition === null)
  return preset?.value?.kind === Kind.symbol ? (preset.value.symbol?.label ?? '') : ''
}
