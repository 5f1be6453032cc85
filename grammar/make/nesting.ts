/**
 * Puts lines together: recipes to their rules, branches to their conditionals.  A stack of its own, so that nesting is as
 * deep as the file wants it.
 */
import type { Place } from './drafts.ts'
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

/** Takes the lines of a file in order. */
export class TreeBuilder {
  private readonly statements: Statement[] = []
  private readonly open: OpenConditional[] = []
  private current: Statement[] = this.statements
  /** Recipe lines of the last statement, as long as further ones belong to it. */
  private recipe: string[] | undefined

  add(statement: Statement): void {
    this.recipe = statement.kind === 'rule' ? [...statement.recipe] : undefined
    this.current.push(this.recipe === undefined ? statement : ({ ...statement, recipe: this.recipe } as Statement))
  }

  addRecipe(place: Place, text: string): void {
    if (this.recipe === undefined) {
      this.recipe = []
      this.current.push({ ...place, kind: 'recipe', lines: this.recipe })
    }
    this.recipe.push(text)
  }

  enter(place: Place, condition: Condition): void {
    const branch: OpenBranch = { condition, line: place.line, statements: [] }
    this.open.push({ place, branches: [branch], around: this.current, plainElse: false })
    this.current = branch.statements
    this.recipe = undefined
  }

  /** `plain`: no further `else` may follow. */
  otherwise(place: Place, condition: Condition | undefined, plain: boolean): void {
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
    this.recipe = undefined
  }

  leave(place: Place): void {
    if (this.open.length === 0) this.stop(place, 'extra-endif')
    else this.close(place.end)
  }

  /** The tree of all lines that were taken. */
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
    this.recipe = undefined
  }

  /** make stops at such a line whether or not the branch around it is taken: it ends up outside of all of them. */
  private stop(place: Place, problem: 'extra-else' | 'extra-endif'): void {
    while (this.open.length > 0) this.close(place.start)
    this.add({ ...place, kind: 'invalid', problem })
  }
}
