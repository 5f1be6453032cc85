/**
 * A model out of its image, with the messages of the run that built it. The reverse of `encode-model.ts`.
 *
 * What evaluating and writing need is made at once; what speaks of other symbols (selects), of places and of help is
 * made when somebody asks.  Cost: linear in symbols, expressions and menu nodes.
 */

import { ImageReader } from '../files/image-stream.ts'
import type { Dialect } from './dialect.ts'
import { Expression, ExpressionFactory, Kind } from './expression.ts'
import { PROPERTY_KINDS, SYMBOL_TYPES, SymbolFlag, TYPE_BITS } from './image-codes.ts'
import { makeAlgebra } from './make-algebra.ts'
import { MenuNode } from './menu-node.ts'
import type { KconfigMessage, MessageSink } from './message.ts'
import type { Model } from './model.ts'
import { isRule, Property, type PropertyKind } from './property.ts'
import { type DeferredLists, KconfigSymbol, type SymbolType } from './symbol.ts'
import { FIRST_ID, SymbolTable } from './symbol-table.ts'
import { type ProbeKind, UnknownProbes } from './unknown.ts'

/** `dialect` is the one the model was built in. What was said then is said again. */
export const decodeModel = (image: Buffer, dialect: Dialect, emit: MessageSink): Model => {
  const input = new ImageReader(image)
  for (const message of JSON.parse(input.text()) as KconfigMessage[]) emit(message)
  const unknown = new UnknownProbes()
  for (const [kind = '', text = ''] of pairs(input)) unknown.placeholder(kind as ProbeKind, text)
  const onProbes = input.numbers()
  const files = strings(input)
  const environment = new Map(pairs(input))
  const symbols = new SymbolTable(dialect.hashBuckets, dialect.typedConstants)
  const decoder = new ModelDecoder(input, symbols)
  const { expressions, root, at } = decoder.decode()
  const make = new ExpressionFactory(expressions)
  return {
    dialect,
    symbols,
    expressions: make,
    algebra: makeAlgebra(dialect, make, symbols, emit),
    root,
    modules: at(input.number()) as KconfigSymbol,
    defconfigList: at(input.number()),
    unknown,
    dependents: (symbol) => decoder.dependentsOf(symbol),
    onProbes: Array.from(onProbes, (id) => at(id) as KconfigSymbol),
    files,
    environment,
  }
}

const strings = (input: ImageReader): string[] =>
  Array.from(input.numbers(), (number) => input.stringAt(number) as string)

const pairs = (input: ImageReader): [string, string][] => {
  const texts = strings(input)
  const found: [string, string][] = []
  for (let index = 0; index < texts.length; index += 2) found.push([texts[index] ?? '', texts[index + 1] ?? ''])
  return found
}

type Columns<N extends number, C extends readonly Int32Array[] = readonly []> = C['length'] extends N
  ? C
  : Columns<N, readonly [...C, Int32Array]>

const columns = <N extends number>(input: ImageReader, count: N): Columns<N> =>
  Array.from({ length: count }, () => input.numbers()) as unknown as Columns<N>

/** The lists of some items: each ends where the next begins. */
class Lists {
  readonly #ends: Int32Array
  readonly #numbers: Int32Array

  constructor(input: ImageReader) {
    this.#ends = input.numbers()
    this.#numbers = input.numbers()
  }

  of(index: number): Int32Array {
    return this.#numbers.subarray(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index])
  }
}

const NO_NUMBERS = new Int32Array()
const NO_COLUMNS: Columns<7> = [NO_NUMBERS, NO_NUMBERS, NO_NUMBERS, NO_NUMBERS, NO_NUMBERS, NO_NUMBERS, NO_NUMBERS]
const NO_RULES: readonly Property[] = []

