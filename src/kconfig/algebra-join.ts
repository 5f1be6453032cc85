/**
 * Two operands of one conjunction or disjunction that can be written as one: `A || !A` is y, `A && A=y` is `A=y`.
 * Follows expr_join_or() and expr_join_and() in scripts/kconfig/expr.c.
 */
import { type Expression, type ExpressionFactory, Kind } from './expression.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'
import type { SymbolTable } from './symbol-table.ts'

/** The symbol that an operand of a simple shape is about, or null where no join but equality is possible. */
const subject = (expression: Expression, nested: boolean): KconfigSymbol | null => {
  switch (expression.kind) {
    case Kind.symbol:
    case Kind.equal:
    case Kind.unequal:
      return expression.symbol
    case Kind.not: {
      const operand = expression.left as Expression
      if (operand.kind === Kind.symbol) return operand.symbol
      return nested && (operand.kind === Kind.equal || operand.kind === Kind.unequal) ? operand.symbol : null
    }
    default:
      return null
  }
}

/** The tristate symbol or bool symbol that both operands are about. */
const commonSubject = (a: Expression, b: Expression): KconfigSymbol | null => {
  const symbol = subject(a, true)
  if (symbol === null || symbol !== subject(b, false)) return null
  return isLogic(symbol) ? symbol : null
}

const isPlainNot = (expression: Expression): boolean =>
  expression.kind === Kind.not && (expression.left as Expression).kind === Kind.symbol

const bothOf = (a: Expression, b: Expression, x: KconfigSymbol, y: KconfigSymbol): boolean =>
  (a.other === x && b.other === y) || (a.other === y && b.other === x)

/** One operand for `a || b`, or null. Equal operands are the caller's. */
export const joinOr = (
  make: ExpressionFactory,
  { no, mod, yes }: SymbolTable,
  a: Expression,
  b: Expression,
): Expression | null => {
  const symbol = commonSubject(a, b)
  if (symbol === null) return null
  if (symbol.type === 'tristate' && a.kind === Kind.equal && b.kind === Kind.equal) {
    if (bothOf(a, b, yes, mod)) return make.compare(Kind.unequal, symbol, no)
    if (bothOf(a, b, yes, no)) return make.compare(Kind.unequal, symbol, mod)
    if (bothOf(a, b, mod, no)) return make.compare(Kind.unequal, symbol, yes)
  }
  if (
    symbol.type === 'bool' &&
    ((isPlainNot(a) && b.kind === Kind.symbol) || (isPlainNot(b) && a.kind === Kind.symbol))
  )
    return make.symbol(yes)
  return null
}

/** One operand for `a && b`, or null. Equal operands are the caller's. */
export const joinAnd = (
  make: ExpressionFactory,
  { no, mod, yes }: SymbolTable,
  a: Expression,
  b: Expression,
): Expression | null => {
  const symbol = commonSubject(a, b)
  if (symbol === null) return null
  const plainWith = (kind: Kind, value: KconfigSymbol): boolean =>
    (a.kind === Kind.symbol && b.kind === kind && b.other === value) ||
    (b.kind === Kind.symbol && a.kind === kind && a.other === value)
  if (plainWith(Kind.equal, yes)) return make.compare(Kind.equal, symbol, yes)
  if (plainWith(Kind.unequal, no)) return make.symbol(symbol)
  if (plainWith(Kind.unequal, mod)) return make.compare(Kind.equal, symbol, yes)
  if (symbol.type !== 'tristate') return null
  if ((a.kind === Kind.equal && b.kind === Kind.unequal) || (a.kind === Kind.unequal && b.kind === Kind.equal)) {
    const [is, isNot] = (a.kind === Kind.equal ? [a.other, b.other] : [b.other, a.other]) as [
      KconfigSymbol,
      KconfigSymbol,
    ]
    if (is.constant && isNot.constant) return is !== isNot ? make.compare(Kind.equal, symbol, is) : make.symbol(no)
  }
  if (a.kind === Kind.unequal && b.kind === Kind.unequal) {
    if (bothOf(a, b, yes, no)) return make.compare(Kind.equal, symbol, mod)
    if (bothOf(a, b, yes, mod)) return make.compare(Kind.equal, symbol, no)
    if (bothOf(a, b, mod, no)) return make.compare(Kind.equal, symbol, yes)
  }
  return null
}
