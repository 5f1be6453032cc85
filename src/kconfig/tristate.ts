/**
 * The three values of a bool or tristate symbol, ordered as the configurator orders them: n < m < y.
 * Conjunction is the smaller value, disjunction the larger, negation mirrors at m.
 */
export type Tristate = 0 | 1 | 2

export const NO: Tristate = 0
export const MOD: Tristate = 1
export const YES: Tristate = 2

export const and = (a: Tristate, b: Tristate): Tristate => (a < b ? a : b)

export const or = (a: Tristate, b: Tristate): Tristate => (a > b ? a : b)

export const not = (a: Tristate): Tristate => (2 - a) as Tristate

const LETTERS = ['n', 'm', 'y'] as const

/** How a value is written in a `.config`. */
export const letterOf = (value: Tristate): 'n' | 'm' | 'y' => LETTERS[value]
