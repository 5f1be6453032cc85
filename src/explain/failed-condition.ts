/**
 * Why a condition does not hold: the parts of it that are too low, down to the symbols to blame.
 */
import type { Evaluator } from '../kconfig/evaluator.ts'
import { type Expression, Kind } from '../kconfig/expression.ts'
import { printExpression } from '../kconfig/expression-print.ts'
import type { KconfigSymbol } from '../kconfig/symbol.ts'
import { stringValue } from '../kconfig/symbol-value.ts'
import { letterOf, type Tristate } from '../kconfig/tristate.ts'
import type { Blamed, FailedCondition } from './rejection.ts'

/** The parts of `expression` that keep it below `needed`; the smallest ones that do. */
export const failedCondition = (evaluator: Evaluator, expression: Expression, needed: Tristate): FailedCondition => {
  const parts: Expression[] = []
  collect(evaluator, expression, needed, parts)
  const { unknown } = evaluator.model
  const blamed = new Map<string, Blamed>()
  const probes = new Map<string, string>()
  let any = false
  const visit = (part: Expression, positive: boolean): void => {
    const { kind, left, right, symbol, other } = part
    if (kind === (positive ? Kind.or : Kind.and)) any = true
    if (left !== null) visit(left, kind === Kind.not ? !positive : positive)
    if (right !== null) visit(right, positive)
    for (const mentioned of [symbol, other]) {
      if (mentioned === null) continue
      if (mentioned.isProbe) {
        for (const { text } of unknown.partsOf(mentioned.label))
          probes.set(
            unknown.fill(text, () => undefined),
            mentioned.text,
          )
      } else if (isSymbol(mentioned) && !blamed.has(mentioned.label)) {
        blamed.set(mentioned.label, blame(mentioned, kind === Kind.symbol ? positive : undefined))
      }
    }
  }
  for (const part of parts) visit(part, true)
  const value = evaluator.evaluate(expression)
  return {
    expression: unknown.readable(parts.map((part) => withParentheses(part)).join(' && ')),
    value: letterOf(value) === 'm' ? 'm' : 'n',
    blame: [...blamed.values()],
    ...(any ? { any } : {}),
    ...(probes.size > 0 ? { probes: [...probes].map(([text, answer]) => ({ text, answer })) } : {}),
  }
}

/** `wanted`: it stands alone, or behind `!`; undefined where it is compared. */
const blame = (symbol: KconfigSymbol, wanted: boolean | undefined): Blamed => {
  const { label } = symbol
  if (symbol.type === 'unknown') return { symbol: label, value: 'undefined' }
  const isAsked = symbol.rules.some(({ text }) => text !== null)
  return {
    symbol: label,
    value: stringValue(symbol),
    ...(wanted === undefined ? {} : { wants: wanted ? 'set' : 'unset' }),
    ...(isAsked ? {} : { fixed: true }),
  }
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
