/**
 * The grammar of a makefile: sections, each of them told by its token.  Conditionals nest as deep as they like, so it is
 * the builder that keeps count of them.
 */
import { EmbeddedActionsParser, type IToken } from 'chevrotain'
import type { Section } from './drafts.ts'
import { TreeBuilder } from './nesting.ts'
import * as t from './tokens.ts'
import type { ParseResult } from './tree.ts'

type Found<K extends Section['kind']> = Extract<Section, { kind: K }>

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

  /** makefile: (Statements | If | Else | Endif)* */
  private readonly makefile = this.RULE('makefile', (): void => {
    this.MANY(this.section)
  })

  private readonly section = (): void => {
    this.OR(this.alternatives)
  }

  private readonly alternatives = [
    { ALT: () => this.take<'statements'>(this.CONSUME(t.Statements), (found) => this.builder.add(found.statements)) },
    { ALT: () => this.take<'if'>(this.CONSUME(t.If), (found) => this.builder.enter(found)) },
    { ALT: () => this.take<'else'>(this.CONSUME(t.Else), (found) => this.builder.part(found)) },
    { ALT: () => this.take<'endif'>(this.CONSUME(t.Endif), (found) => this.builder.leave(found)) },
  ]

  private take<K extends Section['kind']>({ payload }: IToken, build: (found: Found<K>) => void): void {
    if (!this.RECORDING_PHASE) build(payload)
  }
}
