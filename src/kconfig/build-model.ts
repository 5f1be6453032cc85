/**
 * From Kconfig files to a model: reads the statements in the order the configurator reads them, file by file, expands
 * what they hold, and builds symbols and menus.  Follows scripts/kconfig/parser.y and lexer.l.
 *
 * Cost: linear in the statements read; finalising the menus adds the cost of simplifying conditions (`algebra.ts`).
 */
import { macroWords, parseStatement, type Statement, type Word } from '../../grammar/kconfig/index.ts'
import type { ProbeOracle } from '../probe/probe.ts'
import type { Algebra } from './algebra.ts'
import { InternedAlgebra } from './algebra-interned.ts'
import { TreeAlgebra } from './algebra-tree.ts'
import { BlockStack } from './block-stack.ts'
import { checkCycles } from './cycles.ts'
import type { Dialect } from './dialect.ts'
import { ExpressionFactory, Kind } from './expression.ts'
import { ExpressionBuilder } from './expression-builder.ts'
import { finalizeMenus } from './finalize.ts'
import { type Inclusion, InclusionStack } from './inclusion.ts'
import { MenuBuilder } from './menu-builder.ts'
import { ConfigurationStop, type MessageSink } from './message.ts'
import type { Model } from './model.ts'
import { Preprocessor } from './preprocessor.ts'
import type { ReadSource, SourceReader } from './source-reader.ts'
import { SyntaxErrors } from './syntax-errors.ts'
import type { KconfigSymbol, SymbolType } from './symbol.ts'
import { SymbolTable } from './symbol-table.ts'
import { UnknownProbes } from './unknown.ts'
import { StatementWords } from './words.ts'

export interface BuildInput {
  /** Name of the root file. */
  readonly root: string
  readonly sources: SourceReader
  readonly dialect: Dialect
  readonly oracle: ProbeOracle
  readonly emit: MessageSink
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
  #modules: KconfigSymbol | null = null
  #first = true

