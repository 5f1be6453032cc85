/**
 * The part of the grammar that lines share: expressions, conditions, prompts, words.
 *
 * Comparisons stand between two words only, so `!A = B` is `!(A = B)` and `A = B = C` is an error.
 * Follows `expr`, `symbol`, `if_expr` and `prompt_stmt_opt` of scripts/kconfig/parser.y (Linux 6.1, 6.12).
 */
import { EmbeddedActionsParser, type IToken } from 'chevrotain'
import { expectations, NestingError } from './problems.ts'
import * as t from './tokens.ts'
import type { ComparisonOperator, Expression, Word } from './tree.ts'
import { holdsMacros, wordOf } from './word-tokens.ts'

/** Expressions nested deeper than this are refused; it keeps clear of the end of the stack. */
const deepest = 200

interface Comparison {
  readonly operator: ComparisonOperator
  readonly right: Word
}

/** Rules and helpers for what stands behind the keyword of a line. */
export class ExpressionParser extends EmbeddedActionsParser {
  /** Before 5.6 the argument of `source`, `prompt` and the like may be a bare word. */
  protected bareTitles = true
  /** A word of the line holds a macro reference. */
  protected macros = false
  /** The prompt of a type that was read with its condition: it counts even where the rest of the line does not parse. */
  protected promptRead: Word | undefined
  private depth = 0

  constructor(checked: boolean) {
    super([...t.tokenTypes], { maxLookahead: 1, skipValidations: !checked, errorMessageProvider: expectations })
  }

  protected startLine(): void {
    this.macros = false
    this.promptRead = undefined
    this.depth = 0
  }

  /** The word of a token. */
  protected word(token: IToken): Word {
    const word = wordOf(token)
    if (typeof word.value === 'object') this.macros = true
    return word
  }

  /** To be told of every token that is passed over. */
  protected noteMacros(token: IToken): void {
    if (holdsMacros(token)) this.macros = true
  }

  /** title: QuotedWord (before 5.6: | Word). To be used once in a rule. */
  protected title(): Word {
    return this.bareTitles ? this.OR9(this.titles) : this.word(this.CONSUME9(t.QuotedWord))
  }

  private readonly titles = {
    DEF: [{ ALT: () => this.word(this.CONSUME8(t.QuotedWord)) }, { ALT: () => this.word(this.CONSUME8(t.Word)) }],
    ERR_MSG: t.QuotedWord.LABEL ?? '',
  }

  /** condition: ("if" expression)?. Adds it to `statement`. To be used once in a rule. */
  protected condition(statement: { condition?: Expression }): void {
    const condition = this.OPTION9(this.ifExpression)
    if (condition !== undefined && !this.RECORDING_PHASE) statement.condition = condition
  }

  private readonly ifExpression = (): Expression => {
    this.CONSUME9(t.If)
    return this.SUBRULE9(this.expression)
  }

  /** symbol: Word | QuotedWord */
  protected readonly symbol = this.RULE('symbol', (): Word => this.OR(this.symbols))

  private readonly symbols = {
    DEF: [{ ALT: () => this.word(this.CONSUME(t.Word)) }, { ALT: () => this.word(this.CONSUME(t.QuotedWord)) }],
    ERR_MSG: 'word or string',
  }

  /** expression: operand (("&&" | "||") operand)*, where `&&` binds tighter */
  protected readonly expression = this.RULE('expression', (): Expression => {
    let alternatives: Expression | undefined
    let term = this.SUBRULE(this.operand)
    this.MANY(() => {
      const { tokenTypeIdx } = this.OR(this.connectives)
      const right = this.SUBRULE2(this.operand)
      if (tokenTypeIdx === t.And.tokenTypeIdx) {
        term = { kind: 'and', left: term, right }
      } else {
        alternatives = alternatives === undefined ? term : { kind: 'or', left: alternatives, right: term }
        term = right
      }
    })
    return alternatives === undefined ? term : { kind: 'or', left: alternatives, right: term }
  })

  private readonly connectives = [{ ALT: () => this.CONSUME(t.And) }, { ALT: () => this.CONSUME(t.Or) }]

  /** operand: (Word | QuotedWord) comparison? | "!" operand | "(" expression ")" */
  protected readonly operand = this.RULE('operand', (): Expression => this.OR(this.operands))

  private readonly operands = {
    DEF: [
      { ALT: () => compared(this.word(this.CONSUME(t.Word)), this.OPTION(this.comparisonOfWord)) },
      { ALT: () => compared(this.word(this.CONSUME(t.QuotedWord)), this.OPTION2(this.comparisonOfQuoted)) },
      { ALT: () => this.negated() },
      { ALT: () => this.nested() },
    ],
    ERR_MSG: 'expression',
  }

  private negated(): Expression {
    this.descend(this.CONSUME(t.Not))
    const operand = this.SUBRULE(this.operand)
    this.depth--
    return { kind: 'not', operand }
  }

  private nested(): Expression {
    this.descend(this.CONSUME(t.OpenParenthesis))
    const expression = this.SUBRULE(this.expression)
    this.CONSUME(t.CloseParenthesis)
    this.depth--
    return expression
  }

  private descend(token: IToken): void {
    if (++this.depth > deepest) throw new NestingError(token)
  }

  /** comparison: ("=" | "!=" | "<" | "<=" | ">" | ">=") symbol */
  private readonly comparison = this.RULE('comparison', (): Comparison => {
    const { image } = this.OR(this.comparisons)
    return { operator: image as ComparisonOperator, right: this.SUBRULE(this.symbol) }
  })

  private readonly comparisons = [{ ALT: () => this.CONSUME(t.Equal) }, { ALT: () => this.CONSUME(t.Comparison) }]
  private readonly comparisonOfWord = (): Comparison => this.SUBRULE(this.comparison)
  private readonly comparisonOfQuoted = (): Comparison => this.SUBRULE2(this.comparison)
}

const compared = (word: Word, comparison: Comparison | undefined): Expression =>
  comparison === undefined
    ? { kind: 'word', word }
    : { kind: 'compare', operator: comparison.operator, left: word, right: comparison.right }
