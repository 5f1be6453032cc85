/**
 * A model as bytes, for the cache: symbols, expressions, menu nodes and properties as numbers that refer to each other,
 * one column for each thing that is known of them.  The model is as it was built: nothing asked of it, nothing computed.
 */

import { ImageWriter } from '../files/image-stream.ts'
import { type Expression, leftEdge } from './expression.ts'
import { PROPERTY_KINDS, SYMBOL_TYPES, SymbolFlag, TYPE_BITS } from './image-codes.ts'
import { type MenuNode, nodesBelow } from './menu-node.ts'
import type { KconfigMessage } from './message.ts'
import type { Model } from './model.ts'
import type { Property } from './property.ts'
import type { KconfigSymbol } from './symbol.ts'

/** `messages`: what was said while the model was built. */
export const encodeModel = (model: Model, messages: readonly KconfigMessage[]): Buffer =>
  new ModelEncoder(model).encode(messages)

const NONE = -1

class ModelEncoder {
  readonly #model: Model
  readonly #out = new ImageWriter()
  /** Expressions get their numbers operands first. */
  readonly #expressions = new Map<Expression, number>()
  readonly #kinds: number[] = []
  readonly #lefts: number[] = []
  readonly #rights: number[] = []
  readonly #nodes = new Map<MenuNode, number>()
  readonly #properties = new Map<Property, number>()

  constructor(model: Model) {
    this.#model = model
  }

  encode(messages: readonly KconfigMessage[]): Buffer {
    const { symbols, root, unknown, onProbes, files, environment, modules, defconfigList } = this.#model
    const out = this.#out
    const nodes = [root, ...nodesBelow(root)]
    for (const [index, node] of nodes.entries()) this.#nodes.set(node, index)
    // those of a symbol follow each other
    for (const { properties } of symbols.all) for (const property of properties) this.#number(property)
    for (const { prompt } of nodes) if (prompt !== null) this.#number(prompt)
    const properties = [...this.#properties.keys()]
    this.#collectExpressions(nodes, properties)

    out.string(JSON.stringify(messages))
    this.#strings(unknown.all.flatMap(({ kind, text }) => [kind, text]))
    out.numbers(onProbes.map(({ id }) => id))
    this.#strings(files)
    this.#strings([...environment].flat())
    this.#symbols(symbols.all)
    const { starts, indices } = symbols.hashOrder()
    out.numbers([...starts])
    out.numbers([...indices])
    out.numbers(this.#kinds)
    out.numbers(this.#lefts)
    out.numbers(this.#rights)
    this.#writeNodes(nodes)
    this.#writeProperties(properties)
    out.number(modules.id)
    out.number(defconfigList?.id ?? NONE)
    return out.finish()
  }

  #strings(texts: readonly string[]): void {
    this.#column(texts, (text) => this.#out.stringNumber(text))
  }

  #column<T>(items: readonly T[], number: (item: T) => number): void {
    this.#out.numbers(items.map(number))
  }

  /** Where the list of each item ends, and all lists one after the other. */
  #lists<T>(items: readonly T[], list: (item: T) => readonly number[]): void {
    const all: number[] = []
    const ends = items.map((item) => {
      for (const number of list(item)) all.push(number)
      return all.length
    })
    this.#out.numbers(ends)
    this.#out.numbers(all)
  }

  #number(property: Property): void {
    if (!this.#properties.has(property)) this.#properties.set(property, this.#properties.size)
  }

  #collectExpressions(nodes: readonly MenuNode[], properties: readonly Property[]): void {
    for (const symbol of this.#model.symbols.all) {
      this.#expression(symbol.directDependency)
      this.#expression(symbol.reverseDependency)
      this.#expression(symbol.impliedBy)
    }
    for (const { dependency, visibility } of nodes) {
      this.#expression(dependency)
      this.#expression(visibility)
    }
    for (const { condition, value } of properties) {
      this.#expression(condition)
      this.#expression(value)
    }
  }

