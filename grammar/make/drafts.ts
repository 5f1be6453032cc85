/** What the lines of a makefile are, before conditionals are put together. */
import type { Condition, Modifier, Statement } from './tree.ts'

/** Where a line stands. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly tabbed?: true
}

/** Words before a definition, if there are any: ready to be spread into its statement. */
export interface Modified {
  readonly modifiers?: readonly Modifier[]
}

/** A line that opens, parts or closes a conditional. */
export type ConditionalLine =
  | { readonly kind: 'if'; readonly place: Place; readonly condition: Condition }
  /** `plain`: nothing stands behind the word, so no further `else` may follow. */
  | { readonly kind: 'else'; readonly place: Place; readonly condition?: Condition; readonly plain: boolean }
  | { readonly kind: 'endif'; readonly place: Place }

/** All there is up to the next line of a conditional, or such a line. */
export type Section = { readonly kind: 'statements'; readonly statements: readonly Statement[] } | ConditionalLine
