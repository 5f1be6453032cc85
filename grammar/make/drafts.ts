/** What a logical line is, before the lines are put together. */
import type { Condition, Statement } from './tree.ts'

/** A statement without its place. */
export type Content = Statement extends infer S
  ? S extends Statement
    ? Omit<S, 'start' | 'end' | 'line' | 'tabbed'>
    : never
  : never

/** Where a line stands. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly tabbed?: true
}

/** What the line of a token is. */
export type LineDraft =
  | { readonly kind: 'statement'; readonly statement: Statement }
  /** A line of a recipe, as written, without the tab. */
  | { readonly kind: 'recipe'; readonly place: Place; readonly text: string }
  | { readonly kind: 'if'; readonly place: Place; readonly condition: Condition }
  | { readonly kind: 'else'; readonly place: Place; readonly condition?: Condition; readonly extra: boolean }
  | { readonly kind: 'endif'; readonly place: Place }
