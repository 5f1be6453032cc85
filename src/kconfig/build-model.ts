/**
 * From Kconfig files to a model: reads the statements in the order the configurator reads them, file by file, expands
 * what they hold, and builds symbols and menus.  Follows scripts/kconfig/parser.y and lexer.l.
 *
 * Cost: linear in the statements read; finalising the menus adds the cost of simplifying conditions (`algebra.ts`).
 */
import {
  forEachWord,
  type ParseResult,
  parseLines,
  parseStatement,
  type Statement,
  type Word,
} from '../../grammar/kconfig/index.ts'
import type { ProbeOracle } from '../probe/probe.ts'
import type { Algebra } from './algebra.ts'
import { BlockStack } from './block-stack.ts'
import { checkCycles } from './cycles.ts'
import type { Dialect } from './dialect.ts'
import { expandDollarNames } from './dollar-names.ts'
import { ExpressionFactory, Kind } from './expression.ts'
import { ExpressionBuilder } from './expression-builder.ts'
import { finalizeMenus } from './finalize.ts'
import { type Inclusion, InclusionStack } from './inclusion.ts'
import { makeAlgebra } from './make-algebra.ts'
import { MenuBuilder } from './menu-builder.ts'
import { ConfigurationStop, type MessageSink } from './message.ts'
import type { Model } from './model.ts'
import { Preprocessor } from './preprocessor.ts'
import { matchingSources } from './source-names.ts'
import type { ReadSource, SourceReader } from './source-reader.ts'
import type { SymbolType } from './symbol.ts'
import { SymbolOptions } from './symbol-options.ts'
import { SymbolTable } from './symbol-table.ts'
import { SyntaxErrors } from './syntax-errors.ts'
import { UnknownProbes } from './unknown.ts'
import { StatementWords } from './words.ts'

export interface BuildInput {
  /** Name of the root file. */
  readonly root: string
  readonly sources: SourceReader
  readonly dialect: Dialect
  readonly oracle: ProbeOracle
  readonly emit: MessageSink
  /** `uname -r`, for generations that know it as a symbol. */
  readonly kernelRelease?: string
  /** Cycles end the run where the generation leaves that to the caller. */
  readonly cyclesFatal?: boolean
}

/** Builds the model. Throws `ConfigurationStop` where the configurator would exit; messages went to `emit` before. */
export const buildModel = (input: BuildInput): Model => new ModelBuilder(input).build()

class ModelBuilder {
  readonly #input: BuildInput
  readonly #dialect: Dialect
  readonly #symbols: SymbolTable
  readonly #make = new ExpressionFactory()
  readonly #algebra: Algebra
  readonly #unknown = new UnknownProbes()
  readonly #preprocessor: Preprocessor
  readonly #words: StatementWords
  readonly #expressions: ExpressionBuilder
  readonly #menus: MenuBuilder
  readonly #blocks: BlockStack
  readonly #errors: SyntaxErrors
  readonly #inclusions: InclusionStack
  readonly #options: SymbolOptions
  #first = true
  /** The statement before was a help text: the lexer does not know an assignment behind one. */
  #afterHelp = false
  /** The statement before was a `help` without an entry: the grammar took it for one with a text. */
  #noHelpBefore = false
  /** The end of the root file cut a statement off. */
  #cut = false

