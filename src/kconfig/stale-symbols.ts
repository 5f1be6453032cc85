/**
 * Which symbols changed since auto.conf was written: the build touches one file for each of them.
 * Follows conf_touch_deps() in scripts/kconfig/confdata.c.
 */
import type { Evaluator } from './evaluator.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'
import { stringValue } from './symbol-value.ts'
import { NO } from './tristate.ts'

/** Names in table order. The old auto.conf was read (`ValueKind` auto) before. */
export const staleSymbols = (evaluator: Evaluator): string[] => {
  const names: string[] = []
  const classic = evaluator.model.dialect.choices === 'symbols'
  if (classic) evaluator.calculate(evaluator.model.modules)
  for (const symbol of evaluator.model.symbols.inHashOrder()) {
    if (classic) evaluator.calculate(symbol)
    if (symbol.isChoice || symbol.neverWritten || symbol.name === null) continue
    if (isStale(symbol)) names.push(symbol.name)
  }
  return names
}

const isStale = (symbol: KconfigSymbol): boolean => {
  const logic = isLogic(symbol)
  if (!symbol.write) return symbol.auto !== null
  if (symbol.auto === null) return !logic || symbol.tristate !== NO
  if (symbol.type === 'unknown') return true
  return logic ? symbol.tristate !== symbol.auto.tristate : stringValue(symbol) !== symbol.auto.text
}
