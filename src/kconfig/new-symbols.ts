/**
 * Symbols that a configuration says nothing about yet, as the dialogue would ask for them.
 * Follows check_conf() in scripts/kconfig/conf.c.
 */
import type { Evaluator } from './evaluator.ts'
import type { MenuNode } from './menu-node.ts'
import type { KconfigSymbol } from './symbol.ts'
import { YES } from './tristate.ts'
import { isChangeable } from './user-values.ts'
import { isVisible } from './visibility.ts'

/** The symbol has no user value and could take one; so is a choice that is y without a member asked for. */
export const isNew = (evaluator: Evaluator, symbol: KconfigSymbol): boolean =>
  !symbol.hasUserValue &&
  (isChangeable(evaluator, symbol) ||
    (evaluator.model.dialect.choices === 'symbols' && symbol.isChoice && symbol.tristate === YES))

/** Visits the visible nodes below and including `node` whose symbol is new, in menu order. */
export const forEachNew = (evaluator: Evaluator, node: MenuNode, visit: (node: MenuNode) => void): void => {
  if (!isVisible(evaluator, node)) return
  if (node.symbol !== null && isNew(evaluator, node.symbol)) visit(node)
  for (let child = node.child; child !== null; child = child.next) forEachNew(evaluator, child, visit)
}
