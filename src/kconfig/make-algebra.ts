/**
 * The way of simplifying that a dialect has.
 */
import type { Algebra } from './algebra.ts'
import { InternedAlgebra } from './algebra-interned.ts'
import { TreeAlgebra } from './algebra-tree.ts'
import type { Dialect } from './dialect.ts'
import type { ExpressionFactory } from './expression.ts'
import type { MessageSink } from './message.ts'
import type { KconfigSymbol } from './symbol.ts'
import type { SymbolTable } from './symbol-table.ts'

export const makeAlgebra = (
  dialect: Dialect,
  make: ExpressionFactory,
  symbols: SymbolTable,
  emit: MessageSink,
): Algebra => {
  const forced = (symbol: KconfigSymbol, value: 'n' | 'y'): void =>
    emit({
      code: 'kconfig/bool-compared-with-m',
      severity: 'warning',
      stream: 'out',
      text: `boolean symbol ${symbol.name} tested for 'm'? test forced to '${value}'\n`,
      args: { symbol: symbol.label, value },
    })
  return dialect.expressions === 'tree'
    ? new TreeAlgebra(make, symbols, forced)
    : new InternedAlgebra(make, symbols, forced)
}
