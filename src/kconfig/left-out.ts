/**
 * What would come out if the user had not set some symbols, computing anew only what hangs on them.
 *
 * That is the same as computing everything anew where values follow from each other in one direction: not where symbols
 * mention each other in a circle, where choices take part (what was read decides how they are computed), or numbers, whose
 * user values are forgotten where they are out of range. Cost: what hangs on the symbols, twice.
 */
import type { Evaluator } from './evaluator.ts'
import type { Model } from './model.ts'
import type { KconfigSymbol } from './symbol.ts'
import { NO } from './tristate.ts'

/** What hangs on more symbols than this is as well computed as a whole. */
const FEW = 3000

/** Everything that is computed from some symbols, themselves included; undefined where it is more than a few. */
const hangingOn = (
  { dependents }: Model,
  symbols: readonly KconfigSymbol[],
): ReadonlySet<KconfigSymbol> | undefined => {
  const found = new Set(symbols)
  // a set is walked in the order in which it grows
  for (const symbol of found) {
    for (const user of dependents(symbol)) found.add(user)
    if (found.size > FEW) return undefined
  }
  return found
}

/** Each is computed from others of them in one direction. A symbol that mentions itself counts as unset there. */
const isWithoutCircles = ({ dependents }: Model, symbols: ReadonlySet<KconfigSymbol>): boolean => {
  const waiting = new Map<KconfigSymbol, number>()
  const count = (symbol: KconfigSymbol, by: number): number => {
    const now = (waiting.get(symbol) ?? 0) + by
    waiting.set(symbol, now)
    return now
  }
  for (const symbol of symbols) for (const user of dependents(symbol)) if (user !== symbol) count(user, 1)
  const ready = [...symbols].filter((symbol) => (waiting.get(symbol) ?? 0) === 0)
  for (const symbol of ready)
    for (const user of dependents(symbol)) if (user !== symbol && count(user, -1) === 0) ready.push(user)
  return ready.length === symbols.size
}

const isPlain = ({ modules }: Model, symbol: KconfigSymbol): boolean =>
  symbol !== modules &&
  !symbol.isChoice &&
  symbol.memberOf === null &&
  !symbol.inPriorityList &&
  symbol.type !== 'int' &&
  symbol.type !== 'hex'

/**
 * What hangs on some symbols; undefined where everything has to be computed to know what comes out without them, or
 * where one of `fixed` hangs on them.
 */
export const leavable = (
  model: Model,
  names: readonly string[],
  fixed: ReadonlySet<string>,
): ReadonlySet<KconfigSymbol> | undefined => {
  const symbols = names.flatMap((name) => model.symbols.find(name) ?? [])
  const hanging = hangingOn(model, symbols)
  if (hanging === undefined) return undefined
  for (const symbol of hanging)
    if (!isPlain(model, symbol) || (symbol.name !== null && fixed.has(symbol.name))) return undefined
  return isWithoutCircles(model, hanging) ? hanging : undefined
}

/** Looks at the values as they are without the user's for `names`, then puts all back. `hanging`: `leavable` of them. */
export const withoutUserValues = <T>(
  evaluator: Evaluator,
  names: readonly string[],
  hanging: ReadonlySet<KconfigSymbol>,
  look: () => T,
): T => {
  const saved = Array.from(hanging, (symbol) => ({ symbol, fields: fieldsOf(symbol) }))
  for (const name of names) {
    const symbol = evaluator.model.symbols.find(name)
    if (symbol !== undefined) Object.assign(symbol, NOT_SET)
  }
  for (const symbol of hanging) symbol.valid = false
  evaluator.forgetExpressions()
  try {
    return look()
  } finally {
    for (const { symbol, fields } of saved) Object.assign(symbol, fields)
    evaluator.forgetExpressions()
  }
}

const NOT_SET = { hasUserValue: false, userTristate: NO, userText: null } as const

/** All that reading and computing change in a symbol that is no choice and in none. */
const fieldsOf = (symbol: KconfigSymbol) => {
  const { hasUserValue, userTristate, userText, valid, tristate, text, visible, write } = symbol
  const { directValue, reverseValue, impliedValue, chosen } = symbol
  const user = { hasUserValue, userTristate, userText }
  return { ...user, valid, tristate, text, visible, write, directValue, reverseValue, impliedValue, chosen }
}
