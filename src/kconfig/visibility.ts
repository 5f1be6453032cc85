/**
 * Which menu nodes are shown.  Follows menu_is_visible() in scripts/kconfig/menu.c.
 */
import type { Evaluator } from './evaluator.ts'
import type { MenuNode } from './menu-node.ts'
import { NO } from './tristate.ts'

/** The node has a visible prompt, or is set and has something visible below it. */
export const isVisible = (evaluator: Evaluator, node: MenuNode): boolean => {
  const { prompt, symbol } = node
  if (prompt === null) return false
  if (node.visibility !== null && evaluator.evaluate(node.visibility) === NO) return false
  if (symbol !== null) evaluator.calculate(symbol)
  else prompt.visible = evaluator.evaluate(prompt.condition)
  if (prompt.visible !== NO) return true
  if (symbol === null || symbol.tristate === NO) return false
  for (let child = node.child; child !== null; child = child.next) {
    if (!isVisible(evaluator, child)) continue
    // What cannot be asked itself is not new either.
    if (evaluator.model.dialect.choices === 'symbols') symbol.hasUserValue = true
    return true
  }
  return false
}
