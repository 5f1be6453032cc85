/**
 * Choices as blocks (since 6.9): which choice a symbol is a member of, and what is inside a choice.
 * Follows sym_get_choice_menu() in scripts/kconfig/symbol.c.
 */
import type { MenuNode } from './menu-node.ts'
import { nodesBelow } from './menu-node.ts'
import type { KconfigSymbol } from './symbol.ts'

/** The choice around the first place where the symbol has a prompt, or null. */
export const choiceNodeOf = (symbol: KconfigSymbol): MenuNode | null => {
  const prompted = symbol.nodes.find((node) => node.prompt !== null)
  if (prompted === undefined) return null
  let node = prompted.parent
  while (node !== null && node.symbol === null) node = node.parent
  return node?.symbol?.isChoice ? node : null
}

/** The symbols inside a choice, in file order; one that has several places inside comes several times. */
export const symbolsInside = (choice: MenuNode): KconfigSymbol[] => {
  const symbols: KconfigSymbol[] = []
  for (const node of nodesBelow(choice)) if (node.symbol !== null) symbols.push(node.symbol)
  return symbols
}
