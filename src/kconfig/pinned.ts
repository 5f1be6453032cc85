/**
 * Looking at one symbol alone: all others keep the values they have, the one is computed by the ordinary rules, and then
 * everything is as before.
 */
import type { ChoiceRules, Evaluator } from './evaluator.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'
import { and, MOD, NO, or, type Tristate, YES } from './tristate.ts'

/** What a symbol comes out as. */
export interface Outcome {
  readonly tristate: Tristate
  readonly text: string
  readonly write: boolean
  readonly visible: Tristate
}

export const outcomeOf = (symbol: KconfigSymbol): Outcome => ({
  tristate: symbol.tristate,
  text: symbol.text,
  write: symbol.write,
  visible: symbol.visible,
})

export const setOutcome = (symbol: KconfigSymbol, { tristate, text, write, visible }: Outcome): void => {
  symbol.tristate = tristate
  symbol.text = text
  symbol.write = write
  symbol.visible = visible
  symbol.valid = true
}

export const sameOutcome = (a: Outcome, b: Outcome): boolean =>
  a.write === b.write && a.tristate === b.tristate && a.text === b.text

/** Computes one symbol while all others are pinned. The choice around a member is part of what is pinned. */
export const computeAlone = (evaluator: Evaluator, symbol: KconfigSymbol): Outcome => {
  const before = outcomeOf(symbol)
  const { chosen, hasUserValue } = symbol
  const siblings: readonly KconfigSymbol[] = (evaluator.choices as ChoiceRules).siblings(symbol)
  const others = siblings.map((sibling) => ({ sibling, outcome: outcomeOf(sibling) }))
  symbol.valid = false
  evaluator.forgetExpressions()
  evaluator.calculate(symbol)
  const result = outcomeOf(symbol)
  for (const { sibling, outcome } of others) setOutcome(sibling, outcome)
  setOutcome(symbol, before)
  symbol.chosen = chosen
  symbol.hasUserValue = hasUserValue
  return result
}

/** Every symbol gets the value that the loaded configuration records; a missing line is n or empty. */
export const pinRecorded = (evaluator: Evaluator): void => {
  const { model } = evaluator
  for (const symbol of model.symbols.all) {
    if (symbol.type === 'unknown') continue
    symbol.valid = true
    symbol.visible = symbol.hasUserValue ? YES : NO
    symbol.write = symbol.hasUserValue
    symbol.tristate = symbol.hasUserValue ? symbol.userTristate : NO
    symbol.text = isLogic(symbol) ? 'n' : (symbol.userText ?? '')
  }
  for (const symbol of model.symbols.all) if (symbol.isChoice) pinChoice(symbol)
  evaluator.modulesValue = model.modules.tristate
}

/** A choice's recorded value is what its members' lines say. */
const pinChoice = (choice: KconfigSymbol): void => {
  let value: Tristate = NO
  let visible = false
  for (const member of choice.members) {
    value = or(value, member.tristate)
    if (member.write) visible = true
    if (member.tristate === YES) choice.chosen = member
  }
  choice.tristate = choice.members.length === 0 ? YES : value
  choice.visible = visible ? YES : NO
  choice.text = 'n'
  choice.valid = true
  if (choice.type === 'bool') choice.tristate = and(choice.tristate, choice.tristate === MOD ? YES : choice.tristate)
}
