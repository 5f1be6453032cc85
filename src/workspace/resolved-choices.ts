/**
 * What the second stage asks of a resolved model, computed where it is asked for and not before.
 */
import type { Evaluator } from '../kconfig/evaluator.ts'
import type { Model } from '../kconfig/model.ts'
import type { KconfigSymbol } from '../kconfig/symbol.ts'
import { stringValue } from '../kconfig/symbol-value.ts'
import { dotconfigLine } from '../kconfig/value-line.ts'
import type { BuildrootChoices } from '../openwrt/second-stage.ts'
import type { ConfigVariables } from '../openwrt/target-kernel.ts'
import { PREFIX } from './run-mode.ts'

/** Values of symbols as text, `n` for what is off or not there. */
export const valuesOf =
  (evaluator: Evaluator) =>
  (name: string): string => {
    const symbol = evaluator.model.symbols.find(name)
    if (symbol === undefined || symbol.type === 'unknown') return 'n'
    evaluator.calculate(symbol)
    return stringValue(symbol)
  }

/** The line of a symbol in `.config`, without its newline; undefined where it has none. */
const lineOf = (evaluator: Evaluator, symbol: KconfigSymbol | undefined): string | undefined => {
  if (symbol === undefined || symbol.type === 'unknown') return undefined
  evaluator.calculate(symbol)
  return symbol.write ? dotconfigLine(symbol, PREFIX).slice(0, -1) : undefined
}

/** `CONFIG_` variables as make sees them. */
export const variablesOf =
  (evaluator: Evaluator): ConfigVariables =>
  (name) => {
    const line = lineOf(evaluator, evaluator.model.symbols.find(name.slice(PREFIX.length)))
    return line?.startsWith(`${name}=`) === true ? line.slice(name.length + 1) : undefined
  }

/** The symbols of a model that the second stage asks for, looked up once. */
interface AskedSymbols {
  readonly kernel: readonly KconfigSymbol[]
  /** By name of the package. */
  readonly packages: Map<string, KconfigSymbol | undefined>
}

const askedSymbols = new WeakMap<Model, AskedSymbols>()

const askedOf = (model: Model): AskedSymbols => {
  const known = askedSymbols.get(model)
  if (known !== undefined) return known
  const kernel = model.symbols.all.filter(({ name }) => name?.startsWith('KERNEL') === true)
  const asked: AskedSymbols = { kernel, packages: new Map() }
  askedSymbols.set(model, asked)
  return asked
}

/** What a written `.config` would say to the second stage. */
export const choicesFrom = (evaluator: Evaluator): BuildrootChoices => {
  const { symbols } = evaluator.model
  const { kernel, packages } = askedOf(evaluator.model)
  const kernelLines = kernel.flatMap((symbol) => lineOf(evaluator, symbol) ?? [])
  const selects = (packageName: string): boolean => {
    let symbol = packages.get(packageName)
    if (symbol === undefined && !packages.has(packageName)) {
      symbol = symbols.find(`PACKAGE_${packageName}`)
      packages.set(packageName, symbol)
    }
    return lineOf(evaluator, symbol)?.startsWith(PREFIX) === true
  }
  return { kernelLines, selects }
}
