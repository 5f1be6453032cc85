/**
 * Questions about expressions that decide which entries become a submenu.
 * Follows expr_contains_symbol() and expr_depends_symbol() in scripts/kconfig/expr.c.
 */
import { type Expression, Kind, leftEdge } from './expression.ts'
import type { KconfigSymbol } from './symbol.ts'
import type { SymbolTable } from './symbol-table.ts'

/** The symbol occurs anywhere in the expression. */
export const mentions = (expression: Expression | null, symbol: KconfigSymbol): boolean => {
  if (expression === null) return false
  switch (expression.kind) {
    case Kind.and:
    case Kind.or:
      return mentions(expression.left, symbol) || mentions(expression.right, symbol)
    case Kind.not:
      return mentions(expression.left, symbol)
    case Kind.symbol:
      return expression.symbol === symbol
    case Kind.range:
      return false
    default:
      return expression.symbol === symbol || expression.other === symbol
  }
}

/** The expression is n unless the symbol is set. */
export const dependsOn = (expression: Expression | null, symbol: KconfigSymbol, constants: SymbolTable): boolean => {
  if (expression === null) return false
  switch (expression.kind) {
    case Kind.and:
      return dependsOn(expression.left, symbol, constants) || dependsOn(expression.right, symbol, constants)
    case Kind.symbol:
      return expression.symbol === symbol
    case Kind.equal:
      return expression.symbol === symbol && (expression.other === constants.yes || expression.other === constants.mod)
    case Kind.unequal:
      return expression.symbol === symbol && expression.other === constants.no
    default:
      return false
  }
}

/** Every symbol of the expression, left to right, repeated as written. */
export const forEachSymbol = (expression: Expression | null, visit: (symbol: KconfigSymbol) => void): void => {
  if (expression === null) return
  const edge = leftEdge(expression)
  forEachSymbol((edge.at(-1) as Expression).left, visit)
  for (const { right } of edge.toReversed()) forEachSymbol(right, visit)
  if (expression.symbol !== null) visit(expression.symbol)
  if (expression.other !== null) visit(expression.other)
}