  constructor(input: BuildInput) {
    const { dialect, emit } = input
    this.#input = input
    this.#dialect = dialect
    this.#symbols = new SymbolTable(dialect.hashBuckets)
    const forced = (symbol: KconfigSymbol, value: 'n' | 'y'): void =>
      emit({
        code: 'kconfig/bool-compared-with-m',
        severity: 'warning',
        stream: 'out',
        text: `boolean symbol ${symbol.name} tested for 'm'? test forced to '${value}'\n`,
        args: { symbol: symbol.label, value },
      })
    this.#algebra =
      dialect.expressions === 'tree'
        ? new TreeAlgebra(this.#make, this.#symbols, forced)
        : new InternedAlgebra(this.#make, this.#symbols, forced)
    this.#preprocessor = new Preprocessor(input.oracle, this.#unknown, emit)
    this.#words = new StatementWords(this.#preprocessor)
    this.#expressions = new ExpressionBuilder(this.#make, this.#symbols, this.#words)
    this.#menus = new MenuBuilder(this.#make, emit, { file: input.root, line: 0 })
    this.#errors = new SyntaxErrors(emit, dialect, () => this.#menus.position)
    this.#blocks = new BlockStack(this.#menus, this.#errors, dialect, emit)
    this.#inclusions = new InclusionStack(emit, dialect)
  }

  build(): Model {
    const { root, sources, emit } = this.#input
    const source = sources.read(root)
    if (source === undefined) {
      emit({
        code: 'kconfig/root-not-found',
        severity: 'error',
        stream: 'err',
        text: `can't find file ${root}\n`,
        args: { file: root },
      })
      throw new ConfigurationStop(1)
    }
    this.#readFile(this.#inclusions.enterRoot(root), source)
    const end = { file: this.#dialect.syntaxErrorLine === 1 ? '<none>' : root, line: source.parsed.tree.lines + 1 }
    this.#menus.position = end
    this.#blocks.closeHeader()
    if (this.#blocks.depth > 0) {
      this.#errors.syntaxError()
      this.#blocks.reportUnclosed()
    }
    if (this.#errors.count > 0) throw new ConfigurationStop(1)
    return this.#finish()
  }

  #finish(): Model {
    const { dialect, emit } = this.#input
    const modules = this.#modules ?? this.#symbols.no
    const menus = this.#menus
    if (menus.root.prompt === null) {
      menus.entry = menus.root
      menus.addPrompt('menu', 'Main menu', null)
    }
    const model: Model = {
      dialect,
      symbols: this.#symbols,
      expressions: this.#make,
      algebra: this.#algebra,
      root: menus.root,
      modules,
      unknown: this.#unknown,
      files: this.#inclusions.files,
      environment: this.#preprocessor.environmentRead,
    }
    finalizeMenus(model, emit)
    const cycles = checkCycles(model, emit)
    if (cycles && dialect.cyclesFatal) throw new ConfigurationStop(1)
    return model
  }

  #readFile(inclusion: Inclusion, source: ReadSource): void {
    const { tree, problems } = source.parsed
    let problem = 0
    for (const statement of tree.statements) {
      while (problem < problems.length && (problems[problem]?.start ?? 0) < statement.end) {
        this.#errors.lexerProblem(inclusion.name, source, problems[problem++])
      }
      this.#statement(inclusion, source, statement)
    }
    while (problem < problems.length) this.#errors.lexerProblem(inclusion.name, source, problems[problem++])
  }

  #statement(inclusion: Inclusion, source: ReadSource, statement: Statement): void {
    this.#words.reset()
    if (!statement.macros) {
      this.#handle(inclusion, source, statement)
      return
    }
    const blank: Word[] = []
    const { text } = source
    for (const word of macroWords(text, statement.start, statement.end, this.#dialect.syntax)) {
      const line = statement.line + newlinesBetween(text, statement.start, word.start)
      this.#preprocessor.position = { file: inclusion.name, line }
      if (this.#words.text(word) === '' && !word.quoted) blank.push(word)
    }
    if (blank.length === 0) {
      this.#handle(inclusion, source, statement)
      return
    }
    const again = parseStatement(text, statement.start, statement.end, statement.line, blank, this.#dialect.syntax)
    if (again !== undefined) this.#handle(inclusion, source, again)
  }

  /** Positions: the lexer has passed the line's end; without a newline at the end of a file it is back in the parent. */
  #handle(inclusion: Inclusion, source: ReadSource, statement: Statement): void {
    const unfinished = statement.end >= source.text.length && inclusion.parent !== null && statement.kind !== 'help'
    const file = unfinished ? (inclusion.parent as Inclusion).name : inclusion.name
    const line = statement.kind === 'help' ? statement.line + statement.lines : statement.line
    this.#menus.position = { file, line }
    const first = this.#first
    this.#first = false
    if (!this.#blocks.accepts(statement)) {
      this.#blocks.closeHeader()
      if (!this.#blocks.accepts(statement)) {
        this.#errors.rejected(statement, this.#blocks.inChoice)
        return
      }
    }
    if (statement.kind === 'mainmenu' && !first) {
      this.#errors.rejected(statement, this.#blocks.inChoice)
      return
    }
    if (statement.kind === 'invalid') {
      this.#errors.invalid(statement, this.#blocks.inChoice)
      this.#blocks.abandonHeader()
      return
    }
    this.#errors.shifted(statement)
    this.#apply(inclusion, statement)
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
        this.#blocks.close(statement.block, menus.position.file)
        return
      case 'source':
        this.#source(inclusion, this.#words.text(statement.path))
        return
      case 'type':
        if (statement.prompt !== undefined) this.#prompt(statement.prompt, statement)
        // A block choice is bool by itself.
        if (keepsPlace || !menus.entry.symbol?.isChoice) menus.setType(statement.type)
        return
      case 'prompt':
        this.#prompt(statement.prompt, statement)
        return
      case 'default': {
        const value = expressions.build(statement.value)
        menus.addProperty('default', value, expressions.optional(statement.condition))
        if (statement.type !== undefined) menus.setType(statement.type)
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
        menus.addDependency(expressions.build(statement.dependency))
        return
      case 'visible':
        menus.addVisibility(expressions.optional(statement.condition))
        return
      case 'modules':
        this.#setModules()
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
      case 'option':
      case 'transitional':
        return
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
      this.#menus.setType(bool)
      node.members = []
    }
    this.#blocks.openHeader('choice')
  }

  #setModules(): void {
    const symbol = this.#menus.entry.symbol as KconfigSymbol
    if (this.#modules !== null) {
      this.#errors.grammar(
        'modules-redefined',
        `symbol '${symbol.label}' redefines option 'modules' already defined by symbol '${this.#modules.label}'`,
        { symbol: symbol.label, first: this.#modules.label },
      )
    }
    this.#modules = symbol
  }

  #help(text: string): void {
    const { entry } = this.#menus
    const label = entry.symbol?.label ?? '<choice>'
    if (entry.help !== null) {
      this.#errors.note(
        'help-redefined',
        `warning: '${label}' defined with more than one help text -- only the last one will be used`,
        { symbol: label },
      )
    }
    if (/^[ \f\n\r\t\v]*$/.test(text)) {
      this.#errors.note('blank-help', `warning: '${label}' defined with blank help text`, { symbol: label })
    }
    entry.help = text
  }

  #source(inclusion: Inclusion, path: string): void {
    const line = this.#menus.position.line
    const names = this.#dialect.sourceGlob ? this.#input.sources.glob(path) : [path]
    for (const name of names) {
      const source = this.#input.sources.read(name)
      const entered = this.#inclusions.enter(name, inclusion, line, source !== undefined)
      this.#readFile(entered, source as ReadSource)
    }
  }
}

const newlinesBetween = (text: string, start: number, end: number): number => {
  let count = 0
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}
