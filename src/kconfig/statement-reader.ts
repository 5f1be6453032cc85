/**
 * Reading statements file by file in the order the configurator reads them: macros are expanded, statements that may
 * stand where they do take effect, all others are reported with the words and in the order of the C tool's parser.
 * Follows scripts/kconfig/parser.y and lexer.l.
 */
import {
  forEachWord,
  type ParseResult,
  parseLines,
  parseStatement,
  type Statement,
  type Word,
} from '../../grammar/kconfig/index.ts'
import { newlinesBetween } from '../files/line-number.ts'
import type { BuildContext } from './build-context.ts'
import { expandDollarNames } from './dollar-names.ts'
import type { Inclusion } from './inclusion.ts'
import { ConfigurationStop } from './message.ts'
import { matchingSources } from './source-names.ts'
import type { ReadSource } from './source-reader.ts'
import { StatementEffects } from './statement-effects.ts'
import {
  bareAssignment,
  firstWordOf,
  isUnknown,
  lineEndOf,
  problemOffset,
  tokensBefore,
  unassigned,
} from './statement-text.ts'

/** Says what the lexer noticed before an offset of the file. */
type SayUpTo = (offset: number) => void

type Help = Extract<Statement, { kind: 'help' }>

interface Refusal {
  readonly accepted: boolean | 'broken'
  /** No statement came before. */
  readonly first: boolean
  readonly sayUpTo: SayUpTo
}

export class StatementReader {
  readonly #context: BuildContext
  readonly #effects: StatementEffects
  #first = true
  /** The statement before was a help text: the lexer does not know an assignment behind one. */
  #afterHelp = false
  /** The statement before was a `help` without an entry: the grammar took it for one with a text. */
  #noHelpBefore = false
  /** The end of the root file cut a statement off. */
  cut = false

  constructor(context: BuildContext) {
    this.#context = context
    this.#effects = new StatementEffects(context)
  }

  /** Reads a file and everything it sources. */
  read(inclusion: Inclusion, source: ReadSource): void {
    this.#readStatements(inclusion, source, source.parsed)
  }

