/**
 * Forgetting everything that was asked of a model and computed from it: it is as it was when it was built.
 */
import { symbolsInside } from './choice-node.ts'
import { nodesBelow } from './menu-node.ts'
import type { Model } from './model.ts'
import { NO } from './tristate.ts'

export const resetValues = (model: Model): void => {
  for (const symbol of model.symbols.all) {
    symbol.hasUserValue = false
    symbol.userTristate = NO
    symbol.userText = null
    symbol.auto = null
    symbol.userMember = symbol.chosen = null
    symbol.valid = symbol.write = symbol.needsMemberValues = false
    symbol.tristate = symbol.visible = symbol.directValue = symbol.reverseValue = symbol.impliedValue = NO
    symbol.text = '(null)'
  }
  for (const node of nodesBelow(model.root)) {
    if (node.members === null) continue
    const members = new Set(node.members)
    node.members = [...new Set(symbolsInside(node))].filter((symbol) => members.has(symbol))
  }
}
