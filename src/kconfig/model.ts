/**
 * Everything that the Kconfig files of a tree say, read and joined: symbols, choices and the menu tree.
 */

import type { Algebra } from './algebra.ts'
import type { Dialect } from './dialect.ts'
import type { ExpressionFactory } from './expression.ts'
import type { MenuNode } from './menu-node.ts'
import type { KconfigSymbol } from './symbol.ts'
import type { SymbolTable } from './symbol-table.ts'
import type { UnknownProbes } from './unknown.ts'

export interface Model {
  readonly dialect: Dialect
  readonly symbols: SymbolTable
  readonly expressions: ExpressionFactory
  readonly algebra: Algebra
  /** The root of the menu tree; its prompt is the main menu's title. */
  readonly root: MenuNode
  /** The symbol that switches modules on; the constant n where a tree has none. */
  readonly modules: KconfigSymbol
  /** The symbol whose defaults name configurations to start from (`option defconfig_list`). */
  readonly defconfigList: KconfigSymbol | null
  readonly unknown: UnknownProbes
  /** The symbols that are computed from a word with an unanswered probe directly, in order of first mention. */
  readonly onProbes: readonly KconfigSymbol[]
  /** The symbols that are computed from a symbol directly, in order of first mention; none for y, m and n. */
  readonly dependents: (symbol: KconfigSymbol) => Iterable<KconfigSymbol>
  /** Names of the files read, each once, in the order they were first named. */
  readonly files: readonly string[]
  /** Environment variables that the files read, with the values they had. */
  readonly environment: ReadonlyMap<string, string>
}

/** The title of the configuration, as the header of every written file carries it. */
export const mainMenuTitle = (model: Model): string => model.root.prompt?.text ?? ''
