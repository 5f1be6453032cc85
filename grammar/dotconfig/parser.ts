/**
 * The grammar of a `.config` file: lines, each of them told by its first token.
 * Follows conf_read_simple() in scripts/kconfig/confdata.c (Linux 6.1, 6.12).
 */
import { EmbeddedActionsParser, type IToken } from 'chevrotain'
import * as t from './tokens.ts'
import type { DotconfigLine } from './tree.ts'

const notSet = /^is not set\r?$/

/** There is no text that it refuses: the tokens leave nothing over. */
export class DotconfigParser extends EmbeddedActionsParser {
  private prefixLength = 0
  private lines: DotconfigLine[] = []

  /** `checked` runs Chevrotain's checks of the grammar (a test does). */
  constructor(checked = false) {
    super([...t.tokenTypes], { maxLookahead: 1, skipValidations: !checked })
    this.performSelfAnalysis()
  }

  /** Reads the tokens of a file whose names start with a prefix of that length. */
  read(tokens: IToken[], prefixLength: number): DotconfigLine[] {
    this.prefixLength = prefixLength
    this.lines = []
    this.input = tokens
    this.file()
    return this.lines
  }

  /** file: line* */
  private readonly file = this.RULE('file', (): void => {
    this.MANY(this.line)
  })

  /** line: Newline | (Assignment | Unset | Comment | Incomplete | Unexpected) Newline? */
  private readonly line = (): void => {
    const content = this.OR(this.alternatives)
    if (content === undefined) return
    this.OPTION(this.newline)
    if (!this.RECORDING_PHASE) this.lines.push(content)
  }

  private readonly newline = (): IToken => this.CONSUME(t.Newline)

  private readonly alternatives = [
    { ALT: () => this.assignment() },
    { ALT: () => this.unset() },
    { ALT: () => this.whole(this.CONSUME(t.Comment), 'comment') },
    { ALT: () => this.whole(this.CONSUME(t.Incomplete), 'incomplete') },
    { ALT: () => this.whole(this.CONSUME(t.Unexpected), 'unexpected') },
    { ALT: () => this.emptyLine() },
  ]

  private assignment(): DotconfigLine {
    const { image, startOffset: start } = this.CONSUME(t.Assignment)
    const equals = image.indexOf('=', this.prefixLength)
    const name = image.slice(this.prefixLength, equals)
    const value = image.slice(equals + 1)
    return { kind: 'assignment', start, end: start + image.length, line: this.lineNumber(), name, value }
  }

  private unset(): DotconfigLine {
    const { image, startOffset: start } = this.CONSUME(t.Unset)
    const nameStart = '# '.length + this.prefixLength
    const space = image.indexOf(' ', nameStart)
    const name = image.slice(nameStart, space)
    const rest = image.slice(space + 1)
    const exact = notSet.test(rest)
    return { kind: 'unset', start, end: start + image.length, line: this.lineNumber(), name, rest, exact }
  }

  private whole(
    { image: text, startOffset: start }: IToken,
    kind: 'comment' | 'incomplete' | 'unexpected',
  ): DotconfigLine {
    const place = { start, end: start + text.length, line: this.lineNumber() }
    return text === '\r' ? { kind: 'blank', ...place } : { kind, ...place, text }
  }

  private emptyLine(): undefined {
    const { startOffset: start } = this.CONSUME2(t.Newline)
    if (!this.RECORDING_PHASE) this.lines.push({ kind: 'blank', start, end: start, line: this.lineNumber() })
  }

  /** Every line of the file makes one of the tree. */
  private lineNumber(): number {
    return this.lines.length + 1
  }
}
