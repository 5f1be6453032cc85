/**
 * Setting user values as the dialogue does: only what is in reach can be set, and a change makes everything be computed
 * anew.  Follows sym_set_tristate_value() and sym_set_string_value() in scripts/kconfig/symbol.c.
 */
import type { Evaluator } from './evaluator.ts'
import { isTextWithinRange } from './range.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'
import { MOD, NO, type Tristate, YES } from './tristate.ts'

/** The user may change the value: it is more visible than selects demand. */
export const isChangeable = (evaluator: Evaluator, symbol: KconfigSymbol): boolean =>
  !(symbol.isChoice && evaluator.model.dialect.choices === 'blocks') && symbol.visible > symbol.reverseValue

/** A bool or tristate symbol can take this value. */
export const isWithinRange = (evaluator: Evaluator, symbol: KconfigSymbol, value: Tristate): boolean => {
  const type = evaluator.effectiveType(symbol)
  if (symbol.visible === NO) return false
  if (type !== 'bool' && type !== 'tristate') return false
  if (type === 'bool' && value === MOD) return false
  if (symbol.visible <= symbol.reverseValue) return false
  if (value === MOD && evaluator.rulesOutMod(symbol)) return false
  if (symbol.memberOf !== null && symbol.visible === YES) return value === YES
  return value >= symbol.reverseValue && value <= symbol.visible
}

/** False where the value is out of reach. */
export const setTristate = (evaluator: Evaluator, symbol: KconfigSymbol, value: Tristate): boolean => {
  const before = symbol.tristate
  const blocks = evaluator.model.dialect.choices === 'blocks'
  if ((blocks || before !== value) && !isWithinRange(evaluator, symbol, value)) return false
  symbol.hasUserValue = true
  const choice = symbol.memberOf
  if (choice !== null && value === YES) {
    // Choosing a member makes the choice and all its visible members known.
    choice.userMember = symbol
    choice.hasUserValue = true
    for (const member of choice.members) if (member.visible !== NO) member.hasUserValue = true
  }
  symbol.userTristate = value
  if (before !== value) evaluator.invalidate()
  return true
}

/** Sets from text: n, m or y by its first letter, else the text itself. False where it does not fit. */
export const setText = (evaluator: Evaluator, symbol: KconfigSymbol, text: string): boolean => {
  if (isLogic(symbol)) {
    const value = { y: YES, m: MOD, n: NO }[text.charAt(0).toLowerCase()]
    return value !== undefined && setTristate(evaluator, symbol, value)
  }
  if (symbol.type === 'unknown' || !isTextWithinRange(evaluator, symbol, text)) return false
  symbol.hasUserValue = true
  const prefixed = symbol.type === 'hex' && !/^0[xX]/.test(text)
  if (!prefixed && symbol.userText === text) return true
  symbol.userText = prefixed ? `0x${text}` : text
  evaluator.invalidate()
  return true
}
