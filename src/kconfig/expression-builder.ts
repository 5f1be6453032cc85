/**
 * Conditions of the tree as expressions over symbols. Symbols come into being in the order they are mentioned, which
 * decides the order of the symbol table.
 */
import type { ComparisonOperator, Expression as ExpressionTree, Word } from '../../grammar/kconfig/index.ts'
import { type Expression, type ExpressionFactory, Kind } from './expression.ts'
import type { KconfigSymbol } from './symbol.ts'
import type { SymbolTable } from './symbol-table.ts'
import type { UnknownProbes } from './unknown.ts'
import type { StatementWords } from './words.ts'

const COMPARISONS: Readonly<Record<ComparisonOperator, Kind>> = {
  '=': Kind.equal,
  '!=': Kind.unequal,
  '<': Kind.less,
  '<=': Kind.lessEqual,
  '>': Kind.greater,
  '>=': Kind.greaterEqual,
}

export class ExpressionBuilder {
  readonly #make: ExpressionFactory
  readonly #symbols: SymbolTable
  readonly #words: StatementWords
  readonly #unknown: UnknownProbes

  constructor(make: ExpressionFactory, symbols: SymbolTable, words: StatementWords, unknown: UnknownProbes) {
    this.#make = make
    this.#symbols = symbols
    this.#words = words
    this.#unknown = unknown
  }

  symbol(word: Word): KconfigSymbol {
    const text = this.#words.text(word)
    const symbol = word.quoted ? this.#symbols.quoted(text) : this.#symbols.word(text)
    if (typeof word.value !== 'string' && this.#unknown.isIn(text)) symbol.isProbe = true
    return symbol
  }

  optional(tree: ExpressionTree | undefined): Expression | null {
    return tree === undefined ? null : this.build(tree)
  }

  build(tree: ExpressionTree): Expression {
    switch (tree.kind) {
      case 'word':
        return this.#make.symbol(this.symbol(tree.word))
      case 'compare': {
        const left = this.symbol(tree.left)
        return this.#make.compare(COMPARISONS[tree.operator], left, this.symbol(tree.right))
      }
      case 'not':
        return this.#make.not(this.build(tree.operand))
      default: {
        const left = this.build(tree.left)
        return this.#make.two(tree.kind === 'and' ? Kind.and : Kind.or, left, this.build(tree.right))
      }
    }
  }
}
