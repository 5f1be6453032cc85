/** Plans that grow by what rejections ask for. */
import { describe, expect, test } from 'vitest'
import { ChangePlanner, type PlannedValue, type PlanQuestions } from '../../src/explain/change-plan.ts'
import type { Blamed, FailedCondition, Rejection, RejectionReason } from '../../src/explain/rejection.ts'

const wanted = (symbol: string, value = 'm'): PlannedValue => ({ symbol, value, because: 'makefile' })

const questions = (selectors: Readonly<Record<string, readonly string[]>> = {}): PlanQuestions => ({
  kindOf: (symbol) => (symbol.startsWith('T') ? 'tristate' : 'bool'),
  selectorsOf: (symbol) => selectors[symbol] ?? [],
})

const off = (symbol: string, more: Partial<Blamed> = {}): Blamed => ({ symbol, value: 'n', wants: 'set', ...more })

const condition = (...blame: readonly Blamed[]): FailedCondition => ({
  expression: blame.map(({ symbol }) => symbol).join(' && '),
  value: 'n',
  blame,
})

const rejection = (symbol: string, reason: RejectionReason, requested = 'm'): Rejection => ({
  symbol,
  requested,
  file: 'changes',
  line: 1,
  reason,
})

const unmet = (symbol: string, ...conditions: readonly FailedCondition[]): Rejection =>
  rejection(symbol, { kind: 'unmet', conditions })

const lines = ({ plan }: ChangePlanner): readonly string[] =>
  [...plan.values()].map(({ symbol, value, dependent = '' }) => `${symbol}=${value} ${dependent}`.trim())

describe('a plan', () => {
  test('takes all that a condition lacks', () => {
    const planner = new ChangePlanner([wanted('T1')], questions())
    expect(
      planner.next([unmet('T1', condition(off('A'), off('T2'), off('B', { value: 'y', wants: 'unset' })))]).kind,
    ).toBe('try')
    expect(lines(planner)).toEqual(['T1=m', 'A=y T1', 'T2=m T1', 'B= T1'])
  })

  test('takes one of several that will do, and the next where the first cannot be', () => {
    const any = { ...condition(off('A'), off('B')), any: true } as const
    const planner = new ChangePlanner([wanted('T1')], questions())
    planner.next([unmet('T1', any)])
    expect(lines(planner)).toEqual(['T1=m', 'A=y T1'])
    planner.next([unmet('T1', any), rejection('A', { kind: 'other' }, 'y')])
    planner.next([unmet('T1', any)])
    expect(lines(planner)).toEqual(['T1=m', 'B=y T1'])
  })

  test('takes what a rejected request needed away with it', () => {
    const planner = new ChangePlanner([wanted('T1')], questions())
    planner.next([unmet('T1', condition(off('A')))])
    planner.next([unmet('A', condition(off('B')))])
    expect(lines(planner)).toEqual(['T1=m', 'A=y T1', 'B=y A'])
    planner.next([rejection('A', { kind: 'other' }, 'y')])
    expect(lines(planner)).toEqual(['T1=m'])
  })

  test('asks for nothing that nobody can set', () => {
    const fixed = condition(off('A'), off('F', { fixed: true }))
    const planner = new ChangePlanner([wanted('T1')], questions())
    expect(planner.next([unmet('T1', fixed)])).toEqual({ kind: 'stuck' })
    expect(planner.next([unmet('T1', condition(off('A', { value: 'undefined' })))])).toEqual({ kind: 'stuck' })
    expect(lines(planner)).toEqual(['T1=m'])
  })

  test('has hidden symbols selected, by the next where the first cannot be', () => {
    const planner = new ChangePlanner([wanted('H')], questions({ H: ['T1', 'T2'] }))
    planner.next([rejection('H', { kind: 'no-prompt' })])
    expect(lines(planner)).toEqual(['T1=m H'])
    planner.next([rejection('T1', { kind: 'other' })])
    expect(lines(planner)).toEqual(['H=m'])
    planner.next([rejection('H', { kind: 'no-prompt' })])
    expect(lines(planner)).toEqual(['T2=m H'])
  })

  test('raises what limits a request, and is content with m where that cannot be', () => {
    const limited = (symbol: string): Rejection =>
      rejection(symbol, { kind: 'limited', conditions: [condition(off('T9', { value: 'm' }))] }, 'y')
    const planner = new ChangePlanner([wanted('T1', 'y')], questions())
    planner.next([limited('T1')])
    expect(lines(planner)).toEqual(['T1=y', 'T9=y T1'])
    planner.next([rejection('T9', { kind: 'limited', conditions: [] }, 'y')])
    expect(lines(planner)).toEqual(['T1=y', 'T9=m T1'])
  })

  test('lets what the makefiles want be more, not less', () => {
    const planner = new ChangePlanner([wanted('T1'), wanted('T2')], questions())
    planner.next([rejection('T1', { kind: 'limited', conditions: [condition(off('T2', { value: 'm' }))] }, 'y')])
    expect(lines(planner)).toEqual(['T1=m', 'T2=y'])
    const off2 = condition({ symbol: 'T2', value: 'y', wants: 'unset' })
    expect(planner.next([unmet('T1', off2)])).toEqual({ kind: 'stuck' })
  })
})
