/**
 * `modules`, and `option …` of the generations before it: which symbol switches modules on, which names configurations
 * to start from, which allnoconfig sets, which takes its value from the environment.
 * Follows menu_add_option() in scripts/kconfig/menu.c and prop_add_env() in symbol.c (Linux 4.17).
 */
import type { Word } from '../../grammar/kconfig/index.ts'
import type { Dialect } from './dialect.ts'
import type { ExpressionFactory } from './expression.ts'
import { type MenuBuilder, warnAt } from './menu-builder.ts'
import type { MessageSink } from './message.ts'
import { Property } from './property.ts'
import type { KconfigSymbol } from './symbol.ts'
import type { SymbolTable } from './symbol-table.ts'
import type { SyntaxErrors } from './syntax-errors.ts'

/** What the options work on. */
export interface OptionTools {
  readonly dialect: Dialect
  readonly menus: MenuBuilder
  readonly errors: SyntaxErrors
  readonly symbols: SymbolTable
  readonly make: ExpressionFactory
  readonly emit: MessageSink
  readonly text: (word: Word) => string
  /** The value of an environment variable, noted as read. */
  readonly environment: (name: string) => string | undefined
}

export class SymbolOptions {
  /** The symbol that switches modules on. */
  modules: KconfigSymbol | null = null
  /** The symbol whose defaults name configurations to start from. */
  defconfigList: KconfigSymbol | null = null
  readonly #tools: OptionTools
  readonly #variables = new Map<KconfigSymbol, string>()

  constructor(tools: OptionTools) {
    this.#tools = tools
  }

  apply(name: string, value: Word | undefined): void {
    const { dialect, menus, errors } = this.#tools
    const symbol = menus.entry.symbol as KconfigSymbol
    if (name === 'modules') this.setModules()
    else if (name === 'defconfig_list') this.#setDefconfigList(symbol)
    else if (name === 'allnoconfig_y') symbol.yesInAllno = true
    else if (name === 'env' && dialect.environmentSymbols) {
      if (value !== undefined) this.#takeFromEnvironment(symbol, this.#tools.text(value))
    } else errors.note('unknown-option', `warning: ignoring unknown option ${name}`, { option: name })
  }

  setModules(): void {
    const symbol = this.#tools.menus.entry.symbol as KconfigSymbol
    if (this.modules !== null) {
      this.#tools.errors.grammar(
        'modules-redefined',
        `symbol '${symbol.label}' redefines option 'modules' already defined by symbol '${this.modules.label}'`,
        { symbol: symbol.label, first: this.modules.label },
      )
    }
    this.modules = symbol
  }

  #setDefconfigList(symbol: KconfigSymbol): void {
    if (this.defconfigList !== null && this.defconfigList !== symbol) {
      const args = { symbol: symbol.label }
      this.#tools.errors.grammar('defconfig-list-redefined', 'trying to redefine defconfig symbol', args)
    }
    this.defconfigList ??= symbol
    if (this.#tools.dialect.hidesDefconfigList) this.defconfigList.neverWritten = true
  }

  /** The variable's value becomes a default without a condition; the dependencies of the entry do not limit it. */
  #takeFromEnvironment(symbol: KconfigSymbol, variable: string): void {
    const { menus, emit, environment } = this.#tools
    symbol.neverWritten = true
    const known = this.#variables.get(symbol)
    if (known !== undefined) {
      if (known !== variable)
        warnAt(emit, menus.entry, 'environment-redefined', `redefining environment symbol from ${known}`, { variable })
      return
    }
    this.#variables.set(symbol, variable)
    const value = environment(variable)
    if (value !== undefined) this.addConstantDefault(symbol, value)
    else warnAt(emit, menus.entry, 'environment-undefined', `environment variable ${variable} undefined`, { variable })
  }

  /** A default that no entry owns. */
  addConstantDefault(symbol: KconfigSymbol, text: string): void {
    const { menus, make, symbols } = this.#tools
    const { file, line } = menus.position
    const property = new Property('default', menus.root, file, line, make.symbol(symbols.quoted(text)), null)
    symbol.addProperty(property)
  }
}