  /** Kind, then either the numbers of the operands or the ids of the symbols. */
  #expression(expression: Expression | null): number {
    if (expression === null) return NONE
    const known = this.#expressions.get(expression)
    if (known !== undefined) return known
    const edge = leftEdge(expression, (inner) => this.#expressions.has(inner))
    let number = this.#expression((edge.at(-1) as Expression).left)
    for (let index = edge.length - 1; index >= 0; index--) number = this.#numbered(edge[index] as Expression, number)
    return number
  }

  /** `left` is the number of the left operand. */
  #numbered(expression: Expression, left: number): number {
    const right = this.#expression(expression.right)
    const { kind, symbol, other } = expression
    const number = this.#expressions.size
    this.#expressions.set(expression, number)
    this.#kinds.push(kind)
    this.#lefts.push(symbol?.id ?? left)
    this.#rights.push(other?.id ?? right)
    return number
  }

  #symbols(symbols: readonly KconfigSymbol[]): void {
    this.#column(symbols, ({ name }) => this.#out.stringNumber(name))
    this.#column(symbols, (symbol) => (flagsOf(symbol) << TYPE_BITS) | SYMBOL_TYPES.indexOf(symbol.type))
    this.#column(symbols, ({ directDependency }) => this.#expression(directDependency))
    this.#column(symbols, ({ reverseDependency }) => this.#expression(reverseDependency))
    this.#column(symbols, ({ impliedBy }) => this.#expression(impliedBy))
    this.#column(symbols, ({ memberOf }) => memberOf?.id ?? NONE)
    this.#lists(symbols, ({ members }) => members.map(({ id }) => id))
    this.#lists(symbols, (symbol) => Array.from(this.#model.dependents(symbol), ({ id }) => id))
    this.#lists(symbols, (symbol) => symbol.nodes.map((node) => this.#nodes.get(node) as number))
    let end = 0
    this.#column(symbols, ({ properties }) => {
      end += properties.length
      return end
    })
  }

  #writeNodes(nodes: readonly MenuNode[]): void {
    const index = (other: MenuNode | null): number => (other === null ? NONE : (this.#nodes.get(other) as number))
    this.#column(nodes, ({ symbol }) => symbol?.id ?? NONE)
    this.#column(nodes, ({ file }) => this.#out.stringNumber(file))
    this.#column(nodes, ({ line }) => line)
    this.#column(nodes, ({ parent }) => index(parent))
    this.#column(nodes, ({ next }) => index(next))
    this.#column(nodes, ({ child }) => index(child))
    this.#column(nodes, ({ prompt }) => (prompt === null ? NONE : (this.#properties.get(prompt) as number)))
    this.#column(nodes, ({ help }) => this.#out.asideNumber(help))
    this.#column(nodes, ({ dependency }) => this.#expression(dependency))
    this.#column(nodes, ({ visibility }) => this.#expression(visibility))
    const choices = nodes.filter(({ members }) => members !== null)
    this.#column(choices, index)
    this.#lists(choices, ({ members }) => (members ?? []).map(({ id }) => id))
  }

  #writeProperties(properties: readonly Property[]): void {
    this.#column(properties, ({ kind }) => PROPERTY_KINDS.indexOf(kind))
    this.#column(properties, ({ node }) => this.#nodes.get(node) as number)
    this.#column(properties, ({ file }) => this.#out.stringNumber(file))
    this.#column(properties, ({ line }) => line)
    this.#column(properties, ({ text }) => this.#out.stringNumber(text))
    this.#column(properties, ({ condition }) => this.#expression(condition))
    this.#column(properties, ({ value }) => this.#expression(value))
  }
}

const flagsOf = (symbol: KconfigSymbol): number =>
  (symbol.constant ? SymbolFlag.constant : 0) |
  (symbol.isChoice ? SymbolFlag.choice : 0) |
  (symbol.optional ? SymbolFlag.optional : 0) |
  (symbol.inPriorityList ? SymbolFlag.inPriorityList : 0) |
  (symbol.neverWritten ? SymbolFlag.neverWritten : 0) |
  (symbol.yesInAllno ? SymbolFlag.yesInAllno : 0) |
  (symbol.isProbe ? SymbolFlag.probe : 0) |
  (symbol.transitional ? SymbolFlag.transitional : 0)
