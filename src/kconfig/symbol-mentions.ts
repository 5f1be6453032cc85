/**
 * Which symbols a symbol's value hangs on, and the other way round.
 */
import { type Expression, leftEdge } from './expression.ts'
import { forEachSymbol } from './expression-query.ts'
import type { Model } from './model.ts'
import type { KconfigSymbol } from './symbol.ts'
import { FIRST_ID, type SymbolTable } from './symbol-table.ts'

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

/**
 * Finds `dependents` of a model: looks through all conditions once. Linear in their size, as what a symbol's conditions share is gone through once a
 * symbol; lists are chains in arrays, since there are some ten mentions a symbol.
 */
export const findDependents = ({
  symbols,
  expressions,
}: Pick<Model, 'symbols' | 'expressions'>): Model['dependents'] => {
  const { all } = symbols
  /** By id of the symbol mentioned: where its chain begins. */
  const heads = new Int32Array(all.length + FIRST_ID).fill(-1)
  const users: KconfigSymbol[] = []
  const nexts: number[] = []
  /** By id: the symbol for which it was seen last. */
  const seenSymbols = new Int32Array(all.length + FIRST_ID)
  const seenExpressions = new Int32Array(expressions.size)
  let user: KconfigSymbol
  const note = (mentioned: KconfigSymbol | null): void => {
    // y, m and n are in most conditions and never change
    if (mentioned === null || mentioned.id < FIRST_ID || seenSymbols[mentioned.id] === user.id) return
    seenSymbols[mentioned.id] = user.id
    nexts.push(heads[mentioned.id] as number)
    heads[mentioned.id] = users.push(user) - 1
  }
  const isSeen = ({ id }: Expression): boolean => seenExpressions[id] === user.id
  const visit = (expression: Expression | null): void => {
    if (expression === null || isSeen(expression)) return
    const edge = leftEdge(expression, isSeen)
    for (const { id } of edge) seenExpressions[id] = user.id
    visit((edge.at(-1) as Expression).left)
    for (let index = edge.length - 1; index >= 0; index--) visit((edge[index] as Expression).right)
    note(expression.symbol)
    note(expression.other)
  }
  // Whoever comes last begins the chain.
  for (let index = all.length - 1; index >= 0; index--) {
    user = all[index] as KconfigSymbol
    visit(user.directDependency)
    visit(user.reverseDependency)
    visit(user.impliedBy)
    for (const { condition, value } of user.rules) {
      visit(condition)
      visit(value)
    }
    note(user.memberOf)
  }
  return function* ({ id }) {
    for (let at = heads[id] as number; at >= 0; at = nexts[at] as number) yield users[at] as KconfigSymbol
  }
}
