/**
 * What it takes for values to survive: a request that is dropped names the condition that failed, and where symbols of
 * that condition can be set, they are asked for too, round after round.  Which values come out is for the engine to say.
 */
import type { Blamed, FailedCondition, Rejection } from './rejection.ts'

/** One symbol to set; without `CONFIG_`. Empty is not set. */
export interface PlannedValue {
  readonly symbol: string
  readonly value: string
  readonly because: 'makefile' | 'dependency' | 'select'
  /** The symbol for whose sake it is set. */
  readonly dependent?: string
}

/** What the Kconfig files say of symbols, with the values that the latest round gave them. */
export interface PlanQuestions {
  readonly kindOf: (symbol: string) => 'bool' | 'tristate' | 'other' | undefined
  /** Symbols that a user can set and that select this one; those that can be switched on at once first. */
  readonly selectorsOf: (symbol: string) => readonly string[]
}

export type Plan = ReadonlyMap<string, PlannedValue>

/** What a round leads to: another plan to try, or nothing more to do about the rejections. */
export type NextPlan = { readonly kind: 'try'; readonly plan: Plan } | { readonly kind: 'stuck' }

/** It lets things be built that nobody can use on this architecture: whatever else will do is better. */
const isLastResort = ({ blamed }: { readonly blamed: Blamed }): boolean => blamed.symbol === 'COMPILE_TEST'

/** A plan that grows by what its rejections ask for. Things that turned out impossible are not asked for again. */
export class ChangePlanner {
  readonly #questions: PlanQuestions
  readonly #impossible = new Set<string>()
  /** Requests that others stand for. */
  readonly #hidden = new Map<string, PlannedValue>()
  readonly #plan: Map<string, PlannedValue>
  #isChanged = false

  constructor(wanted: readonly PlannedValue[], questions: PlanQuestions) {
    this.#plan = new Map(wanted.map((value) => [value.symbol, value]))
    this.#questions = questions
  }

  get plan(): Plan {
    return this.#plan
  }

  /** The plan after a round in which these requests did not survive. */
  next(rejections: readonly Rejection[]): NextPlan {
    this.#isChanged = false
    for (const rejection of rejections) this.#answer(rejection)
    return this.#isChanged ? { kind: 'try', plan: new Map(this.#plan) } : { kind: 'stuck' }
  }

