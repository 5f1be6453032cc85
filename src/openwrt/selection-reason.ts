/**
 * Why a symbol of a buildroot came out set without a line of its own: all kmods are wanted, a device or target brings the
 * package, another package needs it. Follows the Kconfig that package-metadata.pl and target-metadata.pl make.
 */
import type { Evaluator } from '../kconfig/evaluator.ts'
import { type Expression, Kind, leftEdge } from '../kconfig/expression.ts'
import type { KconfigSymbol } from '../kconfig/symbol.ts'
import { NO } from '../kconfig/tristate.ts'

export type SelectionReason =
  /** CONFIG_ALL_KMODS, or what selects it. */
  | { readonly kind: 'all-kmods' }
  /** A device or a target brings it: `TARGET_ath79_generic_DEVICE_tplink_archer-c7-v2`. */
  | { readonly kind: 'profile'; readonly symbol: string }
  /** Another package needs it. */
  | { readonly kind: 'package'; readonly name: string }
  /** An option selects it. */
  | { readonly kind: 'symbol'; readonly symbol: string }
  | { readonly kind: 'default' }

const PACKAGE = 'PACKAGE_'

export const selectionReason = (evaluator: Evaluator, name: string): SelectionReason => {
  const symbol = evaluator.model.symbols.find(name)
  if (symbol === undefined) return { kind: 'default' }
  if (name.startsWith(`${PACKAGE}kmod-`) && isSet(evaluator, 'ALL_KMODS')) return { kind: 'all-kmods' }
  const selector = selectorOf(evaluator, symbol)
  if (selector !== undefined) return reasonBehind(evaluator, selector)
  const default_ = `DEFAULT_${name.slice(PACKAGE.length)}`
  if (name.startsWith(PACKAGE) && isSet(evaluator, default_)) return reasonBehind(evaluator, default_)
  return { kind: 'default' }
}

const isSet = (evaluator: Evaluator, name: string): boolean => {
  const symbol = evaluator.model.symbols.find(name)
  if (symbol === undefined) return false
  evaluator.calculate(symbol)
  return symbol.tristate !== NO
}

/** What stands behind the symbol that selects. */
const reasonBehind = (evaluator: Evaluator, selector: string): SelectionReason => {
  if (selector.startsWith(PACKAGE)) return { kind: 'package', name: selector.slice(PACKAGE.length) }
  if (selector.startsWith('TARGET_')) return { kind: 'profile', symbol: selector }
  if (!/^(?:MODULE_)?DEFAULT_/.test(selector)) return { kind: 'symbol', symbol: selector }
  const symbol = evaluator.model.symbols.find(selector)
  const behind = symbol && selectorOf(evaluator, symbol)
  if (behind !== undefined) return behind === selector ? { kind: 'default' } : reasonBehind(evaluator, behind)
  // set by its default, which is the other one
  const plain = selector.replace(/^MODULE_/, '')
  return plain === selector || !isSet(evaluator, plain) ? { kind: 'default' } : reasonBehind(evaluator, plain)
}

/** The first symbol whose `select` of it counts: conditions stand behind it. */
const selectorOf = (evaluator: Evaluator, { reverseDependency }: KconfigSymbol): string | undefined => {
  if (reverseDependency === null) return undefined
  const selects = disjuncts(reverseDependency)
  const holding = selects.find((one) => evaluator.evaluate(one) !== NO)
  return holding === undefined ? undefined : firstName(holding)
}

const disjuncts = (expression: Expression): readonly Expression[] => {
  if (expression.kind !== Kind.or) return [expression]
  const edge = leftEdge(expression)
  const [first, ...others] = [...edge].reverse()
  return [
    ...(first?.left === null || first === undefined ? [] : [first.left]),
    ...[...(first === undefined ? [] : [first]), ...others].flatMap(({ right }) => right ?? []),
  ]
}

const firstName = (expression: Expression): string | undefined => {
  for (let inner: Expression | null = expression; inner !== null; inner = inner.left)
    if (inner.symbol !== null) return inner.symbol.name ?? undefined
  return undefined
}
