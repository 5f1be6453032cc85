/**
 * The menu tree under construction: which entry attributes go to, which menu entries go into.
 * Follows menu_add_*() in scripts/kconfig/menu.c.
 */
import type { Expression, ExpressionFactory } from './expression.ts'
import { MenuNode } from './menu-node.ts'
import type { MessageSink } from './message.ts'
import { Property, type PropertyKind } from './property.ts'
import { type KconfigSymbol, type SymbolType, typeName } from './symbol.ts'

/** The word for bool symbols in messages. */
type BoolName = 'bool' | 'boolean'

export interface StatementPosition {
  /** The file that the lexer stands in. */
  readonly file: string
  readonly line: number
}

export class MenuBuilder {
  readonly root: MenuNode
  /** Attributes go here. */
  entry: MenuNode
  /** New entries go into this one. */
  menu: MenuNode
  position: StatementPosition
  /**
   * The file that the lexer stands in once a statement is read: the one around it where a file ends without a newline.
   * Entries and properties are put down there.
   */
  lexerFile: string
  #last: MenuNode
  #below: boolean
  readonly #make: ExpressionFactory
  readonly #emit: MessageSink

  constructor(make: ExpressionFactory, emit: MessageSink, position: StatementPosition) {
    this.#make = make
    this.#emit = emit
    this.position = position
    this.lexerFile = position.file
    this.root = new MenuNode(null, null, position.file, 0)
    this.entry = this.menu = this.#last = this.root
    this.#below = true
  }

  /** `keepsPlace`: generations with choices as symbols keep the place of definition among the properties. */
  addEntry(symbol: KconfigSymbol | null, keepsPlace: boolean): MenuNode {
    const node = new MenuNode(this.menu, symbol, this.lexerFile, this.position.line)
    if (this.#below) this.#last.child = node
    else this.#last.next = node
    this.#last = node
    this.#below = false
    this.entry = node
    if (symbol !== null) {
      symbol.addNode(node)
      if (keepsPlace) this.addProperty('symbol', this.#make.symbol(symbol), null)
    }
    return node
  }

  /** What follows goes into the current entry. */
  openMenu(): void {
    this.#last = this.entry
    this.#below = true
    this.menu = this.entry
  }

  closeMenu(): void {
    this.#last = this.menu
    this.#below = false
    this.menu = this.menu.parent as MenuNode
  }

  addProperty(kind: PropertyKind, value: Expression | null, condition: Expression | null): Property {
    const property = new Property(kind, this.entry, this.lexerFile, this.position.line, value, condition)
    this.entry.symbol?.addProperty(property)
    return property
  }

  /** A prompt, or the title of a menu or comment. Enclosing `visible if`s limit prompts. */
  addPrompt(kind: 'prompt' | 'menu' | 'comment', text: string, condition: Expression | null): void {
    const property = this.addProperty(kind, null, condition)
    const trimmed = text.replace(/^[ \t\n\v\f\r]+/, '')
    if (trimmed.length < text.length) this.#warn(property, 'leading-white-space', 'leading whitespace ignored')
    if (this.entry.prompt !== null) this.#warn(property, 'prompt-redefined', 'prompt redefined')
    if (kind === 'prompt') {
      for (let menu = this.entry.parent; menu !== null; menu = menu.parent) {
        if (menu.visibility !== null) property.condition = this.#make.and(property.condition, menu.visibility)
      }
    }
    this.entry.prompt = property
    property.text = trimmed
  }

  addDependency(dependency: Expression): void {
    this.entry.dependency = this.#make.and(this.entry.dependency, dependency)
  }

  addVisibility(condition: Expression | null): void {
    this.entry.visibility = this.#make.and(this.entry.visibility, condition)
  }

  setType(type: SymbolType, bool: BoolName): void {
    setType(this.entry, type, bool, this.#emit)
  }

  #warn(property: Property, code: string, text: string): void {
    warnAt(this.#emit, property, code, text, {})
  }
}

/** A symbol keeps the first type it is given; another is reported. */
export const setType = (node: MenuNode, type: SymbolType, bool: BoolName, emit: MessageSink): void => {
  const symbol = node.symbol
  if (symbol === null || symbol.type === type) return
  if (symbol.type === 'unknown') {
    symbol.type = type
    return
  }
  const args = { symbol: symbol.label, from: typeName(symbol.type, bool), to: typeName(type, bool) }
  warnAt(
    emit,
    node,
    'type-redefined',
    `ignoring type redefinition of '${args.symbol}' from '${args.from}' to '${args.to}'`,
    args,
  )
}

/** A warning at a node or property: `FILE:LINE:warning: TEXT`. */
export const warnAt = (
  emit: MessageSink,
  place: { readonly file: string; readonly line: number },
  code: string,
  text: string,
  args: Readonly<Record<string, string>>,
): void => {
  emit({
    code: `kconfig/${code}`,
    severity: 'warning',
    stream: 'err',
    text: `${place.file}:${place.line}:warning: ${text}\n`,
    args,
    position: { file: place.file, line: place.line },
  })
}
