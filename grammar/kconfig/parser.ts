/**
 * The grammar of Kconfig, one rule for each kind of line.
 *
 * A line that does not parse costs only itself: its error is caught here, and reading goes on behind its end.
 * Follows scripts/kconfig/parser.y (Linux 6.1, 6.12) and zconf.y (Linux 4.17, OpenWrt 17.01), without their nesting.
 */
import { EOF, type IToken } from 'chevrotain'
import { AttributeParser } from './attributes.ts'
import type { Draft, DraftOf } from './drafts.ts'
import type { HelpPayload } from './help-pattern.ts'
import { LineCounter } from './lines.ts'
import type { AssignedValue } from './patterns.ts'
import { problemOf, strayStart, unknownStatement } from './problems.ts'
import type { KconfigSyntax } from './syntax.ts'
import * as t from './tokens.ts'
import type { KconfigTree, Problem, Statement, Word } from './tree.ts'
import { endOf, holdsMacros, wordOf } from './word-tokens.ts'

/** One parser serves all syntaxes: what a syntax lacks never becomes a keyword, or is switched off here. */
export class KconfigParser extends AttributeParser {
  // True while Chevrotain records the grammar, so that it sees the widest language.
  private namedChoice = true

  private text = ''

  /** `checked` runs Chevrotain's checks of the grammar, which take longer than a parse (a test does). */
  constructor(checked = false) {
    super(checked)
    this.performSelfAnalysis()
  }

  /** Reads the tokens of a file. Problems of lines without macros are added to `problems`. */
  read(text: string, tokens: IToken[], syntax: KconfigSyntax, problems: Problem[]): KconfigTree {
    this.text = text
    this.dependsIf = syntax.dependsIf
    this.namedChoice = syntax.namedChoice
    this.bareTitles = syntax.bareStrings
    this.dependsWithoutOn = syntax.dependsWithoutOn
    this.optionWords = syntax.option === 'words'
    this.input = tokens
    return this.file(problems)
  }

  /** file: line* */
  private readonly file = this.RULE('file', (problems: Problem[]): KconfigTree => {
    const statements: Statement[] = []
    const lines = new LineCounter(this.text)
    const add = (statement: Draft, start: number): void => {
      statement.line = lines.lineAt(start)
      if (this.macros) statement.macros = true
      statements.push(statement)
    }
    const readLine = (): void => {
      const first = this.LA(1)
      let statement: Draft | undefined
      this.startLine()
      try {
        // Asked here because throwing takes fifty times as long, and a file of another language is full of these.
        if (first.tokenTypeIdx === t.Word.tokenTypeIdx && this.LA(2).tokenTypeIdx !== t.Assigned.tokenTypeIdx) {
          statement = this.skipLine(first, unknownStatement(first), problems)
        } else {
          statement = this.OR(this.lines)
          if (statement === undefined || this.RECORDING_PHASE) return
          statement.end = endOf(this.LA(statement.kind === 'help' ? 0 : -1))
        }
      } catch (error) {
        statement = this.skipLine(first, problemOf(error, this.LA(0)), problems)
      }
      add(statement, first.startOffset)
    }
    for (;;) {
      this.MANY(readLine)
      // Either the end, or a token that no line starts with.
      const first = this.LA(1)
      if (first.tokenTypeIdx === EOF.tokenTypeIdx) return { statements, lines: lines.total() }
      this.startLine()
      add(this.skipLine(first, strayStart(first, this.LA(2)), problems), first.startOffset)
    }
  })

  /** Goes to the end of a line that does not parse. */
  private skipLine(first: IToken, problem: Problem, problems: Problem[]): Draft {
    for (let next = this.LA(1); next.tokenTypeIdx !== t.EndOfLine.tokenTypeIdx; next = this.LA(1)) {
      this.SKIP_TOKEN()
      if (next.tokenTypeIdx === t.HelpBlock.tokenTypeIdx) break
      this.noteMacros(next)
    }
    const last = this.LA(0)
    const draft: DraftOf<'invalid'> = { kind: 'invalid', start: first.startOffset, end: endOf(last), line: 0, problem }
    if (this.promptRead !== undefined) draft.prompt = this.promptRead
    if (this.macros) draft.words = this.macroWordsBack(first)
    else problems.push(problem)
    return draft
  }

  /** The words with macros from `first` to the last token read. */
  private macroWordsBack(first: IToken): readonly Word[] {
    const words: Word[] = []
    for (let back = 0, token = this.LA(0); ; token = this.LA(--back)) {
      if (holdsMacros(token)) words.unshift(wordOf(token))
      if (token === first) return words
    }
  }