  constructor(input: BuildInput) {
    const { dialect, emit } = input
    this.#input = input
    this.#dialect = dialect
    this.#symbols = new SymbolTable(dialect.hashBuckets, dialect.typedConstants)
    this.#algebra = makeAlgebra(dialect, this.#make, this.#symbols, emit)
    this.#preprocessor = new Preprocessor(input.oracle, this.#unknown, dialect, emit)
    this.#words = new StatementWords(this.#preprocessor)
    this.#expressions = new ExpressionBuilder(this.#make, this.#symbols, this.#words, this.#unknown)
    this.#menus = new MenuBuilder(this.#make, emit, { file: input.root, line: 0 })
    this.#errors = new SyntaxErrors(emit, dialect, () => this.#menus.position)
    this.#blocks = new BlockStack(this.#menus, this.#errors, dialect, emit)
    this.#inclusions = new InclusionStack(emit, dialect)
    this.#options = new SymbolOptions({
      dialect,
      menus: this.#menus,
      errors: this.#errors,
      symbols: this.#symbols,
      make: this.#make,
      emit,
      text: (word) => this.#words.text(word),
      environment: (name) => this.#preprocessor.environment(name),
    })
    if (dialect.environmentSymbols) this.#predefine(input.kernelRelease ?? '')
  }

  /** The one symbol that is there before any file is read. */
  #predefine(release: string): void {
    const symbol = this.#symbols.word('UNAME_RELEASE')
    symbol.type = 'string'
    symbol.neverWritten = true
    this.#options.addConstantDefault(symbol, release)
  }

  build(): Model {
    const { root, sources, emit } = this.#input
    const source = sources.read(root)
    if (source === undefined) {
      emit({
        code: 'kconfig/root-not-found',
        severity: 'error',
        stream: this.#dialect.readingErrors,
        text: `can't find file ${root}\n`,
        args: { file: root },
      })
      throw new ConfigurationStop(1)
    }
    const inclusion = this.#inclusions.enterRoot(root)
    if (source === 'folder') throw this.#inclusions.isFolder(root)
    this.#readFile(inclusion, source)
    if (this.#dialect.positions === 'reader') {
      const file = this.#dialect.syntaxErrorLine === 1 ? '<none>' : root
      this.#menus.position = { file, line: newlinesBetween(source.text, 0, source.text.length) + 1 }
    }
    this.#blocks.closeHeader()
    if (this.#blocks.depth > 0) {
      if (!this.#cut) this.#errors.syntaxError()
      this.#blocks.reportUnclosed()
    }
    if (this.#errors.count > 0) throw new ConfigurationStop(1)
    return this.#finish()
  }

  #finish(): Model {
    const { dialect, emit } = this.#input
    const modules = this.#options.modules ?? this.#symbols.no
    const menus = this.#menus
    if (menus.root.prompt === null) {
      menus.entry = menus.root
      menus.addPrompt('menu', dialect.mainMenuTitle, null)
    }
    if (dialect.dollarNames !== 'none' && menus.root.prompt?.text != null)
      menus.root.prompt.text = expandDollarNames(menus.root.prompt.text, this.#symbols)
    const model: Model = {
      dialect,
      symbols: this.#symbols,
      expressions: this.#make,
      algebra: this.#algebra,
      root: menus.root,
      modules,
      defconfigList: this.#options.defconfigList,
      unknown: this.#unknown,
      files: this.#inclusions.files,
      environment: this.#preprocessor.environmentRead,
    }
    finalizeMenus(model, emit)
    const fatal =
      dialect.cyclesFatal === 'always' || (dialect.cyclesFatal === 'on-request' && this.#input.cyclesFatal === true)
    if (checkCycles(model, emit, fatal)) throw new ConfigurationStop(1)
    return model
  }

  #readFile(inclusion: Inclusion, source: ReadSource): void {
    this.#readStatements(inclusion, source, source.parsed)
  }

  #readStatements(inclusion: Inclusion, source: ReadSource, { tree, problems }: ParseResult): void {
    let next = 0
    // What the lexer noticed is said when it gets there.
    const sayUpTo = (offset: number): void => {
      for (let problem = problems[next]; problem !== undefined && problem.start < offset; problem = problems[++next])
        this.#errors.lexerProblem(inclusion.name, source, problem)
    }
    const last = tree.statements.at(-1)
    for (const statement of tree.statements) {
      const unfinished = statement === last && problems.at(-1)?.code === 'missing-newline-at-end'
      const resolved = this.#resolved(inclusion, source, statement)
      // A line that comes to nothing needs no end.
      if (resolved === undefined && unfinished) return
      if (resolved === undefined) continue
      const cut = unfinished && inclusion.parent === null && this.#dialect.rootNeedsNewline
      if (cut) this.#cutOff(inclusion, source, resolved, sayUpTo)
      else this.#handle(inclusion, source, resolved, sayUpTo)
      sayUpTo(statement.end)
    }
    sayUpTo(Number.POSITIVE_INFINITY)
  }

  /** The end of the root file cuts the last statement off: the parser misses its end of line, if nothing before. */
  #cutOff(inclusion: Inclusion, source: ReadSource, statement: Statement, sayUpTo: SayUpTo): void {
    this.#cut = true
    this.#menus.position = { file: inclusion.name, line: statement.line }
    sayUpTo(statement.start)
    const accepted = this.#accepted(statement, source.text)
    const early = accepted === false || (statement.kind === 'invalid' && statement.problem.code === 'unexpected-token')
    if (early) this.#errors.syntaxError()
    sayUpTo(Number.POSITIVE_INFINITY)
    if (!early) this.#errors.syntaxError()
  }

  /** The statement as it is once its macros are expanded; undefined where nothing is left. */
  #resolved(inclusion: Inclusion, { text }: ReadSource, given: Statement): Statement | undefined {
    this.#words.reset()
    let statement = given
    if (this.#noHelpBefore && given.kind === 'invalid')
      statement = parseStatement(text, given.start, given.end, given.line, [], this.#dialect.syntax) ?? given
    this.#noHelpBefore = false
    if (!statement.macros) return statement
    const blank: Word[] = []
    const expand = (word: Word): void => {
      if (typeof word.value === 'string') return
      const line = statement.line + newlinesBetween(text, statement.start, word.start)
      this.#preprocessor.position = { file: inclusion.name, line }
      if (this.#words.text(word) === '' && !word.quoted) blank.push(word)
    }
    if (statement.kind !== 'invalid') forEachWord(statement, expand)
    else statement.words?.forEach(expand)
    if (blank.length === 0) return statement
    const again = parseStatement(text, statement.start, statement.end, statement.line, blank, this.#dialect.syntax)
    return again !== undefined && this.#afterHelp ? bareAssignment(text, statement, again, blank) : again
  }

  /** Until 4.20 a bad line belongs to the entry above it; with macros a word that opens one may be assigned to. */
  #isOption({ problem }: Extract<Statement, { kind: 'invalid' }>): boolean {
    const { errorWords, syntax } = this.#dialect
    return errorWords === 'options' && !(syntax.preprocessor && problem.code === 'unknown-statement')
  }

  /** Whether a statement may stand here, the entry before it closed if need be. */
  #accepted(statement: Statement, text: string): boolean | 'broken' {
    const firstWord = (): string => firstWordOf(text, statement)
    const accepted = this.#blocks.accepts(statement, firstWord)
    if (accepted !== false) return accepted
    this.#blocks.closeHeader()
    return this.#blocks.accepts(statement, firstWord)
  }

  /** Positions: the lexer has passed the line's end; without a newline at the end of a file it is back in the parent. */
  #handle(inclusion: Inclusion, source: ReadSource, given: Statement, sayUpTo: SayUpTo): void {
    const { text } = source
    const statement = this.#afterHelp ? unassigned(given) : given
    const unfinished = statement.end >= text.length && statement.kind !== 'help'
    const behind = statement.kind === 'help' && this.#dialect.positions === 'reader' ? statement.lines : 0
    const line = statement.line + behind
    this.#menus.position = { file: inclusion.name, line: statement.line }
    this.#menus.lexerFile = unfinished ? (inclusion.parent?.name ?? '') : inclusion.name
    const first = this.#first
    this.#first = false
    this.#afterHelp = statement.kind === 'help' && this.#dialect.syntax.keywords === 'global'
    const lineEnd = statement.kind === 'help' ? statement.end : lineEndOf(text, statement.end)
    const skipLine = (): void => sayUpTo(lineEnd)
    const dropLine = (): void => {
      this.#blocks.unwind()
      skipLine()
    }
    if (statement.kind === 'invalid' && this.#blocks.inEntry && this.#isOption(statement)) {
      this.#errors.invalidOption(statement, this.#firstWord(statement, text))
      return
    }
    sayUpTo(statement.start)
    const accepted = this.#accepted(statement, text)
    const { inChoice } = this.#blocks
    const late =
      accepted === 'broken' || (accepted && statement.kind === 'invalid' && !(inChoice && isUnknown(statement)))
    if (late) sayUpTo(problemOffset(statement, text))
    // Nothing may stand before the main menu's title: the parser has nowhere to go on from.
    if (first && statement.kind === 'invalid' && firstWordOf(text, statement) === 'mainmenu') {
      this.#errors.syntaxError()
      throw new ConfigurationStop(1)
    }
    if (accepted === 'broken') {
      this.#blocks.abandonHeader()
      this.#errors.rejected(2, dropLine)
    } else if (!accepted || (statement.kind === 'mainmenu' && !first)) {
      this.#errors.rejected(0, dropLine)
      if (statement.kind === 'help') this.#noHelp(inclusion, source, statement)
    } else if (statement.kind === 'invalid') {
      const { problem } = statement
      const read = problem.code === 'unknown-statement' ? 1 : tokensBefore(text, statement.start, problem.start)
      this.#errors.invalid(statement, this.#firstWord(statement, text), this.#blocks.inChoice ? 0 : read, dropLine)
    } else {
      skipLine()
      this.#menus.position = { file: inclusion.name, line }
      this.#errors.shifted(statement)
      this.#apply(inclusion, statement)
    }
  }

  /** The first word of a line that is no statement, expanded. */
  #firstWord(statement: Extract<Statement, { kind: 'invalid' }>, text: string): string {
    const word = statement.words?.[0]
    if (word?.start === statement.start) return this.#words.text(word)
    return statement.problem.args['found'] ?? firstWordOf(text, statement)
  }

  /** A `help` that belongs to no entry has no text: the lines below it are lines like others. */
  #noHelp(inclusion: Inclusion, source: ReadSource, { start, end, line }: Statement): void {
    this.#afterHelp = false
    const below = source.text.indexOf('\n', start) + 1
    if (below > 0 && below < end)
      this.#readStatements(inclusion, source, parseLines(source.text, below, end, line + 1, this.#dialect.syntax))
    this.#noHelpBefore = true
  }

  #apply(inclusion: Inclusion, statement: Exclude<Statement, { kind: 'invalid' }>): void {
    const menus = this.#menus
    const expressions = this.#expressions
    const keepsPlace = this.#dialect.choices === 'symbols'
    switch (statement.kind) {
      case 'mainmenu':
        menus.addPrompt('menu', this.#words.text(statement.prompt), null)
        return
      case 'config':
      case 'menuconfig': {
        const symbol = expressions.symbol(statement.name)
        symbol.optional = true
        menus.addEntry(symbol, keepsPlace)
        this.#blocks.openHeader(statement.kind)
        return
      }
      case 'choice':
        this.#choice(statement.name)
        return
      case 'menu':
      case 'comment':
        menus.addEntry(null, keepsPlace)
        menus.addPrompt(statement.kind, this.#words.text(statement.prompt), null)
        this.#blocks.openHeader(statement.kind)
        return
      case 'if': {
        const condition = expressions.build(statement.condition)
        menus.addEntry(null, keepsPlace)
        menus.addDependency(condition)
        this.#blocks.open('if')
        return
      }
      case 'end':
        this.#blocks.close(statement.block, menus.lexerFile)
        return
      case 'source':
        this.#source(inclusion, this.#words.text(statement.path))
        return
      case 'type':
        if (statement.prompt !== undefined) this.#prompt(statement.prompt, statement)
        // A block choice is bool by itself.
        if (keepsPlace || !menus.entry.symbol?.isChoice) menus.setType(statement.type, this.#dialect.boolName)
        return
      case 'prompt':
        this.#prompt(statement.prompt, statement)
        return
      case 'default': {
        const value = expressions.build(statement.value)
        menus.addProperty('default', value, expressions.optional(statement.condition))
        if (statement.type !== undefined) menus.setType(statement.type, this.#dialect.boolName)
        return
      }
      case 'select':
      case 'imply': {
        const target = this.#make.symbol(expressions.symbol(statement.target))
        menus.addProperty(statement.kind, target, expressions.optional(statement.condition))
        return
      }
      case 'range': {
        const low = expressions.symbol(statement.low)
        const range = this.#make.compare(Kind.range, low, expressions.symbol(statement.high))
        menus.addProperty('range', range, expressions.optional(statement.condition))
        return
      }
      case 'depends':
        this.#depends(statement)
        return
      case 'visible':
        menus.addVisibility(expressions.optional(statement.condition))
        return
      case 'modules':
        this.#options.setModules()
        return
      case 'optional':
        if (menus.entry.symbol !== null) menus.entry.symbol.optional = true
        return
      case 'help':
        this.#help(statement.text)
        return
      case 'assignment':
        // The whole line is read when it takes effect: the lexer stands on the next one.
        this.#preprocessor.position = { file: menus.position.file, line: menus.position.line + 1 }
        this.#preprocessor.assign(this.#words.text(statement.name), statement.operator, statement.value)
        return
      case 'reset':
        menus.addProperty('reset', null, expressions.optional(statement.condition))
        return
      case 'option':
        this.#options.apply(statement.name, statement.value)
        return
      case 'transitional':
        if (menus.entry.symbol !== null) menus.entry.symbol.transitional = true
        return
    }
  }

  /** `depends on A if B` asks for nothing while B is n. */
  #depends({ dependency, condition, bare }: Extract<Statement, { kind: 'depends' }>): void {
    if (bare === true)
      this.#errors.doubt('warning', 'depends-without-on', "deprecated 'depends' syntax, use 'depends on' instead.", '')
    const needed = this.#expressions.build(dependency)
    if (condition === undefined) this.#menus.addDependency(needed)
    else {
      const idle = this.#algebra.compareWithNo(this.#expressions.build(condition), Kind.equal)
      this.#menus.addDependency(this.#make.two(Kind.or, needed, idle))
    }
  }

  #prompt(prompt: Word, statement: Extract<Statement, { kind: 'type' | 'prompt' }>): void {
    const condition = this.#expressions.optional(statement.condition)
    this.#menus.addPrompt('prompt', this.#words.text(prompt), condition)
  }

  #choice(name: Word | undefined): void {
    const symbol = this.#symbols.choice(name === undefined ? null : this.#words.text(name))
    const symbols = this.#dialect.choices === 'symbols'
    const node = this.#menus.addEntry(symbol, symbols)
    if (symbols) {
      this.#menus.addProperty('choice', null, null)
    } else {
      const bool: SymbolType = 'bool'
      this.#menus.setType(bool, this.#dialect.boolName)
      node.members = []
    }
    this.#blocks.openHeader('choice')
  }

  #help(text: string): void {
    const { entry } = this.#menus
    const label = entry.symbol?.label ?? '<choice>'
    const { helpTwice, blankHelp } = this.#dialect
    if (entry.help !== null) {
      const rest = helpTwice === 'warning' ? ' -- only the last one will be used' : ''
      this.#errors.doubt(helpTwice, 'help-redefined', `'${label}' defined with more than one help text${rest}`, label)
    }
    if (/^[ \f\n\r\t\v]*$/.test(text))
      this.#errors.doubt(blankHelp, 'blank-help', `'${label}' defined with blank help text`, label)
    entry.help = text
  }

  #source(inclusion: Inclusion, path: string): void {
    const line = this.#menus.position.line
    const { sources, emit } = this.#input
    const { dollarNames, sourceGlob } = this.#dialect
    const names = sourceGlob ? matchingSources(path, sources, this.#menus.position, emit) : [path]
    const expanded = dollarNames === 'none' ? names : names.map((name) => expandDollarNames(name, this.#symbols))
    // The configurator opens all of them, each on top of the one before, and reads the top one first.
    let below = inclusion
    const opened = expanded.map((name, index) => {
      const source = sources.read(name)
      const found = typeof source === 'object' ? 'file' : source
      below = this.#inclusions.enter(name, below, index === 0 ? line : 1, found)
      return { entered: below, source: source as ReadSource }
    })
    for (const { entered, source } of opened.toReversed()) this.#readFile(entered, source)
  }
}

/** Says what the lexer noticed before an offset of the file. */
type SayUpTo = (offset: number) => void

/** Behind a help text of another file the lexer does not know an assignment. */
const unassigned = (statement: Statement): Statement => {
  if (statement.kind !== 'assignment' || statement.value === '') return statement
  const { start, end, line, name } = statement
  const found = typeof name.value === 'string' ? name.value : ''
  return {
    kind: 'invalid',
    start,
    end,
    line,
    problem: { code: 'unknown-statement', start, end: name.end, args: { found } },
    words: [name],
  }
}

/** Where the parser notices that a line is no statement: at a token, or at the end of the line. */
const problemOffset = (statement: Statement, text: string): number => {
  if (statement.kind !== 'invalid') return lineEndOf(text, statement.end)
  const { problem } = statement
  if (problem.code === 'unexpected-token') return problem.start
  return problem.code === 'unknown-statement' ? secondToken(text, problem.end) : lineEndOf(text, statement.end)
}

const isUnknown = (statement: Statement): boolean =>
  statement.kind === 'invalid' && statement.problem.code === 'unknown-statement'

/** How many tokens of a line come before the one at `offset`, as far as it matters: up to three. */
const tokensBefore = (text: string, start: number, offset: number): number =>
  Math.min(3, [...text.slice(start, offset).matchAll(/"[^"]*"|'[^']*'|[\w$-]+|&&|\|\||[!<>:+]?=|[()!<>]/g)].length)

/** Where the lexer stands when it has the token after `offset`. */
const secondToken = (text: string, offset: number): number => {
  const lineEnd = lineEndOf(text, offset)
  for (let at = offset; at < lineEnd; at++) if (/[\w"'()=!<>&|#$-]/.test(text[at] as string)) return at
  return lineEnd
}

const lineEndOf = (text: string, offset: number): number => {
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? text.length + 1 : newline
}

const firstWordOf = (text: string, { start }: Statement): string =>
  /^[\w-]*/.exec(text.slice(start, start + 64))?.[0] ?? ''

/** Behind a help text the right side of an assignment is read as words: only one that comes to nothing is allowed. */
const bareAssignment = (text: string, before: Statement, again: Statement, blank: readonly Word[]): Statement => {
  if (again.kind !== 'assignment') return again
  let rest = text.slice(again.name.end, before.end)
  for (const word of blank.toReversed()) {
    if (word.start < again.name.end) continue
    rest = rest.slice(0, word.start - again.name.end) + rest.slice(word.end - again.name.end)
  }
  return rest.trim() === again.operator ? { ...again, value: '' } : before
}

const newlinesBetween = (text: string, start: number, end: number): number => {
  let count = 0
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}
