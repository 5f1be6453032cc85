/**
 * The question-and-answer session of oldaskconfig, oldconfig and syncconfig.
 * Follows conf(), conf_sym(), conf_string(), conf_choice() and check_conf() in scripts/kconfig/conf.c.
 */

import type { BlockChoices } from '../kconfig/choice-block.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import type { Mode } from '../kconfig/dialects/tool-switches.ts'
import type { Evaluator } from '../kconfig/evaluator.ts'
import { extendedHelp } from '../kconfig/help-text.ts'
import type { MenuNode } from '../kconfig/menu-node.ts'
import { isNew } from '../kconfig/new-symbols.ts'
import type { KconfigSymbol } from '../kconfig/symbol.ts'
import { stringValue } from '../kconfig/symbol-value.ts'
import { MOD, NO, type Tristate, YES } from '../kconfig/tristate.ts'
import { isChangeable, isWithinRange, setText, setTristate } from '../kconfig/user-values.ts'
import { isVisible } from '../kconfig/visibility.ts'
import { ConfExit, type ConfHost } from './host.ts'

/** Longest answer that is read at once. */
const MAX_ANSWER = 4095

const ANSWERS: Readonly<Record<string, Tristate>> = {
  n: NO,
  N: NO,
  no: NO,
  No: NO,
  m: MOD,
  M: MOD,
  y: YES,
  Y: YES,
  yes: YES,
  Yes: YES,
}

const strip = (text: string): string => text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '')

export class Dialogue {
  readonly #evaluator: Evaluator
  readonly #host: ConfHost
  readonly #prefix: string
  readonly #blocks: boolean
  readonly #dialect: Dialect
  /** Menus without anything new are gone through as well. */
  readonly #allMenus: boolean
  /** What was asked for cannot be asked. */
  readonly #refuses: boolean
  /** Ask about everything, not only what is new. */
  #everything: boolean
  #indent = 1
  #root: MenuNode
  #restarts = 0
  /** The input ended with the last answer. */
  #lastLine = false
  /** An answer was asked for after the end. */
  #inputEnded = false
  #pending = ''

  constructor(evaluator: Evaluator, host: ConfHost, prefix: string, mode: Mode) {
    this.#evaluator = evaluator
    this.#host = host
    this.#prefix = prefix
    this.#everything = mode === 'oldaskconfig'
    const { showsAllMenus, syncNeedsTerminal } = evaluator.model.dialect
    this.#allMenus = showsAllMenus && mode === 'oldconfig'
    this.#refuses = syncNeedsTerminal && mode === 'silentoldconfig' && !host.stdioIsTerminal
    this.#dialect = evaluator.model.dialect
    this.#blocks = this.#dialect.choices === 'blocks'
    this.#root = evaluator.model.root
  }

