/**
 * Puts branches together to conditionals.  A stack of its own, so that they nest as deep as a file wants it.
 */
import type { ConditionalLine, Place } from './drafts.ts'
import type { Branch, Condition, Problem, Statement } from './tree.ts'

interface OpenBranch {
  readonly condition?: Condition
  readonly line: number
  readonly statements: Statement[]
}

interface OpenConditional {
  readonly place: Place
  readonly branches: OpenBranch[]
  /** Where the conditional stands. */
  readonly around: Statement[]
  plainElse: boolean
}

type Line<K extends ConditionalLine['kind']> = Extract<ConditionalLine, { kind: K }>

/** Takes the sections of a file in order. */
export class TreeBuilder {
  private readonly statements: Statement[] = []
  private readonly open: OpenConditional[] = []
  private current: Statement[] = this.statements

  add(statements: readonly Statement[]): void {
    for (const statement of statements) this.current.push(statement)
  }

  enter({ place, condition }: Line<'if'>): void {
    const branch: OpenBranch = { condition, line: place.line, statements: [] }
    this.open.push({ place, branches: [branch], around: this.current, plainElse: false })
    this.current = branch.statements
  }

  part({ place, condition, plain }: Line<'else'>): void {
    const conditional = this.open.at(-1)
    if (conditional === undefined || conditional.plainElse) {
      this.stop(place, 'extra-else')
      return
    }
    conditional.plainElse = plain
    const { line } = place
    const branch: OpenBranch = condition === undefined ? { line, statements: [] } : { condition, line, statements: [] }
    conditional.branches.push(branch)
    this.current = branch.statements
  }

  leave({ place }: Line<'endif'>): void {
    if (this.open.length === 0) this.stop(place, 'extra-endif')
    else this.close(place.end)
  }

  /** The tree of all sections that were taken. */
  finish(end: number): { readonly statements: readonly Statement[]; readonly problems: readonly Problem[] } {
    const [outermost] = this.open
    const problems: Problem[] = []
    if (outermost !== undefined) {
      const { start, end: lineEnd, line } = outermost.place
      problems.push({ code: 'missing-endif', start, end: lineEnd, line })
    }
    while (this.open.length > 0) this.close(end)
    return { statements: this.statements, problems }
  }

  private close(end: number): void {
    const conditional = this.open.pop() as OpenConditional
    const { place, around } = conditional
    const branches: readonly Branch[] = conditional.branches
    around.push({ ...place, end, kind: 'conditional', branches })
    this.current = around
  }

  /** make stops at such a line whether or not the branch around it is taken: it ends up outside of all of them. */
  private stop(place: Place, problem: 'extra-else' | 'extra-endif'): void {
    while (this.open.length > 0) this.close(place.start)
    this.current.push({ ...place, kind: 'invalid', problem })
  }
}
