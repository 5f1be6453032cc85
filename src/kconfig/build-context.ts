/**
 * What building a model works with: the tables under construction and the tools that fill them, made for one run.
 */
import type { ProbeOracle } from '../probe/probe.ts'
import type { Algebra } from './algebra.ts'
import { BlockStack } from './block-stack.ts'
import type { Dialect } from './dialect.ts'
import { ExpressionFactory } from './expression.ts'
import { ExpressionBuilder } from './expression-builder.ts'
import { InclusionStack } from './inclusion.ts'
import { makeAlgebra } from './make-algebra.ts'
import { MenuBuilder } from './menu-builder.ts'
import type { MessageSink } from './message.ts'
import { Preprocessor } from './preprocessor.ts'
import type { SourceReader } from './source-reader.ts'
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

export interface BuildContext {
  readonly dialect: Dialect
  readonly emit: MessageSink
  readonly sources: SourceReader
  readonly symbols: SymbolTable
  readonly make: ExpressionFactory
  readonly algebra: Algebra
  readonly unknown: UnknownProbes
  readonly preprocessor: Preprocessor
  readonly words: StatementWords
  readonly expressions: ExpressionBuilder
  readonly menus: MenuBuilder
  readonly errors: SyntaxErrors
  readonly blocks: BlockStack
  readonly inclusions: InclusionStack
  readonly options: SymbolOptions
}

export const buildContext = ({ dialect, emit, oracle, root, sources }: BuildInput): BuildContext => {
  const symbols = new SymbolTable(dialect.hashBuckets, dialect.typedConstants)
  const make = new ExpressionFactory()
  const algebra = makeAlgebra(dialect, make, symbols, emit)
  const unknown = new UnknownProbes()
  const preprocessor = new Preprocessor(oracle, unknown, dialect, emit)
  const words = new StatementWords(preprocessor)
  const expressions = new ExpressionBuilder(make, symbols, words, unknown)
  const menus = new MenuBuilder(make, emit, { file: root, line: 0 })
  const errors = new SyntaxErrors(emit, dialect, () => menus.position)
  const blocks = new BlockStack(menus, errors, dialect, emit)
  const inclusions = new InclusionStack(emit, dialect)
  const options = new SymbolOptions({
    dialect,
    menus,
    errors,
    symbols,
    make,
    emit,
    text: (word) => words.text(word),
    environment: (name) => preprocessor.environment(name),
  })
  return {
    dialect,
    emit,
    sources,
    symbols,
    make,
    algebra,
    unknown,
    preprocessor,
    words,
    expressions,
    menus,
    errors,
    blocks,
    inclusions,
    options,
  }
}
