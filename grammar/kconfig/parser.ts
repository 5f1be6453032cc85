/**
 * The grammar of Kconfig, one rule for each kind of line.
 *
 * A line that does not parse costs only itself: its error is caught here, and reading goes on behind its end.
 * Follows scripts/kconfig/parser.y (Linux 6.1, 6.12) and zconf.y (Linux 4.17, OpenWrt 17.01), without their nesting.
 */
import { EOF, type IToken } from 'chevrotain'
import { ExpressionParser } from './expressions.ts'
import { LineCounter } from './lines.ts'
import type { AssignedValue, HelpPayload } from './patterns.ts'
import { problemAt, problemOf } from './problems.ts'
import type { KconfigSyntax } from './syntax.ts'
import * as t from './tokens.ts'
import type { KconfigTree, Problem, Statement, TypeKeyword } from './tree.ts'

type Writable<T> = T extends unknown ? { -readonly [Key in keyof T]: T[Key] } : never

/** A statement whose end and line are filled in when its line has been read. */
type Draft = Writable<Statement>
type DraftOf<Kind extends Statement['kind']> = Extract<Draft, { kind: Kind }>

/** Expressions nested deeper than this are refused: it keeps clear of the end of the stack. */

const endOf = (token: IToken): number => token.startOffset + token.image.length

/** One parser serves all syntaxes: what a syntax lacks never becomes a keyword, or is switched off here. */
export class KconfigParser extends ExpressionParser {
  // True while Chevrotain records the grammar, so that it sees the widest language.
  private dependsIf = true
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
    this.bareTitles = !syntax.preprocessor
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
        statement = this.OR(this.lines)
        if (statement === undefined || this.RECORDING_PHASE) return
        statement.end = endOf(this.LA(statement.kind === 'help' ? 0 : -1))
      } catch (error) {
        statement = this.skipLine(first, problemOf(error, first, this.LA(0)), problems)
      }
      add(statement, first.startOffset)
    }
    for (;;) {
      this.MANY(readLine)
      const first = this.LA(1)
      if (first.tokenTypeIdx === EOF.tokenTypeIdx) return { statements, lines: lines.total() }
      this.startLine()
      const problem =
        first.tokenTypeIdx === t.Help.tokenTypeIdx
          ? problemAt(this.LA(2), first, 'end of line')
          : problemAt(first, first, 'statement')
      add(this.skipLine(first, problem, problems), first.startOffset)
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
    if (!this.macros) problems.push(problem)
    return { kind: 'invalid', start: first.startOffset, end: endOf(last), line: 0, problem }
  }

  /** line: EndOfLine | help | … */
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

  /** typeAttribute: Type (title condition?)? EndOfLine */
  private readonly typeAttribute = this.RULE('typeAttribute', (): Draft => {
    const { image, startOffset } = this.CONSUME(t.Type)
    const type = (image === 'boolean' ? 'bool' : image) as TypeKeyword
    const statement: DraftOf<'type'> = { kind: 'type', start: startOffset, end: 0, line: 0, type }
    const prompt = this.OPTION(() => this.title())
    if (prompt !== undefined) {
      statement.prompt = prompt
      this.condition(statement)
    }
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** prompt: "prompt" title condition? EndOfLine */
  private readonly prompt = this.RULE('prompt', (): Draft => {
    const { startOffset } = this.CONSUME(t.Prompt)
    const prompt = this.title()
    const statement: DraftOf<'prompt'> = { kind: 'prompt', start: startOffset, end: 0, line: 0, prompt }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** defaultValue: ("default" | "def_bool" | "def_tristate") expression condition? EndOfLine */
  private readonly defaultValue = this.RULE('defaultValue', (): Draft => {
    const { image, startOffset } = this.CONSUME(t.Default)
    const value = this.SUBRULE(this.expression)
    const statement: DraftOf<'default'> = { kind: 'default', start: startOffset, end: 0, line: 0, value }
    if (image !== 'default') statement.type = image === 'def_bool' ? 'bool' : 'tristate'
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** select: ("select" | "imply") Word condition? EndOfLine */
  private readonly select = this.RULE('select', (): Draft => {
    const { image, startOffset } = this.CONSUME(t.Select)
    const target = this.word(this.CONSUME(t.Word))
    const kind = image as 'select' | 'imply'
    const statement: DraftOf<'select' | 'imply'> = { kind, start: startOffset, end: 0, line: 0, target }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** range: "range" symbol symbol condition? EndOfLine */
  private readonly range = this.RULE('range', (): Draft => {
    const { startOffset } = this.CONSUME(t.Range)
    const low = this.SUBRULE(this.symbol)
    const high = this.SUBRULE2(this.symbol)
    const statement: DraftOf<'range'> = { kind: 'range', start: startOffset, end: 0, line: 0, low, high }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** depends: "depends" "on" expression condition? EndOfLine */
  private readonly depends = this.RULE('depends', (): Draft => {
    const { startOffset } = this.CONSUME(t.Depends)
    this.CONSUME(t.On)
    const dependency = this.SUBRULE(this.expression)
    const statement: DraftOf<'depends'> = { kind: 'depends', start: startOffset, end: 0, line: 0, dependency }
    if (this.dependsIf) this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** visible: "visible" condition? EndOfLine */
  private readonly visible = this.RULE('visible', (): Draft => {
    const { startOffset } = this.CONSUME(t.Visible)
    const statement: DraftOf<'visible'> = { kind: 'visible', start: startOffset, end: 0, line: 0 }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** flag: ("modules" | "optional" | "transitional") EndOfLine */
  private readonly flag = this.RULE('flag', (): Draft => {
    const { image, startOffset } = this.CONSUME(t.Flag)
    this.CONSUME(t.EndOfLine)
    return { kind: image as 'modules' | 'optional' | 'transitional', start: startOffset, end: 0, line: 0 }
  })

  /** reset: "reset" condition? EndOfLine */
  private readonly reset_ = this.RULE('reset_', (): Draft => {
    const { startOffset } = this.CONSUME(t.Reset)
    const statement: DraftOf<'reset'> = { kind: 'reset', start: startOffset, end: 0, line: 0 }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** option: "option" (Word | Flag) ("=" symbol)? EndOfLine */
  private readonly option_ = this.RULE('option_', (): Draft => {
    const { startOffset } = this.CONSUME(t.Option)
    const { image: name } = this.OR({
      DEF: [{ ALT: () => this.CONSUME(t.Word) }, { ALT: () => this.CONSUME(t.Flag) }],
      ERR_MSG: 'word',
    })
    const statement: DraftOf<'option'> = { kind: 'option', start: startOffset, end: 0, line: 0, name }
    const value = this.OPTION(() => {
      this.CONSUME(t.Equal)
      return this.SUBRULE(this.symbol)
    })
    if (value !== undefined) statement.value = value
    this.CONSUME(t.EndOfLine)
    return statement
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
