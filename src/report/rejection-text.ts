/**
 * One line (and what to do) for each request that did not survive.
 */
import type { Blamed, FailedCondition, Rejection, RejectionReason } from '../explain/rejection.ts'
import type { Style } from './style.ts'

export const rejectionText = (rejection: Rejection, style: Style): string => {
  const { symbol, file, line, reason } = rejection
  const head = `${style.strong(`${file}:${line}`)}: ${dropText(rejection)}`
  const help = helpText(symbol, reason)
  return help === '' ? `${head}\n` : `${head}\n  ${style.note('help')}: ${help}\n`
}

/** Without a place: `CONFIG_X=m dropped: it depends on …`. */
export const dropText = ({ symbol, requested, got, reason }: Rejection): string =>
  `CONFIG_${symbol}=${requested} ${got === undefined ? 'dropped' : `is ${got}`}: ${reasonText(reason)}`

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
      return `it is selected by ${someOf(reason.by)}`
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

/** As many as one can read. */
const someOf = (names: readonly string[]): string => {
  const rest = names.length - SHOWN_SELECTS
  return rest > 0 ? `${names.slice(0, SHOWN_SELECTS).join(', ')} and ${rest} more` : names.join(', ')
}

const SHOWN_SELECTS = 4

const conditions = (list: readonly FailedCondition[]): string =>
  list
    .map(({ expression, blame }) => {
      const values = blame.map(({ symbol, value }) => `${symbol}=${value === '' ? '""' : value}`).join(', ')
      return values === '' ? expression : `${expression} (${values})`
    })
    .join(', or ')

/** What is to be set; where nothing can be, that. */
const conditionHelp = (list: readonly FailedCondition[]): string => {
  const blame = list.flatMap((condition) => condition.blame)
  const settable = blame.filter((blamed) => blamed.value !== 'undefined' && blamed.fixed !== true && !suits(blamed))
  const steps = [...new Set(settable.map(stepText))]
  if (steps.length > 0) {
    const any = list.length > 1 || list.some((condition) => condition.any === true)
    return `${steps.slice(0, SHOWN_STEPS).join(any ? ' or ' : ', ')} so that the condition holds`
  }
  const [probe] = list.flatMap(({ probes = [] }) => probes)
  if (probe !== undefined) return `the toolchain decides: $(shell,${probe.text}) counts as "${probe.answer}"`
  const fixed = [...new Set(blame.filter((blamed) => blamed.fixed === true).map(({ symbol }) => `CONFIG_${symbol}`))]
  return fixed.length === 0
    ? ''
    : `${fixed.slice(0, SHOWN_STEPS).join(', ')} cannot be set: defaults, selects or the toolchain decide`
}

const SHOWN_STEPS = 4

/** It is already what its part of the condition wants. */
const suits = ({ value, wants }: Blamed): boolean =>
  (wants === 'set' && value === 'y') || (wants === 'unset' && value === 'n')

const stepText = ({ symbol, wants }: Blamed): string => `${wants === undefined ? 'change' : wants} CONFIG_${symbol}`

const helpText = (symbol: string, reason: RejectionReason): string => {
  switch (reason.kind) {
    case 'unknown-symbol':
      return reason.nearest === undefined ? '' : `did you mean CONFIG_${reason.nearest}?`
    case 'unmet':
    case 'limited':
      return conditionHelp(reason.conditions)
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
