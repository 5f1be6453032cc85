/**
 * Requests that did not survive the resolution, each with the reason: which condition failed, who selects, which range
 * or choice stands against it.
 */
import type { ConfigEntry, ConfigSet } from '../config/config-set.ts'
import { valueText } from '../config/config-set.ts'
import { nearestName } from '../diagnostics/edit-distance.ts'
import { choiceNodeOf, symbolsInside } from '../kconfig/choice-node.ts'
import { unquote } from '../kconfig/config-reader.ts'
import type { Evaluator } from '../kconfig/evaluator.ts'
import { type Expression, Kind } from '../kconfig/expression.ts'
import { printExpression } from '../kconfig/expression-print.ts'
import { isHexadecimal, isInteger } from '../kconfig/numbers.ts'
import { isTextWithinRange } from '../kconfig/range.ts'
import { isLogic, type KconfigSymbol } from '../kconfig/symbol.ts'
import { stringValue } from '../kconfig/symbol-value.ts'
import { MOD, NO, type Tristate, YES } from '../kconfig/tristate.ts'
import { quote } from '../kconfig/value-line.ts'
import { failedCondition } from './failed-condition.ts'
import type { Rejection, RejectionReason } from './rejection.ts'

/** How many unknown names get a suggestion: each costs a look at all names. */
const MAX_SUGGESTIONS = 20

/** In the order of the requests. The configuration is resolved already. */
export const findRejections = (evaluator: Evaluator, requested: ConfigSet): Rejection[] => {
  const rejections: Rejection[] = []
  let suggestions = 0
  let known: readonly string[] | undefined
  const suggestion = (name: string): string | undefined => {
    if (suggestions++ >= MAX_SUGGESTIONS) return undefined
    known ??= evaluator.model.symbols.all.filter(({ type }) => type !== 'unknown').map(({ label }) => label)
    return nearestName(name, known)
  }
  for (const entry of requested.entries.values()) {
    const text = valueText(entry.value)
    const symbol = evaluator.model.symbols.find(entry.symbol)
    if (symbol === undefined || symbol.type === 'unknown') {
      // Asked to be off, it is off.
      if (text === 'n') continue
      const nearest = suggestion(entry.symbol)
      const reason: RejectionReason = { kind: 'unknown-symbol', ...(nearest === undefined ? {} : { nearest }) }
      rejections.push({ symbol: entry.symbol, requested: text, file: entry.file, line: entry.line, reason })
      continue
    }
    const got = resolved(symbol)
    if (survives(symbol, text, got)) continue
    rejections.push(rejection(evaluator, symbol, entry, text, got))
  }
  return rejections
}

/** The value as a `.config` writes it; undefined where it is not written. */
const resolved = (symbol: KconfigSymbol): string | undefined => {
  if (!symbol.write) return undefined
  const value = stringValue(symbol)
  return symbol.type === 'string' ? quote(value) : value
}

/** What the reader takes a request for: the first letter of a bool, a string without what follows its closing quote. */
const understood = (symbol: KconfigSymbol, requested: string): string => {
  if (isLogic(symbol)) return requested.charAt(0)
  if (symbol.type !== 'string' || !requested.startsWith('"')) return requested
  const text = unquote(requested)
  return text === null ? requested : quote(text)
}

const survives = (symbol: KconfigSymbol, requested: string, got: string | undefined): boolean =>
  understood(symbol, requested) === (isLogic(symbol) ? (got ?? 'n') : got)

const rejection = (
  evaluator: Evaluator,
  symbol: KconfigSymbol,
  { file, line }: ConfigEntry,
  requested: string,
  got: string | undefined,
): Rejection => {
  const node = symbol.nodes.find(({ prompt }) => prompt !== null) ?? symbol.nodes[0]
  return {
    symbol: symbol.label,
    requested,
    ...(got === undefined ? {} : { got }),
    file,
    line,
    ...(node === undefined ? {} : { definedAt: { file: node.file, line: node.line } }),
    reason: reasonFor(evaluator, symbol, understood(symbol, requested)),
  }
}

