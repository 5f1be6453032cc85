/**
 * Which symbols a symbol's value hangs on, and the other way round.
 */
import type { Expression } from './expression.ts'
import { forEachSymbol } from './expression-query.ts'
import type { Model } from './model.ts'
import type { KconfigSymbol } from './symbol.ts'
import type { SymbolTable } from './symbol-table.ts'

/** The expressions that take part in computing a symbol, selects and implies by it left out. */
export const governingExpressions = (symbol: KconfigSymbol): (Expression | null)[] => {
  const list = [symbol.directDependency, symbol.reverseDependency, symbol.impliedBy]
  for (const { condition, value } of symbol.rules) list.push(condition, value)
  return list
}

/** The symbols in whose computing some probe word takes part. */
export const symbolsOnProbes = ({ all }: SymbolTable): readonly KconfigSymbol[] => all.filter(hangsOnProbe)

const hangsOnProbe = (symbol: KconfigSymbol): boolean => {
  if (
    symbol.directDependency?.hasProbe === true ||
    symbol.reverseDependency?.hasProbe === true ||
    symbol.impliedBy?.hasProbe === true
  )
    return true
  for (const { condition, value } of symbol.rules) {
    if (condition?.hasProbe === true || value?.hasProbe === true) return true
  }
  return false
}

/** The symbols computed from a probe word directly. */
export const probeUsers = (model: Model): Map<KconfigSymbol, Set<KconfigSymbol>> => {
  const found = new Map<KconfigSymbol, Set<KconfigSymbol>>()
  for (const symbol of model.onProbes) {
    for (const expression of governingExpressions(symbol)) {
      if (expression?.hasProbe !== true) continue
      forEachSymbol(expression, (mentioned) => {
        if (mentioned.isProbe) note(found, mentioned, symbol)
      })
    }
  }
  return found
}

const note = (found: Map<KconfigSymbol, Set<KconfigSymbol>>, mentioned: KconfigSymbol, user: KconfigSymbol): void => {
  const known = found.get(mentioned)
  if (known === undefined) found.set(mentioned, new Set([user]))
  else known.add(user)
}

/** For each symbol that is mentioned, the symbols computed from it directly. Linear in the size of all conditions. */
export const dependents = (model: Model): Map<KconfigSymbol, Set<KconfigSymbol>> => {
  const found = new Map<KconfigSymbol, Set<KconfigSymbol>>()
  for (const symbol of model.symbols.all) {
    for (const expression of governingExpressions(symbol))
      forEachSymbol(expression, (mentioned) => note(found, mentioned, symbol))
    if (symbol.memberOf !== null) note(found, symbol.memberOf, symbol)
  }
  return found
}