  /** Asks until nothing new is left. */
  run(): void {
    if (this.#everything) {
      this.#configure(this.#root)
      this.#everything = false
    }
    do {
      this.#restarts = 0
      this.#checkNew(this.#evaluator.model.root)
    } while (this.#restarts > 0)
  }

  #checkNew(node: MenuNode): void {
    if (!isVisible(this.#evaluator, node)) return
    if (node.symbol !== null && isNew(this.#evaluator, node.symbol)) {
      if (this.#restarts++ === 0) this.#host.stdout('*\n* Restart config...\n*\n')
      this.#root = this.#menuAround(node)
      this.#configure(this.#root)
    }
    for (let child = node.child; child !== null; child = child.next) this.#checkNew(child)
  }

  #menuAround(node: MenuNode): MenuNode {
    const { root } = this.#evaluator.model
    for (let at: MenuNode | null = node; at !== null && at !== root; at = at.parent) {
      if (at.prompt?.kind === 'menu') return at
    }
    return root
  }

  #configure(node: MenuNode): void {
    if (!isVisible(this.#evaluator, node)) return
    const { symbol, prompt } = node
    if (prompt !== null) {
      if (prompt.kind === 'menu' && !this.#everything && !this.#allMenus && this.#root !== node) {
        this.#checkNew(node)
        return
      }
      if (prompt.kind === 'menu' || prompt.kind === 'comment') {
        const star = '*'.padStart(this.#indent)
        this.#host.stdout(`${star}\n${star} ${prompt.text}\n${star}\n`)
      }
    }
    if (symbol !== null) {
      if (symbol.isChoice) {
        this.#choice(node, symbol)
        if (this.#blocks || symbol.tristate !== MOD) return
      } else if (symbol.type === 'int' || symbol.type === 'hex' || symbol.type === 'string') this.#text(node, symbol)
      else this.#logic(node, symbol)
    }
    if (symbol !== null) this.#indent += 2
    for (let child = node.child; child !== null; child = child.next) this.#configure(child)
    if (symbol !== null) this.#indent -= 2
  }

  #margin(): string {
    return ' '.repeat(this.#indent - 1)
  }

  #showHelp(node: MenuNode): void {
    this.#host.stdout(`\n${extendedHelp(this.#evaluator, node, this.#prefix)}\n`)
  }

  /** The answer with its newline; null where nothing is to be asked. At the end of input an empty line. */
  #ask(symbol: KconfigSymbol, current: string): string | null {
    if (!symbol.hasUserValue) this.#host.stdout('(NEW) ')
    if (!isChangeable(this.#evaluator, symbol) || (!this.#everything && symbol.hasUserValue)) {
      this.#host.stdout(`${current}\n`)
      return null
    }
    this.#refuse()
    return this.#read('\n')
  }

  #refuse(): void {
    if (!this.#refuses) return
    this.#host.stdout(
      "aborted!\n\nConsole input/output is redirected. Run 'make oldconfig' to update configuration.\n\n",
    )
    throw new ConfExit(1)
  }

  #read(atEnd: string): string {
    let line = this.#pending !== '' ? this.#pending : this.#host.readLine()
    this.#pending = ''
    if (line === undefined) {
      this.#inputEnded = true
      this.#host.stderr('\nError in reading or end of file.\n')
      line = atEnd
    } else if (line.length > MAX_ANSWER) {
      this.#pending = line.slice(MAX_ANSWER)
      line = line.slice(0, MAX_ANSWER)
    }
    if (!line.endsWith('\n') && this.#pending === '') this.#lastLine = true
    if (!this.#host.stdioIsTerminal) this.#host.stdout(this.#dialect.repeatsAnswers ? line : atEnd)
    return line
  }

  /** Asking again cannot help once the input has ended. */
  #giveUp(symbol: KconfigSymbol): void {
    if (!this.#inputEnded) return
    this.#host.stderr(`\nerror: no value for new symbol '${symbol.label}' at end of input\n`)
    throw new ConfExit(1)
  }

  #text(node: MenuNode, symbol: KconfigSymbol): void {
    for (;;) {
      const current = stringValue(symbol)
      this.#host.stdout(`${this.#margin()}${node.prompt?.text} (${symbol.name}) [${current}] `)
      const line = this.#ask(symbol, current)
      if (line === null) return
      let answer: string | null = current
      if (line === '?\n') {
        this.#showHelp(node)
        answer = null
      } else if (!line.startsWith('\n')) answer = line.slice(0, -1)
      if (answer !== null && setText(this.#evaluator, symbol, answer)) return
      if (this.#lastLine && this.#evaluator.model.dialect.endsWithInput) this.#inputEnded = true
      this.#giveUp(symbol)
    }
  }

  #logic(node: MenuNode, symbol: KconfigSymbol): void {
    for (;;) {
      const before = symbol.tristate
      const name = symbol.name === null ? '' : `(${symbol.name}) `
      const options = ([NO, MOD, YES] as const)
        .filter((value) => value !== before && isWithinRange(this.#evaluator, symbol, value))
        .map((value) => `/${'nmy'[value]}`)
      const question = `[${'NMY'[before]}${options.join('')}${this.#offersHelp(node) ? '/?' : ''}] `
      this.#host.stdout(`${this.#margin()}${node.prompt?.text} ${name}${question}`)
      const line = this.#ask(symbol, stringValue(symbol))
      if (line === null) return
      const answer = strip(line)
      const value = answer === '' ? before : ANSWERS[answer]
      if (value === undefined) {
        if (answer.startsWith('?')) this.#showHelp(node)
      } else {
        if (setTristate(this.#evaluator, symbol, value)) return
        this.#showHelp(node)
      }
      this.#giveUp(symbol)
    }
  }

  #choice(node: MenuNode, symbol: KconfigSymbol): void {
    let open = !symbol.hasUserValue
    if (this.#blocks) open = false
    else if (!this.#choiceMode(node, symbol)) return
    for (;;) {
      this.#host.stdout(`${this.#margin()}${node.prompt?.text ?? symbol.name}\n`)
      const chosen = this.#blocks ? (this.#evaluator.choices as BlockChoices).pick(node) : symbol.chosen
      const { count, standard, anyNew } = this.#listMembers(node, chosen)
      if (this.#blocks) open = open || anyNew
      this.#host.stdout(`${this.#margin()}choice`)
      const answer = this.#askMember(node, count, standard, open)
      if (answer === null) continue
      const child = this.#visibleMember(node, answer.number)
      if (child === null) {
        this.#giveUp(symbol)
        continue
      }
      if (answer.line.endsWith('?')) {
        this.#showHelp(child)
        continue
      }
      this.#pick(node, child)
      return
    }
  }

  /** Choices as symbols: first whether the choice is n, m or y. True where a member is to be chosen. */
  #choiceMode(node: MenuNode, symbol: KconfigSymbol): boolean {
    if (isChangeable(this.#evaluator, symbol)) {
      this.#logic(node, symbol)
      this.#evaluator.calculate(symbol)
    } else if (symbol.tristate === MOD) this.#host.stdout(`${this.#margin()}${node.prompt?.text}\n`)
    return symbol.tristate === YES
  }

  #listMembers(
    node: MenuNode,
    chosen: KconfigSymbol | null,
  ): { readonly count: number; readonly standard: number; readonly anyNew: boolean } {
    let count = 0
    let standard = 0
    let anyNew = false
    for (let child = node.child; child !== null; child = child.next) {
      if (!isVisible(this.#evaluator, child)) continue
      const member = child.symbol
      if (member === null) {
        this.#host.stdout(`${'*'.padStart(this.#indent)} ${child.prompt?.text}\n`)
        continue
      }
      count++
      if (member === chosen) standard = count
      const mark = (member === chosen ? '>' : ' ').padStart(this.#indent)
      const name = member.name === null ? '' : ` (${member.name})`
      if (!member.hasUserValue) anyNew = true
      this.#host.stdout(`${mark} ${count}. ${child.prompt?.text}${name}${member.hasUserValue ? '' : ' (NEW)'}\n`)
    }
    return { count, standard, anyNew }
  }

  #offersHelp(node: MenuNode): boolean {
    return this.#dialect.offersHelp === 'always' || node.help !== null
  }

  /** The number of the member asked for, or null where the question is to be put again. */
  #askMember(
    node: MenuNode,
    count: number,
    standard: number,
    open: boolean,
  ): { readonly number: number; readonly line: string } | null {
    if (count === 1) {
      this.#host.stdout('[1]: 1\n')
      return { number: 1, line: '' }
    }
    this.#host.stdout(`[1-${count}${this.#offersHelp(node) ? '?' : ''}]: `)
    if (!this.#everything && !open) {
      this.#host.stdout(`${standard}\n`)
      return { number: standard, line: '' }
    }
    this.#refuse()
    const line = strip(this.#read(''))
    if (line.startsWith('?')) {
      this.#showHelp(node)
      return null
    }
    if (line === '') return { number: standard, line }
    return /^\d/.test(line) ? { number: Number.parseInt(line, 10), line } : null
  }

  #visibleMember(node: MenuNode, number: number): MenuNode | null {
    let left = number
    for (let child = node.child; child !== null; child = child.next) {
      if (child.symbol === null || !isVisible(this.#evaluator, child)) continue
      if (--left === 0) return child
    }
    return null
  }

  #pick(node: MenuNode, child: MenuNode): void {
    const member = child.symbol as KconfigSymbol
    if (this.#blocks) {
      ;(this.#evaluator.choices as BlockChoices).setMember(node, member)
      return
    }
    setTristate(this.#evaluator, member, YES)
    for (let below = child.child; below !== null; below = below.next) {
      this.#indent += 2
      this.#configure(below)
      this.#indent -= 2
    }
  }
}
