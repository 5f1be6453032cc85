/**
 * The grammar of a text that is to be expanded.
 * Follows the manual of GNU make 4.3, "Function Call Syntax" and "Computed Variable Names".
 */
import { EmbeddedActionsParser, type IToken } from 'chevrotain'
import * as t from './expression-tokens.ts'
import type { Expression, FunctionName, Reference } from './tree.ts'

/** There is no text that it refuses: the lexer leaves out what is not closed. */
export class ExpressionParser extends EmbeddedActionsParser {
  /** `checked` runs Chevrotain's checks of the grammar (a test does). */
  constructor(checked = false) {
    super([...t.expressionTokenTypes], { maxLookahead: 1, skipValidations: !checked })
    this.performSelfAnalysis()
  }

  read(tokens: IToken[]): Expression {
    this.input = tokens
    return this.expression()
  }

  /** expression: (PlainText | call | computed)* */
  private readonly expression = this.RULE('expression', (): Expression => {
    const pieces: (string | Reference)[] = []
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            const { payload } = this.CONSUME(t.PlainText)
            if (this.RECORDING_PHASE) return
            for (const piece of payload as (string | Reference)[]) pieces.push(piece)
          },
        },
        { ALT: () => pieces.push(this.SUBRULE(this.call)) },
        { ALT: () => pieces.push(this.SUBRULE(this.computed)) },
      ])
    })
    return pieces
  })

  /** call: CallStart expression (Comma expression)* Close */
  private readonly call = this.RULE('call', (): Reference => {
    const name = this.CONSUME(t.CallStart).payload as FunctionName
    const args: Expression[] = [this.SUBRULE(this.expression)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      args.push(this.SUBRULE2(this.expression))
    })
    this.CONSUME(t.Close)
    return { kind: 'function', name, arguments: args }
  })

  /** computed: ComputedStart expression Close */
  private readonly computed = this.RULE('computed', (): Reference => {
    this.CONSUME(t.ComputedStart)
    const text = this.SUBRULE(this.expression)
    this.CONSUME(t.Close)
    return { kind: 'computed', text }
  })
}
