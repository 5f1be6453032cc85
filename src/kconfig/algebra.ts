/**
 * Simplifying conditions, as the configurator does before it uses them. The results show in messages ("Depends on: …"),
 * in the shape of the menu tree and in what counts as a cycle, so they are the configurator's, not the best possible.
 * Follows scripts/kconfig/expr.c; where generations differ, `algebra-tree.ts` (before expressions were interned) and
 * `algebra-interned.ts` (since 6.12) say how.
 */
import { type Expression, type ExpressionFactory, Kind } from './expression.ts'
import type { KconfigSymbol } from './symbol.ts'
import type { SymbolTable } from './symbol-table.ts'

/** Called when a bool symbol is compared with m, with the value the test is forced to. */
export type ForcedTest = (symbol: KconfigSymbol, forced: 'n' | 'y') => void

/** Two expressions that a simplification rewrites together. */
export interface Pair {
  a: Expression
  b: Expression
}

type Connective = typeof Kind.and | typeof Kind.or

export const isConnective = (kind: Kind): kind is Connective => kind === Kind.and || kind === Kind.or

export abstract class Algebra {
  protected readonly make: ExpressionFactory
  protected readonly symbols: SymbolTable
  readonly #forcedTest: ForcedTest
  /** Joins made since the caller last reset it. */
  protected joins = 0

  constructor(make: ExpressionFactory, symbols: SymbolTable, forcedTest: ForcedTest) {
    this.make = make
    this.symbols = symbols
    this.#forcedTest = forcedTest
  }

  /** Joins operands that repeat or contain each other: `A && B && A` becomes `A && B`. */
  abstract eliminateDuplicates(expression: Expression | null): Expression | null

  /** Removes y and n from conjunctions and disjunctions. */
  protected abstract eliminateConstants(expression: Expression): Expression

  /** A symbol's type changed: what was simplified under the old type must not be remembered. */
  abstract forget(): void

  isYes(expression: Expression | null): boolean {
    return expression === null || (expression.kind === Kind.symbol && expression.symbol === this.symbols.yes)
  }

  /** Joins an expression with what encloses it and simplifies the result. */
  conjoin(outer: Expression | null, inner: Expression | null): Expression | null {
    // What encloses is simplified already, and simplifying twice changes nothing.
    return inner === null ? outer : this.eliminateDuplicates(this.make.and(outer, inner))
  }

  /** `m` becomes `m && MODULES`: without modules nothing can be m. Comparisons with m are left alone. */
  rewriteM(expression: Expression | null, modules: KconfigSymbol): Expression | null {
    if (expression === null) return null
    switch (expression.kind) {
      case Kind.not:
        return this.make.not(this.rewriteM(expression.left, modules) as Expression)
      case Kind.and:
      case Kind.or: {
        const left = this.rewriteM(expression.left, modules) as Expression
        const right = this.rewriteM(expression.right, modules) as Expression
        return this.make.two(expression.kind, left, right)
      }
      case Kind.symbol:
        if (expression.symbol === this.symbols.mod) return this.make.and(expression, this.make.symbol(modules))
        return expression
      default:
        return expression
    }
  }

  /** Moves `!` to the leaves and replaces comparisons of bool symbols with y and n by the symbol itself. */
  transform(expression: Expression | null): Expression | null {
    return expression === null ? null : this.#transform(expression)
  }

  #transform(expression: Expression): Expression {
    switch (expression.kind) {
      case Kind.and:
      case Kind.or: {
        const { left, right } = expression as { left: Expression; right: Expression }
        return this.make.two(expression.kind, this.#transform(left), this.#transform(right))
      }
      case Kind.equal:
      case Kind.unequal:
        return this.#transformTest(expression, expression.symbol as KconfigSymbol)
      case Kind.not:
        return this.#negate(this.#transform(expression.left as Expression))
      default:
        return expression
    }
  }

