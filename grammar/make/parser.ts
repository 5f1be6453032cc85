/** The grammar of a makefile: lines, each of them told by its token. Conditionals nest as deep as they like, so the builder keeps count. */
import { EmbeddedActionsParser, type IToken } from 'chevrotain'
import type { LineDraft } from './drafts.ts'
import { TreeBuilder } from './nesting.ts'
import * as t from './tokens.ts'
import type { ParseResult } from './tree.ts'

type Draft<K extends LineDraft['kind']> = Extract<LineDraft, { kind: K }>

/** There is no text that it refuses: the tokens leave nothing over. */
export class MakefileParser extends EmbeddedActionsParser {
  private builder = new TreeBuilder()

  /** `checked` runs Chevrotain's checks of the grammar (a test does). */
  constructor(checked = false) {
    super([...t.tokenTypes], { maxLookahead: 1, skipValidations: !checked })
    this.performSelfAnalysis()
  }

  /** Reads the tokens of a text of that length. */
  read(tokens: IToken[], length: number): ParseResult {
    this.builder = new TreeBuilder()
    this.input = tokens
    this.makefile()
    return this.builder.finish(length)
  }

  /** makefile: (Statement | Recipe | If | Else | Endif)* */
  private readonly makefile = this.RULE('makefile', (): void => {
    this.MANY(this.line)
  })

  private readonly line = (): void => {
    this.OR(this.alternatives)
  }

  private readonly alternatives = [
    { ALT: () => this.statementLine(this.CONSUME(t.StatementLine)) },
    { ALT: () => this.recipeLine(this.CONSUME(t.RecipeLine)) },
    { ALT: () => this.ifLine(this.CONSUME(t.If)) },
    { ALT: () => this.elseLine(this.CONSUME(t.Else)) },
    { ALT: () => this.endifLine(this.CONSUME(t.Endif)) },
  ]

  private statementLine({ payload }: IToken): void {
    if (!this.RECORDING_PHASE) this.builder.add((payload as Draft<'statement'>).statement)
  }

  private recipeLine({ payload }: IToken): void {
    if (this.RECORDING_PHASE) return
    const { place, text } = payload as Draft<'recipe'>
    this.builder.addRecipe(place, text)
  }

  private ifLine({ payload }: IToken): void {
    if (this.RECORDING_PHASE) return
    const { place, condition } = payload as Draft<'if'>
    this.builder.enter(place, condition)
  }

  private elseLine({ payload }: IToken): void {
    if (this.RECORDING_PHASE) return
    const { place, condition, extra } = payload as Draft<'else'>
    this.builder.otherwise(place, condition, !extra)
  }

  private endifLine({ payload }: IToken): void {
    if (!this.RECORDING_PHASE) this.builder.leave((payload as Draft<'endif'>).place)
  }
}
