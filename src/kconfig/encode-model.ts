/**
 * A model as bytes, for the cache: symbols, expressions, menu nodes and properties as numbers that refer to each other.
 * The model is as it was built: nothing asked of it, nothing computed.
 */

import { ImageWriter } from '../files/image-stream.ts'
import type { Expression } from './expression.ts'
import { PROPERTY_KINDS, SYMBOL_TYPES, SymbolFlag } from './image-codes.ts'
import { type MenuNode, nodesBelow } from './menu-node.ts'
import type { KconfigMessage } from './message.ts'
import type { Model } from './model.ts'
import type { Property } from './property.ts'
import type { KconfigSymbol } from './symbol.ts'

/** `messages`: what was said while the model was built. */
export const encodeModel = (model: Model, messages: readonly KconfigMessage[]): Buffer =>
  new ModelEncoder(model).encode(messages)

class ModelEncoder {
  readonly #model: Model
  readonly #out = new ImageWriter()
  /** Expressions get their numbers as they are written, operands first. */
  readonly #expressions = new Map<Expression, number>()
  readonly #expressionNumbers: number[] = []
  readonly #nodes = new Map<MenuNode, number>()
  readonly #properties = new Map<Property, number>()

  constructor(model: Model) {
    this.#model = model
  }

  encode(messages: readonly KconfigMessage[]): Buffer {
    const { symbols, root, unknown, files, environment, modules, defconfigList } = this.#model
    const nodes = [root, ...nodesBelow(root)]
    for (const [index, node] of nodes.entries()) this.#nodes.set(node, index)
    for (const { properties } of symbols.all) for (const property of properties) this.#number(property)
    for (const node of nodes) if (node.prompt !== null) this.#number(node.prompt)
    this.#collectExpressions(nodes)
    const out = this.#out
    out.string(JSON.stringify(messages))
    this.#list(unknown.all, ({ kind, text }) => {
      out.string(kind)
      out.string(text)
    })
    this.#list(files, (file) => out.string(file))
    this.#list([...environment], ([name, value]) => {
      out.string(name)
      out.string(value)
    })
    this.#list(symbols.all, (symbol) => this.#symbolHead(symbol))
    out.numbers(this.#expressionNumbers)
    this.#list(nodes, (node) => this.#nodeHead(node))
    this.#list([...this.#properties.keys()], (property) => this.#property(property))
    for (const node of nodes) this.#nodeLinks(node)
    for (const symbol of symbols.all) this.#symbolLinks(symbol)
    out.number(modules.id)
    out.number(defconfigList?.id ?? -1)
    return out.finish()
  }

  #list<T>(items: readonly T[], write: (item: T) => void): void {
    this.#out.number(items.length)
    items.forEach(write)
  }

  #number(property: Property): void {
    if (!this.#properties.has(property)) this.#properties.set(property, this.#properties.size)
  }

  #collectExpressions(nodes: readonly MenuNode[]): void {
    for (const symbol of this.#model.symbols.all) {
      this.#expression(symbol.directDependency)
      this.#expression(symbol.reverseDependency)
      this.#expression(symbol.impliedBy)
    }
    for (const { dependency, visibility } of nodes) {
      this.#expression(dependency)
      this.#expression(visibility)
    }
    for (const { condition, value } of this.#properties.keys()) {
      this.#expression(condition)
      this.#expression(value)
    }
  }

  /** Kind, then either the numbers of the operands or the ids of the symbols; -1 for none. */
  #expression(expression: Expression | null): number {
    if (expression === null) return -1
    const known = this.#expressions.get(expression)
    if (known !== undefined) return known
    const left = this.#expression(expression.left)
    const right = this.#expression(expression.right)
    const { kind, symbol, other } = expression
    const number = this.#expressions.size
    this.#expressions.set(expression, number)
    this.#expressionNumbers.push(kind, symbol?.id ?? left, other?.id ?? right)
    return number
  }

  #symbolHead(symbol: KconfigSymbol): void {
    const flags =
      (symbol.constant ? SymbolFlag.constant : 0) |
      (symbol.isChoice ? SymbolFlag.choice : 0) |
      (symbol.optional ? SymbolFlag.optional : 0) |
      (symbol.inPriorityList ? SymbolFlag.inPriorityList : 0) |
      (symbol.neverWritten ? SymbolFlag.neverWritten : 0) |
      (symbol.yesInAllno ? SymbolFlag.yesInAllno : 0) |
      (symbol.isProbe ? SymbolFlag.probe : 0) |
      (symbol.transitional ? SymbolFlag.transitional : 0)
    this.#out.string(symbol.name)
    this.#out.number(flags)
    this.#out.number(SYMBOL_TYPES.indexOf(symbol.type))
  }

  #symbolLinks(symbol: KconfigSymbol): void {
    const out = this.#out
    out.number(this.#expression(symbol.directDependency))
    out.number(this.#expression(symbol.reverseDependency))
    out.number(this.#expression(symbol.impliedBy))
    out.number(symbol.memberOf?.id ?? -1)
    out.numbers(symbol.members.map(({ id }) => id))
    out.numbers(symbol.nodes.map((node) => this.#nodes.get(node) as number))
    out.numbers(symbol.properties.map((property) => this.#properties.get(property) as number))
  }

  #nodeHead(node: MenuNode): void {
    this.#out.number(node.symbol?.id ?? -1)
    this.#out.string(node.file)
    this.#out.number(node.line)
  }

  #nodeLinks(node: MenuNode): void {
    const out = this.#out
    const index = (other: MenuNode | null): number => (other === null ? -1 : (this.#nodes.get(other) as number))
    out.number(index(node.parent))
    out.number(index(node.next))
    out.number(index(node.child))
    out.number(node.prompt === null ? -1 : (this.#properties.get(node.prompt) as number))
    out.string(node.help)
    out.number(this.#expression(node.dependency))
    out.number(this.#expression(node.visibility))
    out.number(node.members === null ? 0 : 1)
    if (node.members !== null) out.numbers(node.members.map(({ id }) => id))
  }

  #property(property: Property): void {
    const out = this.#out
    out.number(PROPERTY_KINDS.indexOf(property.kind))
    out.number(this.#nodes.get(property.node) as number)
    out.string(property.file)
    out.number(property.line)
    out.string(property.text)
    out.number(this.#expression(property.condition))
    out.number(this.#expression(property.value))
  }
}