  /** line: EndOfLine | entry | … */
  private readonly lines = [
    { ALT: () => this.emptyLine() },
    { ALT: () => this.SUBRULE(this.entry) },
    { ALT: () => this.SUBRULE(this.typeAttribute) },
    { ALT: () => this.SUBRULE(this.depends) },
    { ALT: () => this.SUBRULE(this.helpBlock) },
    { ALT: () => this.SUBRULE(this.select) },
    { ALT: () => this.SUBRULE(this.defaultValue) },
    { ALT: () => this.SUBRULE(this.source) },
    { ALT: () => this.SUBRULE(this.ifBlock) },
    { ALT: () => this.SUBRULE(this.end) },
    { ALT: () => this.SUBRULE(this.titled) },
    { ALT: () => this.SUBRULE(this.choice) },
    { ALT: () => this.SUBRULE(this.prompt) },
    { ALT: () => this.SUBRULE(this.range) },
    { ALT: () => this.SUBRULE(this.visible) },
    { ALT: () => this.SUBRULE(this.flag) },
    { ALT: () => this.SUBRULE(this.reset_) },
    { ALT: () => this.SUBRULE(this.option_) },
    { ALT: () => this.SUBRULE(this.assignment) },
  ]

  private emptyLine(): Draft | undefined {
    this.CONSUME(t.EndOfLine)
    return undefined
  }

  /** titled: ("mainmenu" | "menu" | "comment") title EndOfLine */
  private readonly titled = this.RULE('titled', (): Draft => {
    const { image, startOffset } = this.CONSUME(t.Titled)
    const prompt = this.title()
    this.CONSUME(t.EndOfLine)
    return { kind: image as 'mainmenu' | 'menu' | 'comment', start: startOffset, end: 0, line: 0, prompt }
  })

  /** source: "source" title EndOfLine */
  private readonly source = this.RULE('source', (): Draft => {
    const { startOffset } = this.CONSUME(t.Source)
    const path = this.title()
    this.CONSUME(t.EndOfLine)
    return { kind: 'source', start: startOffset, end: 0, line: 0, path }
  })

  /** entry: ("config" | "menuconfig") Word EndOfLine */
  private readonly entry = this.RULE('entry', (): Draft => {
    const { image, startOffset } = this.CONSUME(t.Entry)
    const name = this.word(this.CONSUME(t.Word))
    this.CONSUME(t.EndOfLine)
    return { kind: image as 'config' | 'menuconfig', start: startOffset, end: 0, line: 0, name }
  })

  /** choice: "choice" Word? EndOfLine */
  private readonly choice = this.RULE('choice', (): Draft => {
    const { startOffset } = this.CONSUME(t.Choice)
    const statement: DraftOf<'choice'> = { kind: 'choice', start: startOffset, end: 0, line: 0 }
    if (this.namedChoice) {
      const name = this.OPTION(() => this.word(this.CONSUME(t.Word)))
      if (name !== undefined) statement.name = name
    }
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** ifBlock: "if" expression EndOfLine */
  private readonly ifBlock = this.RULE('ifBlock', (): Draft => {
    const { startOffset } = this.CONSUME(t.If)
    const condition = this.SUBRULE(this.expression)
    this.CONSUME(t.EndOfLine)
    return { kind: 'if', start: startOffset, end: 0, line: 0, condition }
  })

  /** end: ("endmenu" | "endchoice" | "endif") EndOfLine */
  private readonly end = this.RULE('end', (): Draft => {
    const { image, startOffset } = this.CONSUME(t.End)
    this.CONSUME(t.EndOfLine)
    return { kind: 'end', start: startOffset, end: 0, line: 0, block: image.slice(3) as 'menu' | 'choice' | 'if' }
  })

  /** helpBlock: HelpBlock */
  private readonly helpBlock = this.RULE('helpBlock', (): Draft => {
    const token = this.CONSUME(t.HelpBlock)
    if (this.RECORDING_PHASE) return undefined as never
    const { text, lines } = token.payload as HelpPayload
    return { kind: 'help', start: token.startOffset, end: 0, line: 0, text, lines: lines + 1 }
  })

  /** assignment: Word Assigned EndOfLine */
  private readonly assignment = this.RULE('assignment', (): Draft => {
    const token = this.CONSUME(t.Word)
    const name = this.word(token)
    const assigned = this.CONSUME(t.Assigned)
    this.CONSUME(t.EndOfLine)
    if (this.RECORDING_PHASE) return undefined as never
    const { operator, value } = assigned.payload as AssignedValue
    return { kind: 'assignment', start: token.startOffset, end: 0, line: 0, name, operator, value }
  })
}
