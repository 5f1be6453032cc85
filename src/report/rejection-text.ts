/**
 * One line (and what to do) for each request that did not survive.
 */
import type { Blamed, FailedCondition, Rejection, RejectionReason } from '../explain/rejection.ts'
import type { Style } from './style.ts'

export const rejectionText = (rejection: Rejection, style: Style): string => {
  const { symbol, requested, got, file, line, reason } = rejection
  const outcome = got === undefined ? 'dropped' : `is ${got}`
  const head = `${style.strong(`${file}:${line}`)}: CONFIG_${symbol}=${requested} ${outcome}: ${reasonText(reason)}`
  const help = helpText(symbol, reason)
  return help === '' ? `${head}\n` : `${head}\n  ${style.note('help')}: ${help}\n`
}

const reasonText = (reason: RejectionReason): string => {
  switch (reason.kind) {
    case 'unknown-symbol':
      return 'no symbol of this name in the tree'
    case 'invalid-value':
      return `not a value of type ${reason.type}`
    case 'no-prompt':
      return 'it has no prompt, so its value comes from defaults and selects alone'
    case 'unmet':
      return `it depends on ${conditions(reason.conditions)}`
    case 'limited':
      return `it can be m at most, because of ${conditions(reason.conditions)}`
    case 'selected':
      return `it is selected by ${reason.by.join(', ')}`
    case 'modules-off':
      return 'it cannot be m: modules are off, or it is bool'
    case 'out-of-range':
      return `outside the range ${reason.low} to ${reason.high}`
    case 'choice':
      return reason.chosen === undefined
        ? `the choice "${reason.choice}" has another member`
        : `the choice "${reason.choice}" is ${reason.chosen}`
    case 'other':
      return 'the tree computes another value'
  }
}

const conditions = (list: readonly FailedCondition[]): string =>
  list
    .map(({ expression, blame }) => {
      const values = blame.map(({ symbol, value }) => `${symbol}=${value === '' ? '""' : value}`).join(', ')
      return values === '' ? expression : `${expression} (${values})`
    })
    .join(', or ')

/** What is to be set; where nothing can be, that. */
const conditionHelp = (blame: readonly Blamed[]): string => {
  const namesOf = (list: readonly Blamed[]): string =>
    [...new Set(list.map(({ symbol }) => `CONFIG_${symbol}`))].slice(0, 4).join(', ')
  const settable = blame.filter(({ value, fixed }) => value !== 'undefined' && fixed !== true)
  if (settable.length > 0) return `set ${namesOf(settable)} so that the condition holds`
  const fixed = blame.filter((blamed) => blamed.fixed === true)
  return fixed.length === 0 ? '' : `${namesOf(fixed)} cannot be set: defaults, selects or the toolchain decide`
}

const helpText = (symbol: string, reason: RejectionReason): string => {
  switch (reason.kind) {
    case 'unknown-symbol':
      return reason.nearest === undefined ? '' : `did you mean CONFIG_${reason.nearest}?`
    case 'unmet':
    case 'limited':
      return conditionHelp(reason.conditions.flatMap(({ blame }) => blame))
    case 'selected':
      return 'switch off what selects it'
    case 'choice':
      return reason.chosen === symbol
        ? 'ask for another member of the choice'
        : `ask for CONFIG_${symbol}=y alone, after the other members`
    default:
      return ''
  }
}
