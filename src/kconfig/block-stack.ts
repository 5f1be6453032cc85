/**
 * Which statements may stand where: the entry whose attributes are being read, and the blocks that are open.
 * Follows the rules of scripts/kconfig/parser.y.
 */
import type { Statement } from '../../grammar/kconfig/index.ts'
import type { Dialect } from './dialect.ts'
import type { MenuBuilder } from './menu-builder.ts'
import type { MenuNode } from './menu-node.ts'
import type { MessageSink } from './message.ts'
import { firstWordOf } from './statement-text.ts'
import type { SyntaxErrors } from './syntax-errors.ts'

type Block = 'menu' | 'choice' | 'if'
type Header = 'config' | 'menuconfig' | 'choice' | 'menu' | 'comment'
type Kind = Statement['kind']

const CONFIG_ATTRIBUTES: ReadonlySet<Kind> = new Set<Kind>([
  'type',
  'prompt',
  'default',
  'select',
  'imply',
  'range',
  'modules',
  'option',
  'transitional',
  'depends',
  'help',
])

const ATTRIBUTES: Readonly<Record<Header, ReadonlySet<Kind>>> = {
  config: CONFIG_ATTRIBUTES,
  menuconfig: CONFIG_ATTRIBUTES,
  choice: new Set<Kind>(['prompt', 'type', 'optional', 'default', 'depends', 'help', 'reset']),
  menu: new Set<Kind>(['visible', 'depends']),
  comment: new Set<Kind>(['depends']),
}

/** Words that begin an attribute. */
const ATTRIBUTE_WORDS: Readonly<Record<string, Kind>> = {
  bool: 'type',
  tristate: 'type',
  int: 'type',
  hex: 'type',
  string: 'type',
  prompt: 'prompt',
  default: 'default',
  def_bool: 'default',
  def_tristate: 'default',
  select: 'select',
  imply: 'imply',
  range: 'range',
  modules: 'modules',
  option: 'option',
  optional: 'optional',
  transitional: 'transitional',
  depends: 'depends',
  visible: 'visible',
  help: 'help',
  reset: 'reset',
}

const ENTRIES: ReadonlySet<Kind> = new Set<Kind>([
  'mainmenu',
  'config',
  'menuconfig',
  'choice',
  'menu',
  'comment',
  'if',
  'source',
  'assignment',
])

const ENTRIES_IN_CHOICE: ReadonlySet<Kind> = new Set<Kind>(['config', 'comment', 'if'])

/** Until 5.7. What stands in an `if` is not even limited to these. */
const ANY_IN_CHOICE: ReadonlySet<Kind> = new Set<Kind>([
  'config',
  'menuconfig',
  'comment',
  'if',
  'source',
  'assignment',
])

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

  /** The attributes of an entry are being read. */
  get inEntry(): boolean {
    return this.#header !== null
  }

  get inChoice(): boolean {
    return this.#open.some(({ block }) => block === 'choice')
  }

  /**
   * The statement can be taken as things stand, without closing the entry whose attributes are read. `broken`: its first
   * word is one of the entry's attributes, and what follows is not; the entry is given up.
   */
  accepts(statement: Statement, text: string): boolean | 'broken' {
    if (this.#header !== null) {
      if (statement.kind === 'invalid') {
        const word = firstWordOf(text, statement)
        const kind = ATTRIBUTE_WORDS[word]
        const begun =
          statement.problem.code !== 'unknown-statement' &&
          statement.problem.start > statement.start &&
          kind !== undefined
        return begun && ATTRIBUTES[this.#header].has(kind) && this.#choiceBegins(word) ? 'broken' : false
      }
      if (!ATTRIBUTES[this.#header].has(statement.kind)) return false
      if (this.#header !== 'choice' || this.#choiceAccepts(statement)) return true
      return this.#choiceBegins(firstWordOf(text, statement)) ? 'broken' : false
    }
    // A word that begins an attribute begins nothing outside an entry.
    if (statement.kind === 'invalid')
      return (
        statement.problem.code === 'unknown-statement' || ATTRIBUTE_WORDS[firstWordOf(text, statement)] === undefined
      )
    if (statement.kind === 'end') return this.#open.length > 0 || this.#dialect.errorWords === 'options'
    return this.#entriesHere().has(statement.kind)
  }

  #entriesHere(): ReadonlySet<Kind> {
    if (this.#dialect.choiceContent === 'members') return this.inChoice ? ENTRIES_IN_CHOICE : ENTRIES
    return this.#open.at(-1)?.block === 'choice' ? ANY_IN_CHOICE : ENTRIES
  }

  /** The word begins an attribute of a choice (of any entry, where none is a choice). */
  #choiceBegins(word: string): boolean {
    if (this.#header !== 'choice') return true
    if (word.startsWith('def_')) return false
    if (ATTRIBUTE_WORDS[word] !== 'type') return true
    if (!this.#dialect.choiceTypes) return false
    return word === 'bool' || (word === 'tristate' && this.#dialect.choices === 'symbols')
  }

  #choiceAccepts(statement: Statement): boolean {
    if (statement.kind === 'default')
      return statement.type === undefined && statement.value.kind === 'word' && !statement.value.word.quoted
    if (statement.kind === 'type') {
      if (!this.#dialect.choiceTypes) return false
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
      else {
        const { menuconfigWithoutPrompt } = this.#dialect
        const label = entry.symbol?.label ?? ''
        this.#errors.doubt(
          menuconfigWithoutPrompt,
          'menuconfig-without-prompt',
          'menuconfig statement without prompt',
          label,
        )
      }
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
    if (top === undefined) {
      this.#errors.grammar('unexpected-end', 'unexpected end statement', {})
      return
    }
    const found = this.#dialect.errorWords === 'options' ? `end${block}` : block
    if (top.block === 'choice') this.#choice = null
    if (top.block !== block) {
      this.#errors.grammar('unexpected-end', `unexpected '${found}' within ${top.block} block`, {
        found: block,
        open: top.block,
      })
      this.#errors.count++
      return
    }
    // An inner menu that was not closed properly is still the current one.
    const node = this.#menus.menu
    if (node.file !== file) {
      this.#errors.grammar('end-in-other-file', `'${found}' in different file than '${block}'`, { block })
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

  /**
   * A bad line ends the blocks that have no rule for one: a choice that may hold any entry (until 5.7), and before 5.0
   * every block there is.
   */
  unwind(): void {
    const all = this.#dialect.errorWords === 'options'
    if (this.#dialect.choiceContent === 'members') return
    const kept = this.#open.findLastIndex(({ block }) => block !== 'choice')
    for (const { block, node } of this.#open.splice(all ? 0 : kept + 1).toReversed()) {
      if (block === 'choice') this.#choice = null
      this.#reportUnclosed(node)
      if (this.#menus.menu === node) this.#menus.closeMenu()
    }
  }

  /** The input ended inside these, the innermost first. */
  reportUnclosed(): void {
    for (const { node } of this.#open.toReversed()) this.#reportUnclosed(node)
  }

  #reportUnclosed({ file, line }: MenuNode): void {
    this.#emit({
      code: 'kconfig/missing-end',
      severity: 'error',
      stream: 'err',
      text: `${file}:${line}: missing end statement for this entry\n`,
      args: {},
      position: { file, line },
    })
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
