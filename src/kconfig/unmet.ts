/**
 * A symbol that is selected although its own dependencies do not allow it.
 * Follows sym_warn_unmet_dep() in scripts/kconfig/symbol.c and expr_gstr_print_revdep() in expr.c.
 */
import type { Evaluator } from './evaluator.ts'
import { type Expression, Kind } from './expression.ts'
import { printExpression, withValue } from './expression-print.ts'
import type { KconfigSymbol } from './symbol.ts'
import { MOD, type Tristate, YES } from './tristate.ts'

export const reportUnmet = (evaluator: Evaluator, symbol: KconfigSymbol): void => {
  const depends = printExpression(symbol.directDependency, withValue)
  const direct = symbol.directValue === MOD ? 'm' : 'n'
  const byYes = listReasons(evaluator, symbol.reverseDependency, YES, '  Selected by [y]:\n')
  const byMod = listReasons(evaluator, symbol.reverseDependency, MOD, '  Selected by [m]:\n')
  const node = symbol.nodes[0]
  evaluator.emit({
    code: 'kconfig/unmet-dependency',
    severity: 'warning',
    stream: 'err',
    text: `\nWARNING: unmet direct dependencies detected for ${symbol.name}\n  Depends on [${direct}]: ${depends}\n${byYes}${byMod}`,
    args: { symbol: symbol.label, depends: printExpression(symbol.directDependency), value: direct },
    ...(node === undefined ? {} : { position: { file: node.file, line: node.line } }),
  })
}

/** The operands of a disjunction that have a value, one a line under a title; empty where none has it. */
export const listReasons = (
  evaluator: Evaluator,
  expression: Expression | null,
  value: Tristate,
  title: string,
): string => {
  let text = ''
  const walk = (operand: Expression): void => {
    if (operand.kind === Kind.or) {
      walk(operand.left as Expression)
      walk(operand.right as Expression)
    } else if (evaluator.evaluate(operand) === value) {
      if (text === '') text = title
      text += `  - ${printExpression(operand, withValue)}\n`
    }
  }
  if (expression !== null) walk(expression)
  return text
}
