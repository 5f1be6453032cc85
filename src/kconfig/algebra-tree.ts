/**
 * Simplification as it was while expressions were trees rewritten in place (until 6.11): every operand of a
 * connective is compared with every other in both orders, nested connectives are simplified as operands, and constants
 * go only after a pass that joined something.
 */
import { Algebra, isConnective } from './algebra.ts'
import { joinAnd, joinOr } from './algebra-join.ts'
import { type Expression, Kind } from './expression.ts'

type Connective = typeof Kind.and | typeof Kind.or

export class TreeAlgebra extends Algebra {
  readonly #known = new Map<Expression, Expression>()

  override forget(): void {
    this.#known.clear()
  }

  override eliminateDuplicates(expression: Expression | null): Expression | null {
    if (expression === null || !isConnective(expression.kind)) return expression
    const known = this.#known.get(expression)
    if (known !== undefined) return known
    const before = this.joins
    let result = expression
    for (;;) {
      this.joins = 0
      if (isConnective(result.kind)) result = this.#pass(result.kind, result)
      if (this.joins === 0) break
      result = this.eliminateConstants(result)
    }
    this.joins = before
    this.#known.set(expression, result)
    return result
  }

  /** Compares all operands of one connective pairwise; quadratic in their number. */
  #pass(kind: Connective, expression: Expression): Expression {
    const operands: Expression[] = []
    collect(kind, expression, operands)
    const join = kind === Kind.or ? joinOr : joinAnd
    const neutral = this.make.symbol(kind === Kind.or ? this.symbols.no : this.symbols.yes)
    let changed = false
    for (let i = 0; i < operands.length; i++) {
      for (let j = 0; j < operands.length; j++) {
        if (i === j) continue
        let a = operands[i] as Expression
        if (isConnective(a.kind)) {
          const inner = this.#pass(a.kind, a)
          if (inner !== a) {
            operands[i] = a = inner
            changed = true
          }
        }
        const b = operands[j] as Expression
        const joined = this.equal(a, b) ? a : join(this.make, this.symbols, a, b)
        if (joined === null) continue
        operands[i] = neutral
        operands[j] = joined
        changed = true
        this.joins++
      }
    }
    return changed ? this.#rebuild(kind, expression, operands, { at: 0 }) : expression
  }

  /** The operands back in the places that `collect` took them from. */
  #rebuild(kind: Connective, shape: Expression, operands: readonly Expression[], cursor: { at: number }): Expression {
    if (shape.kind !== kind) return operands[cursor.at++] as Expression
    const left = this.#rebuild(kind, shape.left as Expression, operands, cursor)
    const right = this.#rebuild(kind, shape.right as Expression, operands, cursor)
    return this.make.two(kind, left, right)
  }

  protected override eliminateConstants(expression: Expression): Expression {
    if (!isConnective(expression.kind)) return expression
    const { no, yes } = this.symbols
    const left = this.eliminateConstants(expression.left as Expression)
    const right = this.eliminateConstants(expression.right as Expression)
    const absorbing = expression.kind === Kind.and ? no : yes
    const neutral = expression.kind === Kind.and ? yes : no
    if (left.kind === Kind.symbol) {
      if (left.symbol === absorbing) return left
      if (left.symbol === neutral) return right
    }
    if (right.kind === Kind.symbol) {
      if (right.symbol === absorbing) return right
      if (right.symbol === neutral) return left
    }
    return this.make.two(expression.kind, left, right)
  }
}

const collect = (kind: Connective, expression: Expression, into: Expression[]): void => {
  if (expression.kind !== kind) {
    into.push(expression)
    return
  }
  collect(kind, expression.left as Expression, into)
  collect(kind, expression.right as Expression, into)
}
