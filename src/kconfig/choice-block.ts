/**
 * Choices as blocks of bool members (since 6.9): exactly one visible member is y. Members are kept in a list of
 * priorities, the one asked for last first.
 * Follows sym_calc_choice(), sym_choice_default() and choice_set_value() in scripts/kconfig/symbol.c (6.12).
 */
import { choiceNodeOf, symbolsInside } from './choice-node.ts'
import type { ChoiceRules, Evaluator } from './evaluator.ts'
import type { MenuNode } from './menu-node.ts'
import type { Property } from './property.ts'
import type { KconfigSymbol } from './symbol.ts'
import { NO, type Tristate, YES } from './tristate.ts'

export class BlockChoices implements ChoiceRules {
  readonly #evaluator: Evaluator

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator
  }

  isMember(symbol: KconfigSymbol): boolean {
    return symbol.inPriorityList
  }

  memberValue(symbol: KconfigSymbol): Tristate | null {
    const choice = choiceNodeOf(symbol)
    if (choice === null) return null
    this.pick(choice)
    return symbol.tristate
  }

  promptVisibility(_symbol: KconfigSymbol, prompt: Property): Tristate {
    return prompt.visible
  }

  prepare(_symbol: KconfigSymbol): void {
    // Members are settled when one of them is needed.
  }

  choose(_symbol: KconfigSymbol): void {
    // A choice has no chosen member of its own here.
  }

  settle(symbol: KconfigSymbol): void {
    if (symbol.isChoice) symbol.write = false
  }

  siblings(symbol: KconfigSymbol): readonly KconfigSymbol[] {
    const choice = choiceNodeOf(symbol)
    return choice === null ? [] : symbolsInside(choice).filter((member) => member !== symbol)
  }

  /** Settles all visible members of a choice; returns the chosen one. */
  pick(choice: MenuNode): KconfigSymbol | null {
    const inside = symbolsInside(choice)
    const chosen = this.#asked(choice) ?? this.#fallback(choice, inside)
    for (const member of inside) {
      if (member.visible === NO) continue
      member.tristate = member === chosen ? YES : NO
      member.valid = true
      member.write = true
    }
    return chosen
  }

  /** The first visible member that the user set to y. Computes visibilities up to it. */
  #asked(choice: MenuNode): KconfigSymbol | null {
    for (const member of choice.members ?? []) {
      this.#evaluator.calculateVisibility(member)
      if (member.visible !== NO && member.hasUserValue && member.userTristate === YES) return member
    }
    return null
  }

  /** The default unless it was set to n; else what the user left open; else what was set to n with least priority. */
  #fallback(choice: MenuNode, inside: readonly KconfigSymbol[]): KconfigSymbol | null {
    const standard = this.defaultMember(choice)
    if (standard !== null && !(standard.hasUserValue && standard.userTristate === NO)) return standard
    const open = inside.find((member) => member.visible !== NO && !member.hasUserValue)
    return open ?? choice.members?.findLast((member) => member.visible !== NO) ?? null
  }

  /** The first default that is visible, else the first visible member. */
  defaultMember(choice: MenuNode): KconfigSymbol | null {
    for (const property of choice.symbol?.rules ?? []) {
      if (property.kind !== 'default') continue
      property.visible = this.#evaluator.evaluate(property.condition)
      const member = property.value?.symbol ?? null
      if (property.visible !== NO && member !== null && member.visible !== NO) return member
    }
    return symbolsInside(choice).find((member) => member.visible !== NO) ?? null
  }

  /** The user picks a member: every visible member now has a user value, and the last of them the highest priority. */
  setMember(choice: MenuNode, chosen: KconfigSymbol): void {
    let changed = false
    for (const member of symbolsInside(choice)) {
      if (member.visible === NO) continue
      const value = member === chosen ? YES : NO
      if (member.tristate !== value) changed = true
      member.userTristate = value
      member.hasUserValue = true
      moveToFront(choice, member)
    }
    if (changed) this.#evaluator.invalidate()
  }
}

/** Gives a member the highest priority. */
export const moveToFront = (choice: MenuNode, member: KconfigSymbol): void => {
  const { members } = choice
  if (members === null) return
  const at = members.indexOf(member)
  if (at >= 0) members.splice(at, 1)
  members.unshift(member)
}
