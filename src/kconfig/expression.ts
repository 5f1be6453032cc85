/**
 * Expressions over symbols, immutable and interned: equal expressions are one object, so comparing is a pointer
 * comparison and what is computed of one can be remembered at it.  Follows struct expr of scripts/kconfig (6.12
 * interns as well; earlier generations rewrite trees in place, with results that `algebra-tree.ts` reproduces).
 */
import type { KconfigSymbol } from './symbol.ts'
import { NO, type Tristate } from './tristate.ts'

/** Numbered so that `evaluate` and printing can switch on them. */
export const Kind = {
  symbol: 1,
  not: 2,
  and: 3,
  or: 4,
  equal: 5,
  unequal: 6,
  less: 7,
  lessEqual: 8,
  greater: 9,
  greaterEqual: 10,
  /** The two bounds of a `range`; no condition. */
  range: 11,
} as const

export type Kind = (typeof Kind)[keyof typeof Kind]

export class Expression {
  readonly id: number
  readonly kind: Kind
  /** Operands of `and`, `or`; the operand of `not` is `left`. */
  readonly left: Expression | null
  readonly right: Expression | null
  /** The symbol of `symbol`; the sides of a comparison or range. */
  readonly symbol: KconfigSymbol | null
  readonly other: KconfigSymbol | null
  /** A word that hangs on an unanswered probe occurs in it. */
  readonly hasProbe: boolean
  /** The value last computed, for generations that keep it: true where `epoch` is the evaluator's. */
  value: Tristate = NO
  epoch = -1

  constructor(
    id: number,
    kind: Kind,
    left: Expression | null,
    right: Expression | null,
    symbol: KconfigSymbol | null,
    other: KconfigSymbol | null,
  ) {
    this.id = id
    this.kind = kind
    this.left = left
    this.right = right
    this.symbol = symbol
    this.other = other
    this.hasProbe =
      left?.hasProbe === true || right?.hasProbe === true || symbol?.isProbe === true || other?.isProbe === true
  }
}

/**
 * The connectives of one kind along the left edge, outermost first, down to where `stop` says so. The selects of a
 * symbol make chains of thousands of operands that grow to the left: who goes through all of them must not recurse there.
 */
export const leftEdge = (expression: Expression, stop?: (inner: Expression) => boolean): readonly Expression[] => {
  const edge = [expression]
  for (let inner = expression.left; inner?.kind === expression.kind && stop?.(inner) !== true; inner = inner.left)
    edge.push(inner)
  return edge
}

const SMALLEST = 1 << 13

/** Makes expressions, each only once. Open addressing over the ids of kind and operands; cost is constant per call. */
export class ExpressionFactory {
  #table: (Expression | undefined)[] = []
  /** -1 until the first expression is asked for. */
  #mask = -1
  #count = 0
  readonly #before: readonly Expression[]

  /** `before`: expressions that there are already, all different, each with its index as its id. */
  constructor(before: readonly Expression[] = []) {
    this.#before = before
    this.#count = before.length
  }

  /** How many different expressions there are. */
  get size(): number {
    return this.#count
  }

  symbol(symbol: KconfigSymbol): Expression {
    symbol.expression ??= new Expression(this.#count++, Kind.symbol, null, null, symbol, null)
    return symbol.expression
  }

  not(operand: Expression): Expression {
    return this.#intern(Kind.not, operand, null, null, null)
  }

  two(kind: typeof Kind.and | typeof Kind.or, left: Expression, right: Expression): Expression {
    return this.#intern(kind, left, right, null, null)
  }

  compare(kind: Kind, left: KconfigSymbol, right: KconfigSymbol): Expression {
    return this.#intern(kind, null, null, left, right)
  }

  /** Conjunction where an absent operand means y. */
  and(left: Expression | null, right: Expression | null): Expression | null {
    if (left === null) return right
    return right === null ? left : this.#intern(Kind.and, left, right, null, null)
  }

  /** Disjunction where an absent operand means nothing was said. */
  or(left: Expression | null, right: Expression | null): Expression | null {
    if (left === null) return right
    return right === null ? left : this.#intern(Kind.or, left, right, null, null)
  }

  #intern(
    kind: Kind,
    left: Expression | null,
    right: Expression | null,
    symbol: KconfigSymbol | null,
    other: KconfigSymbol | null,
  ): Expression {
    if (this.#mask < 0) this.#open()
    let slot = hash(kind, idOf(left, symbol), idOf(right, other)) & this.#mask
    for (;;) {
      const found = this.#table[slot]
      if (found === undefined) break
      if (
        found.kind === kind &&
        found.left === left &&
        found.right === right &&
        found.symbol === symbol &&
        found.other === other
      )
        return found
      slot = (slot + 1) & this.#mask
    }
    const made = new Expression(this.#count++, kind, left, right, symbol, other)
    this.#table[slot] = made
    if (this.#count * 2 > this.#mask) this.#grow()
    return made
  }

  /** Makes the table when it is first needed: who only evaluates never does. */
  #open(): void {
    this.#mask = SMALLEST - 1
    while (this.#before.length * 2 > this.#mask) this.#mask = this.#mask * 2 + 1
    this.#fill(this.#before.filter(({ kind }) => kind !== Kind.symbol))
  }

  #grow(): void {
    const old = this.#table
    this.#mask = this.#mask * 4 + 3
    this.#fill(old)
  }

  #fill(expressions: readonly (Expression | undefined)[]): void {
    this.#table = new Array(this.#mask + 1)
    for (const expression of expressions) {
      if (expression === undefined) continue
      const { kind, left, right, symbol, other } = expression
      let slot = hash(kind, idOf(left, symbol), idOf(right, other)) & this.#mask
      while (this.#table[slot] !== undefined) slot = (slot + 1) & this.#mask
      this.#table[slot] = expression
    }
  }
}

const idOf = (expression: Expression | null, symbol: KconfigSymbol | null): number =>
  expression !== null ? expression.id : symbol !== null ? symbol.id : 0

const hash = (kind: Kind, a: number, b: number): number => {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b) ^ kind
  h ^= h >>> 15
  return Math.imul(h, 0x2c1b3c6d) >>> 8
}
