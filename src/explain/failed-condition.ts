/**
 * Why a condition does not hold: the parts of it that are too low, down to the symbols to blame.
 */
import type { Evaluator } from '../kconfig/evaluator.ts'
import { type Expression, Kind } from '../kconfig/expression.ts'
import { printExpression } from '../kconfig/expression-print.ts'
import { forEachSymbol } from '../kconfig/expression-query.ts'
import type { KconfigSymbol } from '../kconfig/symbol.ts'
import { stringValue } from '../kconfig/symbol-value.ts'
import { letterOf, type Tristate } from '../kconfig/tristate.ts'
import type { Blamed, FailedCondition } from './rejection.ts'

/** The parts of `expression` that keep it below `needed`; the smallest ones that do. */
export const failedCondition = (evaluator: Evaluator, expression: Expression, needed: Tristate): FailedCondition => {
  const blamed = new Map<string, Blamed>()
  const parts: Expression[] = []
  collect(evaluator, expression, needed, parts)
  for (const part of parts) {
    forEachSymbol(part, (symbol) => {
      if (isSymbol(symbol)) blamed.set(symbol.label, blame(symbol))
    })
  }
  const value = evaluator.evaluate(expression)
  return {
    expression: evaluator.model.unknown.readable(parts.map((part) => withParentheses(part)).join(' && ')),
    value: letterOf(value) === 'm' ? 'm' : 'n',
    blame: [...blamed.values()],
  }
}

const blame = (symbol: KconfigSymbol): Blamed => {
  const { label } = symbol
  if (symbol.type === 'unknown') return { symbol: label, value: 'undefined' }
  const isAsked = symbol.rules.some(({ text }) => text !== null)
  return { symbol: label, value: stringValue(symbol), ...(isAsked ? {} : { fixed: true }) }
}

const isSymbol = (symbol: KconfigSymbol): boolean =>
  !symbol.constant && !symbol.isProbe && symbol.name !== null && /[A-Z]/.test(symbol.name)

const withParentheses = (expression: Expression): string => {
  const text = printExpression(expression)
  return expression.kind === Kind.or ? `(${text})` : text
}

const collect = (evaluator: Evaluator, expression: Expression, needed: Tristate, into: Expression[]): void => {
  if (evaluator.evaluate(expression) >= needed) return
  if (expression.kind === Kind.and) {
    collect(evaluator, expression.left as Expression, needed, into)
    collect(evaluator, expression.right as Expression, needed, into)
    return
  }
  if (!into.includes(expression)) into.push(expression)
}