  #transformTest(expression: Expression, symbol: KconfigSymbol): Expression {
    if (symbol.type !== 'bool') return expression
    const { no, mod, yes } = this.symbols
    const positive = expression.kind === Kind.equal
    if (expression.other === mod) {
      this.#forcedTest(symbol, positive ? 'n' : 'y')
      return this.make.symbol(positive ? no : yes)
    }
    const self = this.make.symbol(symbol)
    if (expression.other === yes) return positive ? self : this.make.not(self)
    if (expression.other === no) return positive ? this.make.not(self) : self
    return expression
  }

  /** The negation of an expression that is already transformed. */
  #negate(operand: Expression): Expression {
    const { no, mod, yes } = this.symbols
    const compare = (kind: Kind): Expression =>
      this.make.compare(kind, operand.symbol as KconfigSymbol, operand.other as KconfigSymbol)
    switch (operand.kind) {
      case Kind.not:
        return operand.left as Expression
      case Kind.equal:
        return compare(Kind.unequal)
      case Kind.unequal:
        return compare(Kind.equal)
      case Kind.lessEqual:
        return compare(Kind.greater)
      case Kind.greaterEqual:
        return compare(Kind.less)
      case Kind.less:
        return compare(Kind.greaterEqual)
      case Kind.greater:
        return compare(Kind.lessEqual)
      case Kind.and:
      case Kind.or: {
        const dual = operand.kind === Kind.and ? Kind.or : Kind.and
        return this.make.two(dual, this.#negate(operand.left as Expression), this.#negate(operand.right as Expression))
      }
      case Kind.symbol:
        if (operand.symbol === yes) return this.make.symbol(no)
        if (operand.symbol === no) return this.make.symbol(yes)
        if (operand.symbol === mod) return operand
        return this.make.not(operand)
      default:
        return this.make.not(operand)
    }
  }

  /** `T!=n` of a tristate T becomes T: where a bool is asked for, both say the same. */
  dropUnequalNo(expression: Expression | null): Expression | null {
    if (expression === null) return null
    switch (expression.kind) {
      case Kind.and:
      case Kind.or: {
        const left = this.dropUnequalNo(expression.left) as Expression
        return this.make.two(expression.kind, left, this.dropUnequalNo(expression.right) as Expression)
      }
      case Kind.not:
        return this.make.not(this.dropUnequalNo(expression.left) as Expression)
      case Kind.unequal: {
        const symbol = expression.symbol as KconfigSymbol
        return symbol.type === 'tristate' && expression.other === this.symbols.no
          ? this.make.symbol(symbol)
          : expression
      }
      default:
        return expression
    }
  }

  /** Writes an expression as comparisons with n: `A && B` becomes `!(A=n || B=n)` where `kind` is unequal. */
  compareWithNo(expression: Expression | null, kind: typeof Kind.equal | typeof Kind.unequal): Expression {
    const { no } = this.symbols
    if (expression === null) {
      const constant = this.make.symbol(no)
      return kind === Kind.unequal ? this.make.not(constant) : constant
    }
    switch (expression.kind) {
      case Kind.and:
      case Kind.or: {
        const left = this.compareWithNo(expression.left, Kind.equal)
        const right = this.compareWithNo(expression.right, Kind.equal)
        const dual = this.make.two(expression.kind === Kind.and ? Kind.or : Kind.and, left, right)
        return kind === Kind.unequal ? this.make.not(dual) : dual
      }
      case Kind.not:
        return this.compareWithNo(expression.left, kind === Kind.equal ? Kind.unequal : Kind.equal)
      case Kind.symbol:
        return this.make.compare(kind, expression.symbol as KconfigSymbol, no)
      default:
        return kind === Kind.equal ? this.make.not(expression) : expression
    }
  }

  /** Equal once operands are matched regardless of their order. An absent expression is y. */
  equal(a: Expression | null, b: Expression | null): boolean {
    if (a === null || b === null) return this.isYes(a) && this.isYes(b)
    if (a === b) return true
    if (a.kind !== b.kind) return false
    if (a.kind === Kind.not) return this.equal(a.left, b.left)
    if (!isConnective(a.kind)) return false
    const before = this.joins
    const pair = { a, b }
    this.eliminateEqual(pair)
    this.joins = before
    return pair.a.kind === Kind.symbol && pair.a === pair.b
  }

  /** Removes from both expressions the operands they have in common. */
  eliminateEqual(pair: Pair): void {
    if (isConnective(pair.a.kind)) this.#eliminateOperands(pair.a.kind, pair)
    if (pair.a.kind !== pair.b.kind && isConnective(pair.b.kind)) this.#eliminateOperands(pair.b.kind, pair)
    pair.a = this.eliminateConstants(pair.a)
    pair.b = this.eliminateConstants(pair.b)
  }

  #eliminateOperands(kind: Connective, pair: Pair): void {
    if (pair.a.kind === kind) {
      const left = { a: pair.a.left as Expression, b: pair.b }
      this.#eliminateOperands(kind, left)
      const right = { a: pair.a.right as Expression, b: left.b }
      this.#eliminateOperands(kind, right)
      pair.a = this.make.two(kind, left.a, right.a)
      pair.b = right.b
      return
    }
    if (pair.b.kind === kind) {
      const left = { a: pair.a, b: pair.b.left as Expression }
      this.#eliminateOperands(kind, left)
      const right = { a: left.a, b: pair.b.right as Expression }
      this.#eliminateOperands(kind, right)
      pair.a = right.a
      pair.b = this.make.two(kind, left.b, right.b)
      return
    }
    const { no, yes } = this.symbols
    if (pair.a === pair.b && (pair.a.symbol === yes || pair.a.symbol === no) && pair.a.kind === Kind.symbol) return
    if (!this.equal(pair.a, pair.b)) return
    this.joins++
    pair.a = pair.b = this.make.symbol(kind === Kind.or ? no : yes)
  }
}