  #readStatements(inclusion: Inclusion, source: ReadSource, { tree, problems }: ParseResult): void {
    let next = 0
    // What the lexer noticed is said when it gets there.
    const sayUpTo = (offset: number): void => {
      for (let problem = problems[next]; problem !== undefined && problem.start < offset; problem = problems[++next])
        this.#context.errors.lexerProblem(inclusion.name, source, problem)
    }
    const last = tree.statements.at(-1)
    for (const statement of tree.statements) {
      const unfinished = statement === last && problems.at(-1)?.code === 'missing-newline-at-end'
      const resolved = this.#resolved(inclusion, source, statement)
      // A line that comes to nothing needs no end.
      if (resolved === undefined && unfinished) return
      if (resolved === undefined) continue
      const cut = unfinished && inclusion.parent === null && this.#context.dialect.rootNeedsNewline
      if (cut) this.#cutOff(inclusion, source, resolved, sayUpTo)
      else this.#handle(inclusion, source, resolved, sayUpTo)
      sayUpTo(statement.end)
    }
    sayUpTo(Number.POSITIVE_INFINITY)
  }

  /** The end of the root file cuts the last statement off: the parser misses its end of line, if nothing before. */
  #cutOff(inclusion: Inclusion, source: ReadSource, statement: Statement, sayUpTo: SayUpTo): void {
    this.cut = true
    this.#context.menus.position = { file: inclusion.name, line: statement.line }
    sayUpTo(statement.start)
    const { text } = source
    const { errors } = this.#context
    const accepted = this.#accepted(statement, text)
    const at = accepted === false ? statement.start : problemOffset(statement, text)
    const early = at < text.length
    if (!early) sayUpTo(Number.POSITIVE_INFINITY)
    if (accepted !== false) this.#promptBefore(statement)
    errors.read(tokensBefore(text, statement.start, Math.min(at, text.length)))
    errors.syntaxError()
    if (early) sayUpTo(Number.POSITIVE_INFINITY)
  }

  /** The prompt behind a type is taken before the parser sees what else is in the line. */
  #promptBefore(statement: Statement): void {
    if ((statement.kind !== 'invalid' && statement.kind !== 'type') || statement.prompt === undefined) return
    this.#context.menus.addPrompt('prompt', this.#context.words.text(statement.prompt), null)
  }

  /** The statement as it is once its macros are expanded; undefined where nothing is left. */
  #resolved(inclusion: Inclusion, { text }: ReadSource, given: Statement): Statement | undefined {
    this.#context.words.reset()
    let statement = this.#afterHelp ? unassigned(text, given, this.#context.dialect.syntax) : given
    if (this.#noHelpBefore && given.kind === 'invalid')
      statement = parseStatement(text, given.start, given.end, given.line, [], this.#context.dialect.syntax) ?? given
    this.#noHelpBefore = false
    if (!statement.macros) return statement
    const blank: Word[] = []
    const expand = (word: Word): void => {
      if (typeof word.value === 'string') return
      const line = statement.line + newlinesBetween(text, statement.start, word.start)
      this.#context.preprocessor.position = { file: inclusion.name, line }
      if (this.#context.words.text(word) === '' && !word.quoted) blank.push(word)
    }
    if (statement.kind !== 'invalid') forEachWord(statement, expand)
    else statement.words?.forEach(expand)
    if (blank.length === 0) return statement
    const again = parseStatement(
      text,
      statement.start,
      statement.end,
      statement.line,
      blank,
      this.#context.dialect.syntax,
    )
    return again !== undefined && this.#afterHelp ? bareAssignment(text, statement, again, blank) : again
  }

  /** Until 4.20 a bad line belongs to the entry above it; with macros a word that opens one may be assigned to. */
  #isOption({ problem }: Extract<Statement, { kind: 'invalid' }>): boolean {
    const { errorWords, syntax } = this.#context.dialect
    return errorWords === 'options' && !(syntax.preprocessor && problem.code === 'unknown-statement')
  }

  /** Whether a statement may stand here, the entry before it closed if need be. */
  #accepted(statement: Statement, text: string): boolean | 'broken' {
    const { blocks } = this.#context
    const accepted = blocks.accepts(statement, text)
    if (accepted !== false) return accepted
    blocks.closeHeader()
    return blocks.accepts(statement, text)
  }

  /** Positions: the lexer has passed the line's end; without a newline at the end of a file it is back in the parent. */
  #handle(inclusion: Inclusion, source: ReadSource, statement: Statement, sayUpTo: SayUpTo): void {
    const { blocks, dialect, errors, menus } = this.#context
    const { text } = source
    const isHelp = statement.kind === 'help'
    const unfinished = statement.end >= text.length && !isHelp
    menus.position = { file: inclusion.name, line: statement.line }
    menus.lexerFile = unfinished ? (inclusion.parent?.name ?? '') : inclusion.name
    const first = this.#first
    this.#first = false
    this.#afterHelp = isHelp && dialect.syntax.keywords === 'global'
    if (statement.kind === 'invalid' && blocks.inEntry && this.#isOption(statement)) {
      errors.invalidOption(statement, this.#firstWord(statement, text))
      return
    }
    sayUpTo(statement.start)
    const accepted = this.#accepted(statement, text)
    const misplaced = statement.kind === 'mainmenu' && !first
    if (accepted !== true || statement.kind === 'invalid' || misplaced) {
      this.#refuse(inclusion, source, statement, { accepted, first, sayUpTo })
      return
    }
    if (isHelp) this.#passHelp(inclusion, text, statement, sayUpTo)
    else sayUpTo(lineEndOf(text, statement.end))
    errors.shifted(statement)
    if (statement.kind === 'source') this.#source(inclusion, this.#context.words.text(statement.path))
    else this.#effects.apply(statement)
  }

  /** The lexer is behind the text; where the file ends at the word itself it has left the file to look for one. */
  #passHelp(inclusion: Inclusion, text: string, { start, end, line, lines }: Help, sayUpTo: SayUpTo): void {
    const { dialect, menus } = this.#context
    const left = text.indexOf('\n', start) < 0
    sayUpTo(left ? Number.POSITIVE_INFINITY : end)
    if (dialect.positions !== 'reader') return
    if (!left) menus.position = { file: inclusion.name, line: line + lines }
    else if (inclusion.parent === null) menus.position = { file: '<none>', line }
    else menus.position = { file: inclusion.parent.name, line: inclusion.line + 1 }
  }

  /** A line that is no statement, or one that may not stand here. */
  #refuse(inclusion: Inclusion, source: ReadSource, statement: Statement, { accepted, first, sayUpTo }: Refusal): void {
    const { blocks, errors } = this.#context
    const { text } = source
    const invalid = statement.kind === 'invalid' ? statement : undefined
    const late =
      accepted === 'broken' || (accepted && invalid !== undefined && !(blocks.inChoice && isUnknown(invalid)))
    if (late) sayUpTo(problemOffset(statement, text))
    // Nothing may stand before the main menu's title: the parser has nowhere to go on from.
    if (first && invalid !== undefined && firstWordOf(text, invalid) === 'mainmenu') {
      errors.syntaxError()
      throw new ConfigurationStop(1)
    }
    const dropLine = (): void => {
      blocks.unwind()
      sayUpTo(statement.kind === 'help' ? statement.end : lineEndOf(text, statement.end))
    }
    if (accepted === 'broken') {
      this.#promptBefore(statement)
      blocks.abandonHeader()
      errors.rejected(2, dropLine, invalid?.problem)
    } else if (!accepted || invalid === undefined) {
      errors.rejected(0, dropLine)
      if (statement.kind === 'help') this.#noHelp(inclusion, source, statement)
    } else {
      const { problem } = invalid
      const read = problem.code === 'unknown-statement' ? 1 : tokensBefore(text, invalid.start, problem.start)
      errors.invalid(invalid, this.#firstWord(invalid, text), blocks.inChoice ? 0 : read, dropLine)
    }
  }

  /** The first word of a line that is no statement, expanded. */
  #firstWord(statement: Extract<Statement, { kind: 'invalid' }>, text: string): string {
    const word = statement.words?.[0]
    if (word?.start === statement.start) return this.#context.words.text(word)
    return statement.problem.args['found'] ?? firstWordOf(text, statement)
  }

  /** A `help` that belongs to no entry has no text: the lines below it are lines like others. */
  #noHelp(inclusion: Inclusion, source: ReadSource, { start, end, line }: Statement): void {
    this.#afterHelp = false
    const below = source.text.indexOf('\n', start) + 1
    if (below > 0 && below < end)
      this.#readStatements(
        inclusion,
        source,
        parseLines(source.text, below, end, line + 1, this.#context.dialect.syntax),
      )
    this.#noHelpBefore = true
  }

  #source(inclusion: Inclusion, path: string): void {
    const line = this.#context.menus.position.line
    const { sources, emit } = this.#context
    const { dollarNames, sourceGlob } = this.#context.dialect
    const names = sourceGlob ? matchingSources(path, sources, this.#context.menus.position, emit) : [path]
    const expanded =
      dollarNames === 'none' ? names : names.map((name) => expandDollarNames(name, this.#context.symbols))
    // The configurator opens all of them, each on top of the one before, and reads the top one first.
    let below = inclusion
    const opened = expanded.map((name, index) => {
      const source = sources.read(name)
      const found = typeof source === 'object' ? 'file' : source
      below = this.#context.inclusions.enter(name, below, index === 0 ? line : 1, found)
      return { entered: below, source: source as ReadSource }
    })
    for (const { entered, source } of opened.toReversed()) this.read(entered, source)
  }
}
