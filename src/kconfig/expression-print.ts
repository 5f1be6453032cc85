/**
 * Expressions as text. With values, each symbol of known type is followed by ` [=value]`, as messages and help texts
 * show it.  Follows expr_print() in scripts/kconfig/expr.c.
 */
import { type Expression, Kind } from './expression.ts'
import type { KconfigSymbol } from './symbol.ts'
import { stringValue } from './symbol-value.ts'

const OPERATORS: Partial<Record<Kind, string>> = {
  [Kind.equal]: '=',
  [Kind.unequal]: '!=',
  [Kind.less]: '<',
  [Kind.lessEqual]: '<=',
  [Kind.greater]: '>',
  [Kind.greaterEqual]: '>=',
}

/** How a symbol is written: its bare name, or with its value behind it. */
export type SymbolPrinter = (symbol: KconfigSymbol) => string

export const bare: SymbolPrinter = (symbol) => symbol.label

export const withValue: SymbolPrinter = (symbol) =>
  symbol.name === null || symbol.type === 'unknown' ? symbol.label : `${symbol.name} [=${stringValue(symbol)}]`

/** Parentheses stand only where precedence needs them. An absent expression is y. */
export const printExpression = (expression: Expression | null, print: SymbolPrinter = bare): string =>
  expression === null ? 'y' : printBelow(expression, null, print)

const printBelow = (expression: Expression, outer: Kind | null, print: SymbolPrinter): string => {
  const left = (): string => printBelow(expression.left as Expression, expression.kind, print)
  const right = (): string => printBelow(expression.right as Expression, expression.kind, print)
  switch (expression.kind) {
    case Kind.symbol:
      return print(expression.symbol as KconfigSymbol)
    case Kind.not:
      return `!${left()}`
    case Kind.and: {
      const text = `${left()} && ${right()}`
      return outer === Kind.not ? `(${text})` : text
    }
    case Kind.or: {
      const text = `${left()} || ${right()}`
      return outer === Kind.not || outer === Kind.and ? `(${text})` : text
    }
    case Kind.range:
      return `[${print(expression.symbol as KconfigSymbol)} ${print(expression.other as KconfigSymbol)}]`
    default:
      return `${print(expression.symbol as KconfigSymbol)}${OPERATORS[expression.kind]}${print(expression.other as KconfigSymbol)}`
  }
}
