/**
 * Whether a rule is open, so that a line that starts with a tab belongs to its recipe.
 *
 * The text decides that but for two things: which branch of a conditional is taken, and whether an expansion is a rule.
 */

/** `maybe`: it hangs on what is known only when the file is interpreted. */
export type RuleState = 'open' | 'closed' | 'maybe'

interface OpenConditional {
  /** Before the first branch: the state in which each branch starts. */
  readonly before: RuleState
  /** What the branches that have ended agree on. */
  after: RuleState | undefined
  plainElse: boolean
}

const agree = (a: RuleState | undefined, b: RuleState): RuleState => (a === undefined || a === b ? b : 'maybe')

/** Follows the lines of a file. */
export class RuleTracker {
  state: RuleState = 'closed'
  private readonly conditionals: OpenConditional[] = []

  enter(): void {
    this.conditionals.push({ before: this.state, after: undefined, plainElse: false })
  }

  otherwise(plain: boolean): void {
    const conditional = this.conditionals.at(-1)
    if (conditional === undefined) return
    conditional.after = agree(conditional.after, this.state)
    conditional.plainElse ||= plain
    this.state = conditional.before
  }

  leave(): void {
    const conditional = this.conditionals.pop()
    if (conditional === undefined) return
    const after = agree(conditional.after, this.state)
    this.state = conditional.plainElse ? after : agree(after, conditional.before)
  }
}
