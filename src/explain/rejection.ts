/**
 * Why a requested value is not in the result, as data.
 */

/** A condition that would have to hold, with the values that keep it from holding. */
export interface FailedCondition {
  /** The condition as written, simplified. */
  readonly expression: string
  /** Its value: n or m. */
  readonly value: 'n' | 'm'
  /** The symbols in it whose values are to blame, with what they are; `undefined` where no file defines the symbol. */
  readonly blame: readonly Blamed[]
  /** Some of it holds as soon as one of several things does. */
  readonly any?: true
  /** Probes in it, with the answer they count with. */
  readonly probes?: readonly { readonly text: string; readonly answer: string }[]
}

export interface Blamed {
  readonly symbol: string
  readonly value: string
  /** What it would have to be for its part to hold, where that can be told. */
  readonly wants?: 'set' | 'unset'
  /** It has no prompt: defaults, selects and probes decide it, and no configuration can. */
  readonly fixed?: true
}

export type RejectionReason =
  /** No file of the tree defines it. */
  | { readonly kind: 'unknown-symbol'; readonly nearest?: string }
  | { readonly kind: 'invalid-value'; readonly type: string }
  /** It has no prompt: its value follows from defaults and selects. */
  | { readonly kind: 'no-prompt' }
  /** Every prompt's condition fails. */
  | { readonly kind: 'unmet'; readonly conditions: readonly FailedCondition[] }
  /** It may be m at most. */
  | { readonly kind: 'limited'; readonly conditions: readonly FailedCondition[] }
  /** Selects keep it up. */
  | { readonly kind: 'selected'; readonly by: readonly string[] }
  | { readonly kind: 'modules-off' }
  | { readonly kind: 'out-of-range'; readonly low: string; readonly high: string }
  /** Another member of the choice was asked for later, or this one cannot be left without another being asked for. */
  | { readonly kind: 'choice'; readonly chosen?: string; readonly choice: string }
  | { readonly kind: 'other' }

export interface Rejection {
  readonly symbol: string
  readonly requested: string
  /** What it is instead; absent: not written at all. */
  readonly got?: string
  readonly file: string
  readonly line: number
  /** Where the tree defines it. */
  readonly definedAt?: { readonly file: string; readonly line: number }
  readonly reason: RejectionReason
}
