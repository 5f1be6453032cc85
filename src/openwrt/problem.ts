/**
 * What may be wrong with a buildroot or with what is asked of it, as data.
 */

export type OpenwrtProblem =
  /** A file that the tree makes of its packages and targets is not there. */
  | { readonly kind: 'no-metadata'; readonly file: string }
  /** The configuration chooses no target: it has no CONFIG_TARGET_BOARD. */
  | { readonly kind: 'no-target' }
  /** `target` is `ath79/generic`; `nearest` are names that the tree has. */
  | { readonly kind: 'unknown-target'; readonly target: string; readonly nearest: readonly string[] }
  | {
      readonly kind: 'no-fragments'
      readonly target: string
      /** Folders that were looked in. */
      readonly folders: readonly string[]
      readonly patchver: string
    }
  /** Packages select each other in a circle under a condition, which the tree's own script follows for ever. */
  | { readonly kind: 'endless-dependencies'; readonly packageName: string }
  /** A Makefile computes a variable with what is not followed here. */
  | { readonly kind: 'not-told'; readonly variable: string; readonly file: string; readonly line?: number }

export interface Failed {
  readonly problem: OpenwrtProblem
}

/** What was asked for, or why it cannot be had. */
export type Attempt<T> = T | Failed

export const failed = (problem: OpenwrtProblem): Failed => ({ problem })

export const isFailed = <T extends object>(attempt: Attempt<T>): attempt is Failed => 'problem' in attempt
