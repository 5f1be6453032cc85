/**
 * A node of the menu tree: every `config`, `choice`, `menu`, `comment` and `if` of the files is one. Prompt and help
 * belong to the node, not to the symbol.  Follows struct menu in scripts/kconfig/expr.h.
 */
import type { Expression } from './expression.ts'
import type { Property } from './property.ts'
import type { KconfigSymbol } from './symbol.ts'

/** Help texts that lie elsewhere until somebody asks. */
export interface HelpTexts {
  asideAt(number: number): string
}

export class MenuNode {
  parent: MenuNode | null
  next: MenuNode | null = null
  /** First child. */
  child: MenuNode | null = null
  readonly symbol: KconfigSymbol | null
  readonly file: string
  readonly line: number
  prompt: Property | null = null
  /** A number in `#texts` until it is asked for. */
  #help: string | number | null = null
  #texts: HelpTexts | null = null
  /** `depends on` of the node itself, later joined with what encloses it. */
  dependency: Expression | null = null
  /** `visible if` of a menu: limits the prompts inside, not the values. */
  visibility: Expression | null = null
  /** Members of a choice, the one asked for last first (generations with choices as blocks). */
  members: KconfigSymbol[] | null = null

  constructor(parent: MenuNode | null, symbol: KconfigSymbol | null, file: string, line: number) {
    this.parent = parent
    this.symbol = symbol
    this.file = file
    this.line = line
  }

  get help(): string | null {
    if (typeof this.#help === 'number') this.#help = this.#texts?.asideAt(this.#help) ?? null
    return this.#help
  }

  set help(text: string | null) {
    this.#help = text
  }

  /** The text is taken from `texts` when it is first asked for. */
  deferHelp(texts: HelpTexts, number: number): void {
    this.#texts = texts
    this.#help = number
  }
}

/** The node after `node` in depth-first order below `root`, or null at the end. `root` itself is not visited. */
const nextNode = (node: MenuNode, root: MenuNode): MenuNode | null => {
  if (node.child !== null) return node.child
  let at: MenuNode | null = node
  while (at !== null && at !== root && at.next === null) at = at.parent
  return at === null || at === root ? null : at.next
}

/** Every node below `root`, depth first. */
export function* nodesBelow(root: MenuNode): Generator<MenuNode> {
  for (let node = nextNode(root, root); node !== null; node = nextNode(node, root)) yield node
}
