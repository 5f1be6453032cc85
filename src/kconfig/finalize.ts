/**
 * Joining the menu tree: dependencies of menus and ifs go down to everything inside, selects and implies to what they
 * name, `if` blocks dissolve, and entries that depend on the one before become its submenu.
 * Follows menu_finalize() in scripts/kconfig/menu.c.
 */
import type { Algebra } from './algebra.ts'
import { type Expression, Kind } from './expression.ts'
import { dependsOn, mentions } from './expression-query.ts'
import { setType, warnAt } from './menu-builder.ts'
import type { MenuNode } from './menu-node.ts'
import type { MessageSink } from './message.ts'
import type { Model } from './model.ts'
import { checkProperties } from './property-check.ts'
import { append, type KconfigSymbol } from './symbol.ts'
import { FIRST_ID } from './symbol-table.ts'

export const finalizeMenus = (model: Model, emit: MessageSink): void => {
  new Finalizer(model, emit).node(model.root, false)
}

class Finalizer {
  readonly #model: Model
  readonly #emit: MessageSink
  readonly #algebra: Algebra
  /** Choices are symbols here. */
  readonly #classic: boolean
  /** By symbol id: its properties were looked at, and what is wrong with them said. */
  readonly #checked: Uint8Array

  constructor(model: Model, emit: MessageSink) {
    this.#model = model
    this.#emit = emit
    this.#checked = new Uint8Array(model.symbols.all.length + FIRST_ID)
    this.#algebra = model.algebra
    this.#classic = model.dialect.choices === 'symbols'
  }