class ModelDecoder implements DeferredLists {
  readonly #in: ImageReader
  readonly #table: SymbolTable
  /** By id: the three constants first. */
  readonly #symbols: KconfigSymbol[]
  #expressions: Expression[] = []
  #nodes: MenuNode[] = []
  #properties: (Property | undefined)[] = []
  #nodeLists: Lists | undefined
  #dependentLists: Lists | undefined
  #propertyEnds: Int32Array = NO_NUMBERS
  /** Of the properties: kind, node, file, line, text, condition, value. */
  #columns: Columns<7> = NO_COLUMNS

  constructor(input: ImageReader, table: SymbolTable) {
    this.#in = input
    this.#table = table
    this.#symbols = [table.no, table.mod, table.yes]
  }

  decode(): {
    readonly expressions: Expression[]
    readonly root: MenuNode
    readonly at: (id: number) => KconfigSymbol | null
  } {
    const input = this.#in
    this.#makeSymbols()
    const [directs, reverses, implies, choices] = columns(input, 4)
    const members = new Lists(input)
    this.#dependentLists = new Lists(input)
    this.#nodeLists = new Lists(input)
    this.#propertyEnds = input.numbers()
    this.#table.restore(this.#symbols.slice(FIRST_ID), { starts: input.numbers(), indices: input.numbers() })
    this.#makeExpressions()
    const linkNodes = this.#makeNodes()
    this.#columns = columns(input, 7)
    this.#properties = new Array(this.#columns[0].length)
    linkNodes()
    this.#table.all.forEach((symbol, index) => {
      symbol.directDependency = this.#expressionAt(directs[index] as number)
      symbol.reverseDependency = this.#expressionAt(reverses[index] as number)
      symbol.impliedBy = this.#expressionAt(implies[index] as number)
      symbol.memberOf = this.#symbolAt(choices[index] as number)
      if (symbol.isChoice) symbol.members = this.#symbolsOf(members.of(index))
      symbol.defer(this, this.#rulesOf(index))
    })
    return {
      expressions: this.#expressions,
      root: this.#nodes[0] as MenuNode,
      at: (id) => this.#symbolAt(id),
    }
  }

  propertiesOf({ id }: KconfigSymbol): readonly Property[] {
    const index = id - FIRST_ID
    const list: Property[] = []
    for (let at = this.#firstProperty(index); at < (this.#propertyEnds[index] as number); at++)
      list.push(this.#property(at))
    return list
  }

  nodesOf({ id }: KconfigSymbol): readonly MenuNode[] {
    return Array.from(this.#nodeLists?.of(id - FIRST_ID) ?? [], (index) => this.#nodes[index] as MenuNode)
  }

  dependentsOf({ id }: KconfigSymbol): readonly KconfigSymbol[] {
    const ids = id < FIRST_ID ? undefined : this.#dependentLists?.of(id - FIRST_ID)
    return ids === undefined ? [] : this.#symbolsOf(ids)
  }

  #symbolAt(id: number): KconfigSymbol | null {
    return id < 0 ? null : (this.#symbols[id] as KconfigSymbol)
  }

  #symbolsOf(ids: Int32Array): KconfigSymbol[] {
    return Array.from(ids, (id) => this.#symbols[id] as KconfigSymbol)
  }

  #expressionAt(index: number): Expression | null {
    return index < 0 ? null : (this.#expressions[index] as Expression)
  }

  #firstProperty(index: number): number {
    return index === 0 ? 0 : (this.#propertyEnds[index - 1] as number)
  }

  #makeSymbols(): void {
    const [names, traits] = columns(this.#in, 2)
    for (let index = 0; index < names.length; index++) {
      const trait = traits[index] as number
      const flags = trait >> TYPE_BITS
      const name = this.#in.stringAt(names[index] as number)
      const constant = (flags & SymbolFlag.constant) !== 0
      const symbol = new KconfigSymbol(index + FIRST_ID, name, constant, (flags & SymbolFlag.choice) !== 0)
      symbol.type = SYMBOL_TYPES[trait & TYPE_MASK] as SymbolType
      if (flags > SymbolFlag.constant) setFlags(symbol, flags)
      this.#symbols.push(symbol)
    }
  }

  #makeExpressions(): void {
    const [kinds, lefts, rights] = columns(this.#in, 3)
    const made: Expression[] = new Array(kinds.length)
    this.#expressions = made
    for (let id = 0; id < kinds.length; id++) {
      const kind = kinds[id] as Kind
      const a = lefts[id] as number
      const b = rights[id] as number
      const isLogic = kind === Kind.and || kind === Kind.or || kind === Kind.not
      const left = isLogic ? this.#expressionAt(a) : null
      const right = isLogic ? this.#expressionAt(b) : null
      const symbol = isLogic ? null : this.#symbolAt(a)
      const expression = new Expression(id, kind, left, right, symbol, isLogic ? null : this.#symbolAt(b))
      if (kind === Kind.symbol) (symbol as KconfigSymbol).expression = expression
      made[id] = expression
    }
  }

  /** What ties nodes together names properties, which come later in the image: it is done when those are known. */
  #makeNodes(): () => void {
    const input = this.#in
    const [symbols, files, lines, parents, nexts] = columns(input, 5)
    const [children, prompts, helps, dependencies, visibilities] = columns(input, 5)
    const choices = input.numbers()
    const members = new Lists(input)
    const nodes: MenuNode[] = new Array(symbols.length)
    this.#nodes = nodes
    for (let index = 0; index < symbols.length; index++) {
      const file = input.stringAt(files[index] as number) as string
      nodes[index] = new MenuNode(null, this.#symbolAt(symbols[index] as number), file, lines[index] as number)
    }
    const at = (index: number): MenuNode | null => (index < 0 ? null : (nodes[index] as MenuNode))
    return () => {
      for (let index = 0; index < nodes.length; index++) {
        const node = nodes[index] as MenuNode
        node.parent = at(parents[index] as number)
        node.next = at(nexts[index] as number)
        node.child = at(children[index] as number)
        const prompt = prompts[index] as number
        if (prompt >= 0) node.prompt = this.#property(prompt)
        const help = helps[index] as number
        if (help >= 0) node.deferHelp(input, help)
        node.dependency = this.#expressionAt(dependencies[index] as number)
        node.visibility = this.#expressionAt(visibilities[index] as number)
      }
      choices.forEach((index, number) => {
        ;(nodes[index] as MenuNode).members = this.#symbolsOf(members.of(number))
      })
    }
  }

  #rulesOf(index: number): readonly Property[] {
    let rules: Property[] | undefined
    const [kinds] = this.#columns
    const end = this.#propertyEnds[index] as number
    for (let at = this.#firstProperty(index); at < end; at++) {
      if (!IS_RULE[kinds[at] as number]) continue
      if (rules === undefined) rules = [this.#property(at)]
      else rules.push(this.#property(at))
    }
    return rules ?? NO_RULES
  }

  #property(at: number): Property {
    let property = this.#properties[at]
    if (property !== undefined) return property
    const [kinds, nodes, files, lines, texts, conditions, values] = this.#columns
    property = new Property(
      PROPERTY_KINDS[kinds[at] as number] as PropertyKind,
      this.#nodes[nodes[at] as number] as MenuNode,
      this.#in.stringAt(files[at] as number) as string,
      lines[at] as number,
      this.#expressionAt(values[at] as number),
      this.#expressionAt(conditions[at] as number),
    )
    property.text = this.#in.stringAt(texts[at] as number)
    this.#properties[at] = property
    return property
  }
}

const TYPE_MASK = (1 << TYPE_BITS) - 1
const IS_RULE = PROPERTY_KINDS.map((kind) => isRule({ kind }))

const setFlags = (symbol: KconfigSymbol, flags: number): void => {
  symbol.optional = (flags & SymbolFlag.optional) !== 0
  symbol.inPriorityList = (flags & SymbolFlag.inPriorityList) !== 0
  symbol.neverWritten = (flags & SymbolFlag.neverWritten) !== 0
  symbol.yesInAllno = (flags & SymbolFlag.yesInAllno) !== 0
  symbol.isProbe = (flags & SymbolFlag.probe) !== 0
  symbol.transitional = (flags & SymbolFlag.transitional) !== 0
}