  #answer({ symbol, requested, reason }: Rejection): void {
    const asked = this.#plan.get(symbol)
    if (asked === undefined) return
    switch (reason.kind) {
      case 'unmet':
      case 'limited': {
        if (reason.kind === 'limited' && asked.because !== 'makefile' && requested === 'y' && asked.value === 'y') {
          // m is all that can be had, and may do
          if (this.#questions.kindOf(symbol) === 'tristate') return this.#set({ ...asked, value: 'm' })
        }
        const level = reason.kind === 'limited' ? 'y' : 'm'
        if (this.#meet(asked, reason.conditions, level)) return
        break
      }
      case 'modules-off':
        if (this.#need('MODULES', 'y', asked)) return
        break
      case 'no-prompt':
        if (this.#select(asked, requested)) return
        break
      default:
        break
    }
    this.#giveUp(asked)
  }

  /** Asks for what one of several conditions lacks. */
  #meet(asked: PlannedValue, conditions: readonly FailedCondition[], level: 'm' | 'y'): boolean {
    const byEffort = conditions.toSorted((a, b) => a.blame.length - b.blame.length)
    return byEffort.some((condition) => this.#meetOne(asked, condition, level))
  }

  #meetOne(asked: PlannedValue, { expression, blame, any }: FailedCondition, level: 'm' | 'y'): boolean {
    const wants = blame.flatMap((blamed) => {
      const value = this.#wantedValue(blamed, expression, level)
      return value === undefined ? [] : [{ blamed, value }]
    })
    if (wants.length === 0) return false
    if (any === true) {
      const [first, last] = [wants.filter((want) => !isLastResort(want)), wants.filter(isLastResort)]
      return [...first, ...last].some(({ blamed, value }) => this.#have(blamed, value, asked))
    }
    const possible = wants.every(({ blamed }) => this.#canHave(blamed))
    if (!possible) return false
    for (const { blamed, value } of wants) this.#have(blamed, value, asked)
    return true
  }

  /** Undefined where nothing has to be changed. */
  #wantedValue({ symbol, value, wants }: Blamed, expression: string, level: 'm' | 'y'): string | undefined {
    const compared = new RegExp(`(?<![\\w])${symbol}\\s*=\\s*"?(\\w+)`).exec(expression)?.[1]
    const wanted = wants === 'unset' ? '' : (compared ?? (wants === 'set' ? this.#on(symbol, level) : undefined))
    if (wanted === undefined || wanted === value || (wanted === '' && value === 'n')) return undefined
    return wanted === 'm' && value === 'y' ? undefined : wanted
  }

  #on(symbol: string, level: 'm' | 'y'): string {
    return this.#questions.kindOf(symbol) === 'tristate' ? level : 'y'
  }

  #canHave({ symbol, value, fixed }: Blamed): boolean {
    if (value === 'undefined' || this.#impossible.has(symbol)) return false
    return fixed !== true || this.#selectors(symbol).length > 0
  }

  #have(blamed: Blamed, value: string, asked: PlannedValue): boolean {
    if (!this.#canHave(blamed)) return false
    if (blamed.fixed === true) return value !== '' && this.#select({ ...asked, symbol: blamed.symbol }, value)
    return this.#need(blamed.symbol, value, asked)
  }

  #need(symbol: string, value: string, asked: PlannedValue): boolean {
    if (this.#impossible.has(symbol)) return false
    const known = this.#plan.get(symbol)
    // it is on its way already, or the makefiles want it so
    if (known !== undefined && (known.value === value || known.because === 'makefile' || known.value === 'y'))
      return known.value === value || known.value === 'y'
    this.#set({ symbol, value, because: 'dependency', dependent: asked.symbol })
    return true
  }

  #selectors(symbol: string): readonly string[] {
    return this.#questions.selectorsOf(symbol).filter((name) => !this.#impossible.has(name))
  }

  /** What cannot be set itself is had by what selects it. */
  #select(asked: PlannedValue, value: string): boolean {
    const selectors = this.#selectors(asked.symbol)
    const [selector] = selectors
    if (selector === undefined || value === '' || value === 'n') return false
    const hidden = this.#plan.get(asked.symbol)
    if (hidden !== undefined) {
      this.#hidden.set(asked.symbol, hidden)
      this.#plan.delete(asked.symbol)
      this.#isChanged = true
    }
    if (selectors.some((name) => this.#plan.has(name))) return true
    const level = this.#on(selector, value === 'y' ? 'y' : 'm')
    this.#set({ symbol: selector, value: level, because: 'select', dependent: asked.symbol })
    return true
  }

  #set(value: PlannedValue): void {
    this.#plan.set(value.symbol, value)
    this.#isChanged = true
  }

  /** What the makefiles want stays asked for: the reason against it is the answer. */
  #giveUp({ symbol, because, dependent = '' }: PlannedValue): void {
    if (because === 'makefile') return
    this.#impossible.add(symbol)
    this.#drop(symbol)
    const hidden = this.#hidden.get(dependent)
    if (because === 'select' && hidden !== undefined) this.#plan.set(dependent, hidden)
    this.#isChanged = true
  }

  /** Takes a request away with all that was asked for because of it alone. */
  #drop(symbol: string): void {
    this.#plan.delete(symbol)
    for (const { symbol: other, because, dependent } of [...this.#plan.values()])
      if (because !== 'makefile' && dependent === symbol) this.#drop(other)
  }
}
