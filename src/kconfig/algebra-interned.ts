/**
 * Simplification since expressions are interned (6.12): every step makes a new expression, operands of the two sides
 * of a connective are compared with each other, and constants go after every pass.
 */
import { Algebra, isConnective, type Pair } from './algebra.ts'
import { joinAnd, joinOr } from './algebra-join.ts'
import { type Expression, Kind } from './expression.ts'

export class InternedAlgebra extends Algebra {
  readonly #known = new Map<Expression, Expression>()

  override forget(): void {
    this.#known.clear()
  }

  override eliminateDuplicates(expression: Expression | null): Expression | null {
    if (expression === null || !isConnective(expression.kind)) return expression
    return this.#simplify(expression)
  }

  #simplify(expression: Expression): Expression {
    if (!isConnective(expression.kind)) return expression
    const known = this.#known.get(expression)
    if (known !== undefined) return known
    const before = this.joins
    let result = expression
    do {
      this.joins = 0
      if (isConnective(result.kind)) {
        const pair = { a: this.#simplify(result.left as Expression), b: this.#simplify(result.right as Expression) }
        this.#join(result.kind, pair)
        result = this.make.two(result.kind, pair.a, pair.b)
      }
      result = this.eliminateConstants(result)
    } while (this.joins !== 0)
    this.joins = before
    this.#known.set(expression, result)
    return result
  }

  #join(kind: typeof Kind.and | typeof Kind.or, pair: Pair): void {
    if (pair.a.kind === kind) {
      const left = { a: pair.a.left as Expression, b: pair.b }
      this.#join(kind, left)
      const right = { a: pair.a.right as Expression, b: left.b }
      this.#join(kind, right)
      if (left.a !== pair.a.left || right.a !== pair.a.right) pair.a = this.make.two(kind, left.a, right.a)
      pair.b = right.b
      return
    }
    if (pair.b.kind === kind) {
      const left = { a: pair.a, b: pair.b.left as Expression }
      this.#join(kind, left)
      const right = { a: left.a, b: pair.b.right as Expression }
      this.#join(kind, right)
      pair.a = right.a
      if (left.b !== pair.b.left || right.b !== pair.b.right) pair.b = this.make.two(kind, left.b, right.b)
      return
    }
    const joined = this.equal(pair.a, pair.b)
      ? pair.a
      : (kind === Kind.or ? joinOr : joinAnd)(this.make, this.symbols, pair.a, pair.b)
    if (joined === null) return
    pair.a = this.make.symbol(kind === Kind.or ? this.symbols.no : this.symbols.yes)
    pair.b = joined
    this.joins++
  }

  /** A connective keeps operands that were simplified below it only if it goes itself: the configurator does so too. */
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
    return expression
  }
}
