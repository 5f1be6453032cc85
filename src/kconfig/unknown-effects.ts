/**
 * What hangs on a probe without an answer: the symbols that would come out differently with another answer.
 */
import type { Evaluator } from './evaluator.ts'
import type { Model } from './model.ts'
import { computeAlone, type Outcome, outcomeOf, sameOutcome, setOutcome } from './pinned.ts'
import type { KconfigSymbol } from './symbol.ts'
import { probeUsers } from './symbol-mentions.ts'

/** For each open probe word, the names of affected symbols in order of discovery. Everything is computed already. */
export const unknownEffects = (
  evaluator: Evaluator,
  open: ReadonlyMap<string, readonly KconfigSymbol[]>,
): Map<string, readonly string[]> => {
  const effects = new Map<string, readonly string[]>()
  if (open.size === 0) return effects
  const direct = probeUsers(evaluator.model)
  const { dependents } = evaluator.model
  const users: Users = (symbol) => (symbol.isProbe ? (direct.get(symbol) ?? []) : dependents(symbol))
  for (const [word, symbols] of open) effects.set(word, affectedBy(evaluator, symbols, users))
  return effects
}

type Users = Model['dependents']

/** How often one symbol is looked at again: values may chase each other round a circle of choices. */
const MAX_LOOKS = 8

const affectedBy = (evaluator: Evaluator, words: readonly KconfigSymbol[], users: Users): readonly string[] => {
  const before = new Map<KconfigSymbol, Outcome>()
  const looks = new Map<KconfigSymbol, number>()
  const answers = words.map(({ answer }) => answer)
  for (const word of words) {
    word.answer = word.answer === 'y' ? 'n' : 'y'
    word.valid = false
  }
  const queue: KconfigSymbol[] = [...words]
  for (let symbol = queue.shift(); symbol !== undefined; symbol = queue.shift()) {
    for (const user of users(symbol)) {
      const look = (looks.get(user) ?? 0) + 1
      if (user.type === 'unknown' || look > MAX_LOOKS) continue
      looks.set(user, look)
      const now = outcomeOf(user)
      const other = computeAlone(evaluator, user)
      if (sameOutcome(other, now)) continue
      if (!before.has(user)) before.set(user, now)
      setOutcome(user, other)
      queue.push(user)
    }
  }
  const affected = [...before].filter(([symbol, outcome]) => !sameOutcome(outcomeOf(symbol), outcome))
  for (const [symbol, outcome] of before) setOutcome(symbol, outcome)
  words.forEach((word, index) => {
    word.answer = answers[index] ?? null
    word.valid = false
  })
  evaluator.forgetExpressions()
  return affected.flatMap(([{ name }]) => (name === null ? [] : [name]))
}
