/**
 * Which statements may stand where: the entry whose attributes are being read, and the blocks that are open.
 * Follows the rules of scripts/kconfig/parser.y.
 */
import type { Statement } from '../../grammar/kconfig/index.ts'
import type { Dialect } from './dialect.ts'
import type { MenuBuilder } from './menu-builder.ts'
import type { MenuNode } from './menu-node.ts'
import type { MessageSink } from './message.ts'
import type { SyntaxErrors } from './syntax-errors.ts'

type Block = 'menu' | 'choice' | 'if'
type Header = 'config' | 'menuconfig' | 'choice' | 'menu' | 'comment'
type Kind = Statement['kind']

const CONFIG_ATTRIBUTES: ReadonlySet<Kind> = new Set<Kind>([
  'type', 'prompt', 'default', 'select', 'imply', 'range', 'modules', 'option', 'transitional', 'depends', 'help',
])

const ATTRIBUTES: Readonly<Record<Header, ReadonlySet<Kind>>> = {
  config: CONFIG_ATTRIBUTES,
  menuconfig: CONFIG_ATTRIBUTES,
  choice: new Set<Kind>(['prompt', 'type', 'optional', 'default', 'depends', 'help', 'reset']),
  menu: new Set<Kind>(['visible', 'depends']),
  comment: new Set<Kind>(['depends']),
}

const ENTRIES: ReadonlySet<Kind> = new Set<Kind>([
  'mainmenu', 'config', 'menuconfig', 'choice', 'menu', 'comment', 'if', 'source', 'assignment',
])

const ENTRIES_IN_CHOICE: ReadonlySet<Kind> = new Set<Kind>(['config', 'comment', 'if'])

export class BlockStack {
  readonly #menus: MenuBuilder
  readonly #errors: SyntaxErrors
  readonly #dialect: Dialect
  readonly #emit: MessageSink
  readonly #open: { readonly block: Block; readonly node: MenuNode }[] = []
  #header: Header | null = null
  /** The choice whose members are being read. */
  #choice: MenuNode | null = null

  constructor(menus: MenuBuilder, errors: SyntaxErrors, dialect: Dialect, emit: MessageSink) {
    this.#menus = menus
    this.#errors = errors
    this.#dialect = dialect
    this.#emit = emit
  }

  get depth(): number {
    return this.#open.length
  }

  get inChoice(): boolean {
    return this.#open.some(({ block }) => block === 'choice')
  }

  /** The statement can be taken as things stand, without closing the entry whose attributes are read. */
  accepts(statement: Statement): boolean {
    if (this.#header !== null) {
      return ATTRIBUTES[this.#header].has(statement.kind) && (this.#header !== 'choice' || this.#choiceAccepts(statement))
    }
    if (statement.kind === 'invalid') return true
    if (statement.kind === 'end') return this.#open.length > 0
    return (this.inChoice ? ENTRIES_IN_CHOICE : ENTRIES).has(statement.kind)
  }

  #choiceAccepts(statement: Statement): boolean {
    if (statement.kind === 'default')
      return statement.type === undefined && statement.value.kind === 'word' && !statement.value.word.quoted
    if (statement.kind === 'type') {
      if (this.#dialect.choices === 'blocks') return statement.type === 'bool' && statement.prompt !== undefined
      return statement.type === 'bool' || statement.type === 'tristate'
    }
    return true
  }

  openHeader(header: Header): void {
    this.#header = header
  }

  /** A block without attributes: what follows is inside. */
  open(block: Block): void {
    this.#menus.openMenu()
    this.#open.push({ block, node: this.#menus.menu })
  }

  /** The attributes of the entry are complete. */
  closeHeader(): void {
    const header = this.#header
    if (header === null) return
    this.#header = null
    const { entry } = this.#menus
    if (header === 'config') this.#closeConfig(entry)
    else if (header === 'menuconfig') {
      if (entry.prompt !== null) entry.prompt.kind = 'menu'
      else this.#errors.note('menuconfig-without-prompt', 'warning: menuconfig statement without prompt', {})
    } else if (header === 'menu') this.open('menu')
    else if (header === 'choice') {
      if (this.#dialect.choices === 'blocks' && entry.prompt === null)
        this.#entryError(entry, 'choice-without-prompt', 'choice must have a prompt')
      this.open('choice')
      this.#choice = entry
    }
  }

  /** A bad attribute: the parser forgets the entry it was reading. */
  abandonHeader(): void {
    this.#header = null
  }

  #closeConfig(entry: MenuNode): void {
    const choice = this.#choice
    const { symbol } = entry
    if (choice === null || symbol === null || this.#dialect.choices !== 'blocks') return
    if (entry.prompt === null)
      this.#entryError(entry, 'choice-member-without-prompt', 'choice member must have a prompt')
    if (symbol.type !== 'bool') this.#entryError(entry, 'choice-member-not-bool', 'choice member must be bool')
    if (!symbol.inPriorityList) {
      symbol.inPriorityList = true
      choice.members?.push(symbol)
    }
  }

  /** `endmenu`, `endchoice`, `endif`: closes the innermost block, which must be of that kind and begun in this file. */
  close(block: Block, file: string): void {
    const top = this.#open.pop()
    if (top === undefined) return
    if (top.block === 'choice') this.#choice = null
    if (top.block !== block) {
      this.#errors.grammar('unexpected-end', `unexpected '${block}' within ${top.block} block`, {
        found: block,
        open: top.block,
      })
      this.#errors.count++
      return
    }
    const { node } = top
    if (node.file !== file) {
      this.#errors.grammar('end-in-other-file', `'${block}' in different file than '${block}'`, { block })
      this.#errors.count++
      this.#emit({
        code: 'kconfig/end-in-other-file-location',
        severity: 'error',
        stream: 'err',
        text: `${node.file}:${node.line}: location of the '${block}'\n`,
        args: { block },
        position: { file: node.file, line: node.line },
      })
      return
    }
    this.#menus.closeMenu()
  }

  /** The input ended inside these, the innermost first. */
  reportUnclosed(): void {
    for (const { node } of this.#open.toReversed()) {
      this.#emit({
        code: 'kconfig/missing-end',
        severity: 'error',
        stream: 'err',
        text: `${node.file}:${node.line}: missing end statement for this entry\n`,
        args: {},
        position: { file: node.file, line: node.line },
      })
    }
  }

  #entryError(entry: MenuNode, code: string, text: string): void {
    this.#errors.count++
    this.#emit({
      code: `kconfig/${code}`,
      severity: 'error',
      stream: 'err',
      text: `${entry.file}:${entry.line}: error: ${text}\n`,
      args: { symbol: entry.symbol?.label ?? '' },
      position: { file: entry.file, line: entry.line },
    })
  }
}
