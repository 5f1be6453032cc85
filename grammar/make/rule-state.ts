/**
 * Whether a rule is open, so that a line that starts with a tab belongs to its recipe.
 *
 * The text decides that but for two things: which branch of a conditional is taken, and whether an expansion is a rule.
 */

import type { ConditionalLine } from './drafts.ts'
import type { Statement } from './tree.ts'

/** `maybe`: it hangs on what is known only when the file is interpreted. */
type RuleState = 'open' | 'closed' | 'maybe'

interface OpenConditional {
  /** Before the first branch: the state in which each branch starts. */
  readonly before: RuleState
  /** What the branches that have ended agree on. */
  after: RuleState | undefined
  /** True where one of its branches is always taken. */
  complete: boolean
}

const agree = (a: RuleState | undefined, b: RuleState): RuleState => (a === undefined || a === b ? b : 'maybe')

/**
 * A variable of targets is not followed by a recipe.  But where the targets turn out to be none, make takes the line for a
 * rule without targets, and drops what follows as its recipe.
 */
const stateAfterRule = ({ assignment }: Extract<Statement, { kind: 'rule' }>): RuleState => {
  if (assignment === undefined) return 'open'
  return assignment.targets.includes('$') ? 'maybe' : 'closed'
}

/** Follows the lines of a file. */
export class RuleTracker {
  state: RuleState = 'closed'
  private readonly conditionals: OpenConditional[] = []

  /** Any statement ends the recipe of the rule before it, but for one that may be a part of it. */
  see(statement: Statement): void {
    if (statement.tabbed === true) this.state = 'maybe'
    else if (statement.kind === 'rule') this.state = stateAfterRule(statement)
    else this.state = statement.kind === 'expansion' ? 'maybe' : 'closed'
  }

  follow(line: ConditionalLine): void {
    if (line.kind === 'if') this.conditionals.push({ before: this.state, after: undefined, complete: false })
    else if (line.kind === 'else') this.part(line.condition === undefined)
    else this.leave()
  }

  private part(complete: boolean): void {
    const conditional = this.conditionals.at(-1)
    if (conditional === undefined) return
    conditional.after = agree(conditional.after, this.state)
    conditional.complete ||= complete
    this.state = conditional.before
  }

  private leave(): void {
    const conditional = this.conditionals.pop()
    if (conditional === undefined) return
    const after = agree(conditional.after, this.state)
    this.state = conditional.complete ? after : agree(after, conditional.before)
  }
}
