/**
 * The shortest configuration that resolves to the present one: what differs from its default and can be set.
 * Follows conf_write_defconfig() in scripts/kconfig/confdata.c and sym_get_string_default() in symbol.c.
 */
import type { BlockChoices } from './choice-block.ts'
import type { ClassicChoices } from './choice-classic.ts'
import { choiceNodeOf } from './choice-node.ts'
import type { Evaluator } from './evaluator.ts'
import { Kind } from './expression.ts'
import { nodesBelow } from './menu-node.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'
import { stringValue } from './symbol-value.ts'
import { and, letterOf, MOD, NO, or, type Tristate, YES } from './tristate.ts'
import { isChangeable } from './user-values.ts'
import { dotconfigLine } from './value-line.ts'
import { isVisible } from './visibility.ts'

export const writeDefconfig = (evaluator: Evaluator, prefix: string): string => {
  evaluator.invalidate()
  const classic = evaluator.model.dialect.choices === 'symbols'
  const lines: string[] = []
  for (const node of nodesBelow(evaluator.model.root)) {
    const { symbol } = node
    if (symbol === null) {
      // Looking at it computes what it depends on, in this order.
      if (classic) isVisible(evaluator, node)
      continue
    }
    if (symbol.isChoice) continue
    evaluator.calculate(symbol)
    if (!symbol.write) continue
    symbol.write = false
    if (!isChangeable(evaluator, symbol)) continue
    if (stringValue(symbol) === defaultValue(evaluator, symbol)) continue
    if (isChosenByDefault(evaluator, symbol)) continue
    lines.push(dotconfigLine(symbol, prefix))
  }
  return lines.join('')
}

/** The member that its choice falls back to, while it is the chosen one: it need not be asked for. */
const isChosenByDefault = (evaluator: Evaluator, symbol: KconfigSymbol): boolean => {
  if (evaluator.model.dialect.choices === 'blocks') {
    const choice = choiceNodeOf(symbol)
    if (choice === null) return false
    return (evaluator.choices as BlockChoices).defaultMember(choice) === symbol && symbol.tristate === YES
  }
  const choice = symbol.memberOf
  if (choice === null) return false
  const standard = (evaluator.choices as ClassicChoices).defaultMember(choice)
  return !choice.optional && standard === symbol && symbol.type === 'bool' && symbol.tristate === YES
}

/** What the symbol would be if the user said nothing. */
const defaultValue = (evaluator: Evaluator, symbol: KconfigSymbol): string => {
  evaluator.calculateVisibility(symbol)
  evaluator.calculate(evaluator.model.modules)
  const property = evaluator.defaultProperty(symbol)
  if (isLogic(symbol)) {
    const own = property === null ? NO : and(evaluator.evaluate(property.value), property.visible)
    return letterOf(promoted(evaluator, symbol, or(own, symbol.reverseValue)))
  }
  const { emptyInt, emptyHex } = evaluator.model.dialect
  let text = ''
  if (property?.value?.kind === Kind.symbol && property.value.symbol !== null) {
    evaluator.calculate(property.value.symbol)
    text = property.value.symbol.text
  }
  if (text !== '') return text
  return symbol.type === 'int' ? emptyInt : symbol.type === 'hex' ? emptyHex : ''
}

const promoted = (evaluator: Evaluator, symbol: KconfigSymbol, value: Tristate): Tristate => {
  let result = value
  if (result === MOD && !evaluator.choices.isMember(symbol) && evaluator.model.modules.tristate === NO) result = YES
  if (symbol.type === 'bool' && result === MOD) result = YES
  return result < symbol.impliedValue ? symbol.impliedValue : result
}
