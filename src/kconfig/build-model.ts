/**
 * From Kconfig files to a model: reads all files, joins the menus, looks for cycles.
 *
 * Cost: linear in the statements read; joining adds the cost of simplifying conditions (`algebra.ts`).
 */
import { lineOf } from '../files/line-number.ts'
import { type BuildContext, type BuildInput, buildContext } from './build-context.ts'
import { checkCycles } from './cycles.ts'
import { expandDollarNames } from './dollar-names.ts'
import { finalizeMenus } from './finalize.ts'
import { ConfigurationStop } from './message.ts'
import type { Model } from './model.ts'
import type { ReadSource } from './source-reader.ts'
import { StatementReader } from './statement-reader.ts'
import type { KconfigSymbol } from './symbol.ts'
import { findDependents, symbolsOnProbes } from './symbol-mentions.ts'

export type { BuildInput } from './build-context.ts'

/** Builds the model. Throws `ConfigurationStop` where the configurator would exit; messages went to `emit` before. */
export const buildModel = (input: BuildInput): Model => {
  const context = buildContext(input)
  const { blocks, dialect, errors, inclusions, menus } = context
  if (dialect.environmentSymbols) predefine(context, input.kernelRelease ?? '')
  const source = openRoot(context, input.root)
  const reader = new StatementReader(context)
  reader.read(inclusions.enterRoot(input.root), source)
  if (dialect.positions === 'reader') {
    const file = dialect.syntaxErrorLine === 1 ? '<none>' : input.root
    menus.position = { file, line: lineOf(source.text, source.text.length) }
  }
  if (reader.cut) blocks.abandonHeader()
  else blocks.closeHeader()
  if (blocks.depth > 0) {
    if (!reader.cut) errors.syntaxError()
    blocks.reportUnclosed()
  }
  if (errors.count > 0) throw new ConfigurationStop(1)
  return joined(context, input.cyclesFatal === true)
}

/** The one symbol that is there before any file is read. */
const predefine = ({ options, symbols }: BuildContext, release: string): void => {
  const symbol = symbols.word('UNAME_RELEASE')
  symbol.type = 'string'
  symbol.neverWritten = true
  options.addConstantDefault(symbol, release)
}

const openRoot = ({ dialect, emit, inclusions, sources }: BuildContext, root: string): ReadSource => {
  const source = sources.read(root)
  if (source === 'folder') throw inclusions.isFolder(root)
  if (source !== undefined) return source
  emit({
    code: 'kconfig/root-not-found',
    severity: 'error',
    stream: dialect.readingErrors,
    text: `can't find file ${root}\n`,
    args: { file: root },
  })
  throw new ConfigurationStop(1)
}

const joined = (context: BuildContext, cyclesAskedFatal: boolean): Model => {
  const { algebra, dialect, emit, inclusions, make, menus, options, preprocessor, symbols, unknown } = context
  if (menus.root.prompt === null) {
    menus.entry = menus.root
    menus.addPrompt('menu', dialect.mainMenuTitle, null)
  }
  if (dialect.dollarNames !== 'none' && menus.root.prompt?.text != null)
    menus.root.prompt.text = expandDollarNames(menus.root.prompt.text, symbols)
  const onProbes: KconfigSymbol[] = []
  let dependents: Model['dependents'] | undefined
  const model: Model = {
    dialect,
    symbols,
    expressions: make,
    algebra,
    root: menus.root,
    modules: options.modules ?? symbols.no,
    defconfigList: options.defconfigList,
    unknown,
    onProbes,
    dependents(symbol) {
      dependents ??= findDependents(model)
      return dependents(symbol)
    },
    files: inclusions.files,
    environment: preprocessor.environmentRead,
  }
  finalizeMenus(model, emit)
  if (unknown.all.length > 0) for (const symbol of symbolsOnProbes(symbols)) onProbes.push(symbol)
  const fatal = dialect.cyclesFatal === 'always' || (dialect.cyclesFatal === 'on-request' && cyclesAskedFatal)
  if (checkCycles(model, emit, fatal)) throw new ConfigurationStop(1)
  return model
}
