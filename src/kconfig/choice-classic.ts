/**
 * Choices as symbols (until 6.8): a choice has a tristate value of its own; while it is y exactly one member is y, while
 * it is m any number of tristate members may be m.
 * Follows sym_calc_choice() and sym_choice_default() in scripts/kconfig/symbol.c (6.1).
 */
import type { ChoiceRules, Evaluator } from './evaluator.ts'
import type { Property } from './property.ts'
import type { KconfigSymbol } from './symbol.ts'
import { MOD, NO, type Tristate, YES } from './tristate.ts'

export class ClassicChoices implements ChoiceRules {
  readonly #evaluator: Evaluator

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator
  }

  isMember(symbol: KconfigSymbol): boolean {
    return symbol.memberOf !== null
  }

  memberValue(symbol: KconfigSymbol): Tristate | null {
    const choice = symbol.memberOf
    if (choice === null || symbol.visible !== YES) return null
    return choice.chosen === symbol ? YES : NO
  }

  promptVisibility(symbol: KconfigSymbol, prompt: Property): Tristate {
    // A member that can only be m is out of reach while its choice is y.
    const choice = symbol.memberOf
    if (choice !== null && symbol.type === 'tristate' && prompt.visible === MOD && choice.tristate === YES)
      prompt.visible = NO
    return prompt.visible
  }

  prepare(symbol: KconfigSymbol): void {
    if (symbol.memberOf === null || !symbol.needsMemberValues) return
    symbol.needsMemberValues = false
    this.#evaluator.calculate(symbol.memberOf)
  }

  choose(symbol: KconfigSymbol): void {
    if (symbol.isChoice && symbol.tristate === YES) symbol.chosen = this.#choose(symbol)
  }

  #choose(choice: KconfigSymbol): KconfigSymbol | null {
    let allSet = true
    for (const member of choice.members) {
      this.#evaluator.calculateVisibility(member)
      if (member.visible !== NO && !member.hasUserValue) allSet = false
    }
    // A choice with a new visible member is new itself.
    if (!allSet) choice.hasUserValue = false
    const asked = choice.userMember
    if (asked !== null && asked.visible !== NO) return asked
    const fallback = this.defaultMember(choice)
    if (fallback === null) choice.tristate = NO
    return fallback
  }

  /** The first default that is visible, else the first visible member. */
  defaultMember(choice: KconfigSymbol): KconfigSymbol | null {
    for (const property of choice.rules) {
      if (property.kind !== 'default') continue
      property.visible = this.#evaluator.evaluate(property.condition)
      const member = property.value?.symbol ?? null
      if (property.visible !== NO && member !== null && member.visible !== NO) return member
    }
    return choice.members.find((member) => member.visible !== NO) ?? null
  }

  settle(symbol: KconfigSymbol): void {
    if (!symbol.isChoice) return
    if (symbol.write) {
      for (const member of symbol.members) if (member.visible !== NO) member.write = true
    }
    symbol.write = false
    if (symbol.needsMemberValues) this.setMemberValues(symbol)
  }

  siblings(symbol: KconfigSymbol): readonly KconfigSymbol[] {
    return symbol.members
  }

  /** Members without a user value are asked to be n, so that defaults of theirs do not count. */
  setMemberValues(choice: KconfigSymbol): void {
    for (const member of choice.members) if (!member.hasUserValue) member.userTristate = NO
    choice.hasUserValue = true
    choice.valid = false
    choice.needsMemberValues = false
  }
}
