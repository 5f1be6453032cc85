/**
 * What hangs on a probe without an answer: the symbols that would come out differently with another answer.
 */
import type { Evaluator } from './evaluator.ts'
import { computeAlone, type Outcome, outcomeOf, sameOutcome, setOutcome } from './pinned.ts'
import type { KconfigSymbol } from './symbol.ts'
import { dependents, probeUsers } from './symbol-mentions.ts'

/** For each open probe word, the names of affected symbols in order of discovery. Everything is computed already. */
export const unknownEffects = (
  evaluator: Evaluator,
  open: ReadonlyMap<string, readonly KconfigSymbol[]>,
): Map<string, readonly string[]> => {
  const effects = new Map<string, readonly string[]>()
  if (open.size === 0) return effects
  const direct = probeUsers(evaluator.model)
  // Everything's users are looked up only once something is found to change.
  let all: Users | undefined
  const users = (symbol: KconfigSymbol): Iterable<KconfigSymbol> => {
    if (symbol.isProbe) return direct.get(symbol) ?? []
    all ??= dependents(evaluator.model)
    return all.get(symbol) ?? []
  }
  for (const [word, symbols] of open) effects.set(word, affectedBy(evaluator, symbols, users))
  return effects
}

type Users = ReadonlyMap<KconfigSymbol, ReadonlySet<KconfigSymbol>>

const affectedBy = (
  evaluator: Evaluator,
  words: readonly KconfigSymbol[],
  users: (symbol: KconfigSymbol) => Iterable<KconfigSymbol>,
): readonly string[] => {
  const saved = new Map<KconfigSymbol, Outcome>()
  const answers = words.map(({ answer }) => answer)
  for (const word of words) {
    word.answer = word.answer === 'y' ? 'n' : 'y'
    word.valid = false
  }
  const queue: KconfigSymbol[] = [...words]
  for (let symbol = queue.shift(); symbol !== undefined; symbol = queue.shift()) {
    for (const user of users(symbol)) {
      if (saved.has(user) || user.type === 'unknown') continue
      const other = computeAlone(evaluator, user)
      if (sameOutcome(other, outcomeOf(user))) continue
      saved.set(user, outcomeOf(user))
      setOutcome(user, other)
      queue.push(user)
    }
  }
  for (const [symbol, outcome] of saved) setOutcome(symbol, outcome)
  words.forEach((word, index) => {
    word.answer = answers[index] ?? null
    word.valid = false
  })
  evaluator.forgetExpressions()
  return [...saved.keys()].flatMap(({ name }) => (name === null ? [] : [name]))
}