const VALUES: Readonly<Record<string, Tristate>> = { n: NO, m: MOD, y: YES }

const reasonFor = (evaluator: Evaluator, symbol: KconfigSymbol, requested: string): RejectionReason => {
  const wanted = isLogic(symbol) ? VALUES[requested] : YES
  if (wanted === undefined || !isValid(symbol, requested)) {
    if (requested === 'm' && symbol.type === 'tristate') return { kind: 'modules-off' }
    return { kind: 'invalid-value', type: symbol.type }
  }
  const prompts = symbol.rules.filter(({ text }) => text !== null).map(({ condition }) => condition)
  if (isLogic(symbol) && wanted < symbol.reverseValue)
    return { kind: 'selected', by: selectors(evaluator, symbol, wanted) }
  if (prompts.length === 0) return { kind: 'no-prompt' }
  if (symbol.visible === NO) return unmet(evaluator, prompts, MOD, 'unmet')
  if (!isLogic(symbol)) return rangeReason(evaluator, symbol, requested)
  const choice = choiceReason(evaluator, symbol)
  if (choice !== null) return choice
  if (wanted === MOD && evaluator.effectiveType(symbol) === 'bool') return { kind: 'modules-off' }
  if (symbol.visible < wanted) return unmet(evaluator, prompts, wanted, 'limited')
  return { kind: 'other' }
}

const isValid = (symbol: KconfigSymbol, text: string): boolean => {
  switch (symbol.type) {
    case 'bool':
      return text === 'y' || text === 'n'
    case 'tristate':
      return text === 'y' || text === 'n' || text === 'm'
    case 'int':
      return isInteger(text)
    case 'hex':
      return isHexadecimal(text)
    default:
      return text.startsWith('"')
  }
}

const unmet = (
  evaluator: Evaluator,
  conditions: readonly (Expression | null)[],
  needed: Tristate,
  kind: 'unmet' | 'limited',
): RejectionReason => ({
  kind,
  conditions: conditions.flatMap((condition) =>
    condition === null ? [] : [failedCondition(evaluator, condition, needed)],
  ),
})

/** The selects that hold the symbol above what was asked for. */
const selectors = (evaluator: Evaluator, symbol: KconfigSymbol, wanted: Tristate): readonly string[] => {
  const found: string[] = []
  const walk = (operand: Expression): void => {
    if (operand.kind === Kind.or) {
      walk(operand.left as Expression)
      walk(operand.right as Expression)
    } else if (evaluator.evaluate(operand) > wanted)
      found.push(evaluator.model.unknown.readable(printExpression(operand)))
  }
  if (symbol.reverseDependency !== null) walk(symbol.reverseDependency)
  return found
}

const rangeReason = (evaluator: Evaluator, symbol: KconfigSymbol, requested: string): RejectionReason => {
  const range = evaluator.rangeProperty(symbol)?.value
  if (range === null || range === undefined || isTextWithinRange(evaluator, symbol, requested)) return { kind: 'other' }
  const bound = (end: KconfigSymbol | null): string =>
    end === null ? '' : end.type === 'unknown' ? end.label : `${end.label} (${stringValue(end)})`
  return { kind: 'out-of-range', low: bound(range.symbol), high: bound(range.other) }
}

const choiceReason = (evaluator: Evaluator, symbol: KconfigSymbol): RejectionReason | null => {
  const blocks = evaluator.model.dialect.choices === 'blocks'
  const node = blocks ? choiceNodeOf(symbol) : (symbol.memberOf?.nodes[0] ?? null)
  if (node === null) return null
  const members = blocks ? symbolsInside(node) : (symbol.memberOf?.members ?? [])
  const chosen = members.find(({ tristate }) => tristate === YES)
  return { kind: 'choice', choice: node.prompt?.text ?? '', ...(chosen === undefined ? {} : { chosen: chosen.label }) }
}