  node(parent: MenuNode, insideChoice: boolean): void {
    const { symbol } = parent
    const isChoice = symbol?.isChoice === true
    if (parent.child !== null) {
      const title = this.#model.dialect.menuConditions === 'title' ? parent.prompt : null
      let outer = title === null ? parent.dependency : title.condition
      if (this.#classic && isChoice) {
        this.#inferTypes(parent, symbol)
        // The mode of the choice bounds its members.
        outer = this.#model.expressions.symbol(symbol)
      }
      for (let node: MenuNode | null = parent.child; node !== null; node = node.next) this.#propagate(node, outer)
      for (let node: MenuNode | null = parent.child; node !== null; node = node.next) this.node(node, isChoice)
    } else if (symbol !== null && (this.#classic || !insideChoice)) {
      this.#adoptDependents(parent, symbol)
      symbol.directDependency = this.#model.expressions.or(symbol.directDependency, parent.dependency)
    }
    for (let node: MenuNode | null = parent.child; node !== null; node = node.next) {
      if (this.#classic && isChoice) this.#joinChoice(node, symbol)
      dissolve(node, parent)
    }
    if (symbol !== null && this.#checked[symbol.id] !== 1) {
      if (symbol.type === 'unknown')
        warnAt(this.#emit, parent, 'no-type', 'config symbol defined without type', { symbol: symbol.label })
      if (this.#classic && isChoice && parent.prompt === null)
        warnAt(this.#emit, parent, 'choice-without-prompt', 'choice must have a prompt', {})
      checkProperties(symbol, this.#model.dialect, this.#emit)
      this.#checked[symbol.id] = 1
    }
    if (this.#classic && symbol !== null && !symbol.optional && parent.prompt !== null) {
      // A visible choice that is not optional cannot be switched off.
      const { expressions, symbols } = this.#model
      const floor = expressions.and(parent.prompt.condition, expressions.symbol(symbols.mod))
      symbol.reverseDependency = expressions.or(symbol.reverseDependency, floor)
    }
  }

  /** A choice without type takes its first typed member's; members without type take the choice's. */
  #inferTypes(parent: MenuNode, choice: KconfigSymbol): void {
    if (choice.type === 'unknown') {
      for (let node: MenuNode | null = parent.child; node !== null; node = node.next) {
        if (node.symbol === null || node.symbol.type === 'unknown') continue
        setType(parent, node.symbol.type, this.#model.dialect.boolName, this.#emit)
        this.#algebra.forget()
        break
      }
    }
    for (let node: MenuNode | null = parent.child; node !== null; node = node.next) {
      if (node.symbol?.type !== 'unknown') continue
      setType(node, choice.type, this.#model.dialect.boolName, this.#emit)
      this.#algebra.forget()
    }
  }

  #propagate(node: MenuNode, outer: Expression | null): void {
    const algebra = this.#algebra
    const { expressions, modules } = this.#model
    const own = algebra.transform(algebra.rewriteM(node.dependency, modules))
    const dependency = algebra.conjoin(outer, own)
    node.dependency = dependency
    const properties = node.symbol !== null ? node.symbol.properties : node.prompt !== null ? [node.prompt] : []
    for (const property of properties) {
      // A symbol defined in several places has the properties of all of them.
      if (property.node !== node) continue
      const joined = algebra.conjoin(dependency, algebra.transform(algebra.rewriteM(property.condition, modules)))
      const condition = this.#dropsUnequalNo(node) ? algebra.dropUnequalNo(joined) : joined
      property.condition = condition
      if (property.kind !== 'select' && property.kind !== 'imply') continue
      const target = property.value?.symbol as KconfigSymbol
      const cause = expressions.and(expressions.symbol(node.symbol as KconfigSymbol), condition)
      if (property.kind === 'select') target.reverseDependency = expressions.or(target.reverseDependency, cause)
      else target.impliedBy = expressions.or(target.impliedBy, cause)
    }
  }

  #dropsUnequalNo(node: MenuNode): boolean {
    return this.#model.dialect.dropsUnequalNo && node.symbol !== null && node.symbol.type !== 'tristate'
  }

  /** The entries right behind `parent` that depend on its symbol become its children. */
  #adoptDependents(parent: MenuNode, symbol: KconfigSymbol): void {
    const algebra = this.#algebra
    let base: Expression | null | undefined
    let last: MenuNode | null = null
    for (let node = parent.next; node !== null; node = node.next) {
      const condition = node.prompt !== null ? node.prompt.condition : node.dependency
      if (!mentions(condition, symbol)) break
      if (!dependsOn(condition, symbol, this.#model.symbols)) {
        base ??= this.#asTest(parent.prompt?.condition ?? null)
        const pair = { a: this.#asTest(condition), b: base }
        algebra.eliminateEqual(pair)
        // What the entry asks for must include all that the symbol asks for.
        if (!algebra.isYes(pair.b)) break
      }
      this.node(node, false)
      node.parent = parent
      last = node
    }
    if (last === null) return
    parent.child = parent.next
    parent.next = last.next
    last.next = null
  }

  #asTest(condition: Expression | null): Expression {
    const test = this.#algebra.transform(this.#algebra.compareWithNo(condition, Kind.unequal))
    return this.#algebra.eliminateDuplicates(test) as Expression
  }

  /** A symbol directly inside a choice becomes a member of it. */
  #joinChoice(node: MenuNode, choice: KconfigSymbol): void {
    const { symbol } = node
    if (symbol === null || symbol.memberOf !== null) return
    const { expressions, symbols } = this.#model
    symbol.memberOf = choice
    if (node.prompt === null)
      warnAt(this.#emit, node, 'choice-member-without-prompt', 'choice value must have a prompt', {
        symbol: symbol.label,
      })
    for (const property of symbol.properties) {
      if (property.kind === 'default')
        warnAt(this.#emit, property, 'choice-member-default', 'defaults for choice values not supported', {
          symbol: symbol.label,
        })
      if (property.node === node) continue
      if (property.kind === 'prompt' && property.node.parent?.symbol !== choice)
        warnAt(this.#emit, property, 'choice-member-outside', 'choice value used outside its choice group', {
          symbol: symbol.label,
        })
    }
    if (choice.type === 'tristate' && symbol.type !== 'tristate') {
      // A bool member of a tristate choice can be chosen only while the choice is y.
      const isYes = expressions.compare(Kind.equal, choice, symbols.yes)
      node.dependency = expressions.and(isYes, node.dependency)
      for (const property of symbol.properties) {
        if (property.node === node) property.condition = expressions.and(isYes, property.condition)
      }
    }
    choice.members = append(choice.members, symbol)
  }
}

/** The children of a node that is no menu of its own move up behind it. */
const dissolve = (node: MenuNode, parent: MenuNode): void => {
  if (node.child === null || (node.prompt !== null && node.prompt.text !== null)) return
  let last = node.child
  for (;;) {
    last.parent = parent
    if (last.next === null) break
    last = last.next
  }
  last.next = node.next
  node.next = node.child
  node.child = null
}
