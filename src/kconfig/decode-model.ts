/**
 * A model out of its image, with the messages of the run that built it. The reverse of `encode-model.ts`.
 */

import { ImageReader } from '../files/image-stream.ts'
import type { Dialect } from './dialect.ts'
import { type Expression, ExpressionFactory, Kind } from './expression.ts'
import { PROPERTY_KINDS, SYMBOL_TYPES, SymbolFlag } from './image-codes.ts'
import { makeAlgebra } from './make-algebra.ts'
import { MenuNode } from './menu-node.ts'
import type { KconfigMessage, MessageSink } from './message.ts'
import type { Model } from './model.ts'
import { Property, type PropertyKind } from './property.ts'
import type { KconfigSymbol, SymbolType } from './symbol.ts'
import { SymbolTable } from './symbol-table.ts'
import type { ProbeKind } from './unknown.ts'
import { UnknownProbes } from './unknown.ts'

/** `dialect` is the one the model was built in. What was said then is said again. */
export const decodeModel = (image: Buffer, dialect: Dialect, emit: MessageSink): Model =>
  new ModelDecoder(image, dialect).decode(emit)

class ModelDecoder {
  readonly #in: ImageReader
  readonly #dialect: Dialect
  readonly #symbols: SymbolTable
  #make = new ExpressionFactory()
  readonly #expressions: Expression[] = []
  readonly #nodes: MenuNode[] = []
  readonly #properties: Property[] = []

  constructor(image: Buffer, dialect: Dialect) {
    this.#in = new ImageReader(image)
    this.#dialect = dialect
    this.#symbols = new SymbolTable(dialect.hashBuckets, dialect.typedConstants)
  }

  decode(emit: MessageSink): Model {
    const input = this.#in
    for (const message of JSON.parse(input.text()) as KconfigMessage[]) emit(message)
    const unknown = new UnknownProbes()
    this.#times(() => unknown.placeholder(input.text() as ProbeKind, input.text()))
    const files: string[] = []
    this.#times(() => files.push(input.text()))
    const environment = new Map<string, string>()
    this.#times(() => environment.set(input.text(), input.text()))
    this.#times(() => this.#symbol())
    const count = input.number() / 3
    this.#make = new ExpressionFactory(count)
    for (let left = count; left > 0; left--) this.#expression()
    this.#times(() => this.#node())
    this.#times(() => this.#property())
    for (const node of this.#nodes) this.#linkNode(node)
    for (const symbol of this.#symbols.all) this.#linkSymbol(symbol)
    const modules = this.#symbolById(input.number()) as KconfigSymbol
    return {
      dialect: this.#dialect,
      symbols: this.#symbols,
      expressions: this.#make,
      algebra: makeAlgebra(this.#dialect, this.#make, this.#symbols, emit),
      root: this.#nodes[0] as MenuNode,
      modules,
      defconfigList: this.#symbolById(input.number()),
      unknown,
      files,
      environment,
    }
  }

  #times(read: () => void): void {
    for (let left = this.#in.number(); left > 0; left--) read()
  }

  #symbolById(id: number): KconfigSymbol | null {
    const { no, mod, yes, all } = this.#symbols
    if (id < 0) return null
    return id === 0 ? no : id === 1 ? mod : id === 2 ? yes : (all[id - 3] as KconfigSymbol)
  }

  #symbol(): void {
    const name = this.#in.string()
    const flags = this.#in.number()
    const symbol =
      (flags & SymbolFlag.choice) !== 0
        ? this.#symbols.choice(name)
        : (flags & SymbolFlag.constant) !== 0
          ? this.#symbols.quoted(name as string)
          : this.#symbols.word(name as string)
    symbol.type = SYMBOL_TYPES[this.#in.number()] as SymbolType
    symbol.optional = (flags & SymbolFlag.optional) !== 0
    symbol.inPriorityList = (flags & SymbolFlag.inPriorityList) !== 0
    symbol.neverWritten = (flags & SymbolFlag.neverWritten) !== 0
    symbol.yesInAllno = (flags & SymbolFlag.yesInAllno) !== 0
    symbol.isProbe = (flags & SymbolFlag.probe) !== 0
    symbol.transitional = (flags & SymbolFlag.transitional) !== 0
  }

  #expressionAt(index: number): Expression | null {
    return index < 0 ? null : (this.#expressions[index] as Expression)
  }

  #expression(): void {
    const kind = this.#in.number() as Kind
    const a = this.#in.number()
    const b = this.#in.number()
    this.#expressions.push(this.#expressionOf(kind, a, b))
  }

  #expressionOf(kind: Kind, a: number, b: number): Expression {
    switch (kind) {
      case Kind.symbol:
        return this.#make.symbol(this.#symbolById(a) as KconfigSymbol)
      case Kind.not:
        return this.#make.not(this.#expressions[a] as Expression)
      case Kind.and:
      case Kind.or:
        return this.#make.two(kind, this.#expressions[a] as Expression, this.#expressions[b] as Expression)
      default:
        return this.#make.compare(kind, this.#symbolById(a) as KconfigSymbol, this.#symbolById(b) as KconfigSymbol)
    }
  }

  #node(): void {
    const symbol = this.#symbolById(this.#in.number())
    this.#nodes.push(new MenuNode(null, symbol, this.#in.text(), this.#in.number()))
  }

  #property(): void {
    const input = this.#in
    const kind = PROPERTY_KINDS[input.number()] as PropertyKind
    const node = this.#nodes[input.number()] as MenuNode
    const file = input.text()
    const line = input.number()
    const text = input.string()
    const condition = this.#expressionAt(input.number())
    const property = new Property(kind, node, file, line, this.#expressionAt(input.number()), condition)
    property.text = text
    this.#properties.push(property)
  }

  #linkNode(node: MenuNode): void {
    const input = this.#in
    const at = (index: number): MenuNode | null => (index < 0 ? null : (this.#nodes[index] as MenuNode))
    node.parent = at(input.number())
    node.next = at(input.number())
    node.child = at(input.number())
    const prompt = input.number()
    node.prompt = prompt < 0 ? null : (this.#properties[prompt] as Property)
    node.help = input.string()
    node.dependency = this.#expressionAt(input.number())
    node.visibility = this.#expressionAt(input.number())
    if (input.number() === 1) node.members = input.numbers().map((id) => this.#symbolById(id) as KconfigSymbol)
  }

  #linkSymbol(symbol: KconfigSymbol): void {
    const input = this.#in
    symbol.directDependency = this.#expressionAt(input.number())
    symbol.reverseDependency = this.#expressionAt(input.number())
    symbol.impliedBy = this.#expressionAt(input.number())
    symbol.memberOf = this.#symbolById(input.number())
    symbol.members = this.#list((id) => this.#symbolById(id) as KconfigSymbol)
    symbol.nodes = this.#list((index) => this.#nodes[index] as MenuNode)
    symbol.properties = this.#list((index) => this.#properties[index] as Property)
  }

  #list<T>(item: (number: number) => T): T[] {
    const list: T[] = new Array(this.#in.number())
    for (let i = 0; i < list.length; i++) list[i] = item(this.#in.number())
    return list
  }
}
