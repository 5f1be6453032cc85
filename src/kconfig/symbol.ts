/**
 * A configuration symbol: what the Kconfig files say about it, what the user asked for, and what it came out as.
 * Follows struct symbol in scripts/kconfig/expr.h (Linux 6.1 and 6.12).
 *
 * A choice is a symbol too: without a name unless an old generation names it.  Words that no file defines (undefined
 * symbols, and constants such as "foo" or 0x10) are symbols of type `unknown` whose value is their name.
 */
import type { Expression } from './expression.ts'
import type { MenuNode } from './menu-node.ts'
import { isRule, type Property } from './property.ts'
import { NO, type Tristate } from './tristate.ts'

export type SymbolType = 'unknown' | 'bool' | 'tristate' | 'int' | 'hex' | 'string'

/** What a symbol is called in messages; `integer` for int is the configurator's word, `boolean` was (`bool`: what the generation
 * says). */
export const typeName = (type: SymbolType, bool: 'bool' | 'boolean' = 'bool'): string =>
  type === 'int' ? 'integer' : type === 'bool' ? bool : type

/** Its values are n, m and y. */
export const isLogic = ({ type }: { readonly type: SymbolType }): boolean => type === 'bool' || type === 'tristate'

const NONE: readonly never[] = []

/** A list with one more item. The first item makes a new list, later ones go into it. */
export const append = <T>(list: readonly T[], item: T): readonly T[] => {
  if (list.length === 0) return [item]
  ;(list as T[]).push(item)
  return list
}

/** A value as a file gives it: the tristate of a bool or tristate symbol, the text of any other. */
export interface SavedValue {
  readonly tristate: Tristate
  readonly text: string | null
}

/** Lists of a symbol that most runs never look at. */
export interface DeferredLists {
  propertiesOf(symbol: KconfigSymbol): readonly Property[]
  nodesOf(symbol: KconfigSymbol): readonly MenuNode[]
}

export class KconfigSymbol {
  /** Number in order of first mention; expressions are interned by it. */
  readonly id: number
  /** null for a choice without a name. */
  readonly name: string | null
  /** A quoted word, or one of y, m, n. */
  readonly constant: boolean
  readonly isChoice: boolean
  type: SymbolType = 'unknown'
  /** The expression that is this symbol alone, made at first use. */
  expression: Expression | null = null

  // What the files say.
  // Lists begin as one shared empty list: most symbols keep most of them so. `append` makes them their own.
  /** What takes part in computing the value, in file order: prompts, defaults, ranges. */
  rules: readonly Property[] = NONE
  #properties: readonly Property[] | DeferredLists = NONE
  #nodes: readonly MenuNode[] | DeferredLists = NONE
  /** Disjunction of the dependencies of its menu nodes: what `depends on`, `if` and menus ask for. */
  directDependency: Expression | null = null
  /** Disjunction of all `select`s of it with their conditions. */
  reverseDependency: Expression | null = null
  /** Disjunction of all `imply`s of it with their conditions. */
  impliedBy: Expression | null = null
  /** A choice that may stay without a chosen member. */
  optional = false
  /** The choice this symbol is a member of (generations with choices as symbols). */
  memberOf: KconfigSymbol | null = null
  /** Members in file order (of a choice, generations with choices as symbols). */
  members: readonly KconfigSymbol[] = NONE
  /** Listed in the priority list of a choice (generations with choices as blocks). */
  inPriorityList = false
  /** Its value is the environment's or names files: it never appears in a written configuration. */
  neverWritten = false
  /** Read from configurations under an old name only to hand its value on (since 6.18). */
  transitional = false
  /** allnoconfig sets it to y. */
  yesInAllno = false

  /** A word that hangs on a probe nobody answered; `answer` is what it stands for once something tells. */
  isProbe = false
  answer: string | null = null

  // What the user asked for.
  hasUserValue = false
  userTristate: Tristate = NO
  userText: string | null = null
  /** The member last asked for (of a choice). */
  userMember: KconfigSymbol | null = null
  /** The value found in an earlier auto.conf. */
  auto: SavedValue | null = null

  // What it came out as; true where `valid`.
  valid = false
  tristate: Tristate = NO
  /** Never computed, it prints as C prints a missing string. */
  text = '(null)'
  /** The chosen member (of a choice whose value is y). */
  chosen: KconfigSymbol | null = null
  visible: Tristate = NO
  directValue: Tristate = NO
  reverseValue: Tristate = NO
  impliedValue: Tristate = NO
  /** It appears in a written `.config`. */
  write = false
  /** The members' user values are to be settled before this value is computed. */
  needsMemberValues = false

  constructor(id: number, name: string | null, constant: boolean, isChoice: boolean) {
    this.id = id
    this.name = name
    this.constant = constant
    this.isChoice = isChoice
  }

  /** All that its entries say of it, in file order: selects and the places of definition besides `rules`. */
  get properties(): readonly Property[] {
    if ('nodesOf' in this.#properties) this.#properties = this.#properties.propertiesOf(this)
    return this.#properties
  }

  /** Its places in the menu tree. */
  get nodes(): readonly MenuNode[] {
    if ('nodesOf' in this.#nodes) this.#nodes = this.#nodes.nodesOf(this)
    return this.#nodes
  }

  addProperty(property: Property): void {
    this.#properties = append(this.properties, property)
    if (isRule(property)) this.rules = append(this.rules, property)
  }

  addNode(node: MenuNode): void {
    this.#nodes = append(this.nodes, node)
  }

  /** `properties` and `nodes` are made when they are first asked for; `rules` are those of `properties`. */
  defer(lists: DeferredLists, rules: readonly Property[]): void {
    this.#properties = this.#nodes = lists
    this.rules = rules
  }

  /** The name for messages. */
  get label(): string {
    return this.name ?? '<choice>'
  }
}
