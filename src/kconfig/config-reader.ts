/**
 * Reading a `.config` (or an earlier auto.conf) into user values.
 * Follows conf_read_simple() and conf_set_sym_val() in scripts/kconfig/confdata.c.
 */
import type { DotconfigLine } from '../../grammar/dotconfig/index.ts'
import type { ConfigText } from '../config/config-text.ts'
import { moveToFront } from './choice-block.ts'
import { choiceNodeOf } from './choice-node.ts'
import type { Dialect } from './dialect.ts'
import type { Evaluator } from './evaluator.ts'
import { ConfigurationStop } from './message.ts'
import { isHexadecimal, isInteger } from './numbers.ts'
import { isLogic, type KconfigSymbol, type SavedValue } from './symbol.ts'
import { MOD, NO, or, type Tristate, YES } from './tristate.ts'

/** Values go to what the user asks for, or to what the build saw last (auto.conf). */
export type ValueKind = 'user' | 'auto'

export interface ReaderOptions {
  readonly kind: ValueKind
  /** `CONFIG_` unless the environment says otherwise. */
  readonly prefix: string
  /** Symbols that the tree does not know are reported. */
  readonly warnUnknown: boolean
  /** Any warning ends the run once the file is read. */
  readonly warningsEnd?: boolean
  /** Called for names that the tree does not know any more (auto.conf only). */
  readonly vanished?: (name: string) => void
}

/** Replaces all values of a kind by those of a file. Returns the number of warnings. */
export const readConfig = (evaluator: Evaluator, file: ConfigText, options: ReaderOptions): number =>
  new ConfigReader(evaluator, file, options).read()

const NOTHING_SAVED: SavedValue = { tristate: NO, text: null }

class ConfigReader {
  readonly #evaluator: Evaluator
  readonly #file: ConfigText
  readonly #options: ReaderOptions
  readonly #auto: boolean
  readonly #dialect: Dialect
  readonly #strict: boolean
  readonly #classic: boolean
  #line = 0
  #warnings = 0
  /** Tristate values that choices gather from their members while auto.conf is read. */
  readonly #autoChoices = new Map<KconfigSymbol, Tristate>()

  constructor(evaluator: Evaluator, file: ConfigText, options: ReaderOptions) {
    this.#evaluator = evaluator
    this.#file = file
    this.#options = options
    this.#auto = options.kind === 'auto'
    this.#dialect = evaluator.model.dialect
    this.#strict = this.#dialect.strictReader
    this.#classic = evaluator.model.dialect.choices === 'symbols'
  }

  read(): number {
    this.#reset()
    for (const line of this.#file.lines) {
      this.#line = line.line
      this.#take(line)
    }
    if (this.#warnings > 0 && this.#options.warningsEnd === true) throw new ConfigurationStop(1)
    return this.#warnings
  }

  #reset(): void {
    for (const symbol of this.#evaluator.model.symbols.all) {
      if (this.#auto) {
        symbol.auto = this.#classic && symbol.isChoice ? NOTHING_SAVED : null
      } else {
        symbol.hasUserValue = this.#classic && symbol.isChoice
        symbol.userText = null
        symbol.userTristate = NO
        symbol.userMember = null
      }
    }
    if (this.#classic || !this.#auto) this.#evaluator.invalidateQuietly()
  }

  #take(line: DotconfigLine): void {
    switch (line.kind) {
      case 'unset':
        if (line.exact || !this.#strict) this.#unset(line.name)
        return
      case 'assignment':
        this.#assign(line.name, this.#withoutReturn(line.value, line.end))
        return
      case 'incomplete':
      case 'unexpected':
        if (line.kind === 'incomplete' && !this.#strict) return
        this.#unexpected(this.#withoutReturn(line.text, line.end))
        return
    }
  }

  /** A carriage return before a newline is no part of the line; generations differ where the newline is missing. */
  #withoutReturn(text: string, end: number): string {
    return text.endsWith('\r') && end < this.#file.length ? text.slice(0, -1) : text
  }

  #unexpected(text: string): void {
    // Until 6.x the message ends at the first carriage return, and a line that starts with one counts as empty.
    const shown = this.#strict ? text : (text.split('\r', 1)[0] as string)
    if (shown === '') return
    this.#warn('unexpected-data', `unexpected data: ${shown}`, { text: shown })
  }

  /** What is said to be not set: n, or (where that says something of logic alone) nothing for a number or text. */
  #unset(name: string): void {
    const symbol = this.#evaluator.model.symbols.find(name)
    const logic = symbol === undefined || isLogic(symbol)
    if (this.#dialect.notSet === 'value' || logic) this.#assign(name, 'n')
    else this.#noteOverride(symbol)
  }

  #assign(name: string, value: string): void {
    const symbol = this.#evaluator.model.symbols.find(name)
    if (symbol === undefined) {
      if (this.#auto) this.#options.vanished?.(name)
      else {
        if (this.#options.warnUnknown && this.#dialect.warnsUnknown)
          this.#warn('unknown-symbol', `unknown symbol: ${name}`, { symbol: name })
        this.#evaluator.changed = true
      }
      return
    }
    this.#noteOverride(symbol)
    if (this.#set(symbol, value)) this.#noteInChoice(symbol)
  }

  #noteOverride(symbol: KconfigSymbol): void {
    if (this.#dialect.overrideWarnings && (this.#auto ? symbol.auto !== null : symbol.hasUserValue))
      this.#warn('reassignment', `override: reassigning to symbol ${symbol.name}`, { symbol: symbol.label })
  }

  #noteInChoice(symbol: KconfigSymbol): void {
    if (this.#classic) this.#joinChoice(symbol)
    else if (!this.#auto) {
      // The member mentioned last has the highest priority.
      const choice = choiceNodeOf(symbol)
      if (choice !== null) moveToFront(choice, symbol)
    }
  }

  /** False where the value is not one of the symbol's type. */
  #set(symbol: KconfigSymbol, value: string): boolean {
    switch (symbol.type) {
      case 'tristate':
      case 'bool': {
        const tristate = { y: YES, m: symbol.type === 'tristate' ? MOD : undefined, n: NO }[value.charAt(0)]
        if (tristate === undefined) return this.#invalid(symbol, value)
        if (this.#auto) {
          symbol.auto = { tristate, text: null }
        } else {
          symbol.userTristate = tristate
          symbol.hasUserValue = true
        }
        return true
      }
      case 'string':
        return this.#setString(symbol, value)
      case 'int':
      case 'hex':
        if (!(symbol.type === 'int' ? isInteger(value) : isHexadecimal(value))) return this.#invalid(symbol, value)
        this.#setText(symbol, value)
        return true
      default:
        return true
    }
  }

  #setString(symbol: KconfigSymbol, value: string): boolean {
    if (this.#auto && this.#dialect.autoconfStrings === 'bare') {
      this.#setText(symbol, value)
      return true
    }
    // A value without quotes is no value, and nothing is said about it.
    if (!value.startsWith('"')) return true
    const text = unquote(value)
    if (text === null) {
      if (!this.#auto) this.#warn('invalid-string', 'invalid string found', { symbol: symbol.label })
      return false
    }
    this.#setText(symbol, text)
    return true
  }

  #setText(symbol: KconfigSymbol, text: string): void {
    if (this.#auto) {
      symbol.auto = { tristate: NO, text }
    } else {
      symbol.userText = text
      symbol.hasUserValue = true
    }
  }

  #invalid(symbol: KconfigSymbol, value: string): false {
    if (!this.#auto)
      this.#warn('invalid-value', `symbol value '${value}' invalid for ${symbol.name}`, { symbol: symbol.label, value })
    return false
  }

  /** What a member's value means for its choice (choices as symbols). */
  #joinChoice(symbol: KconfigSymbol): void {
    const choice = symbol.memberOf
    if (choice === null) return
    const value = this.#auto ? (symbol.auto?.tristate ?? NO) : symbol.userTristate
    const before = this.#auto ? (this.#autoChoices.get(choice) ?? NO) : choice.userTristate
    if (value === MOD && before === YES) {
      this.#warn('inconsistent-choice', `${symbol.name} creates inconsistent choice state`, { symbol: symbol.label })
      if (this.#auto) choice.auto = null
      else choice.hasUserValue = false
    } else if (value === YES) {
      if (before !== NO)
        this.#warn('choice-changed', `override: ${symbol.name} changes choice state`, { symbol: symbol.label })
      if (!this.#auto) choice.userMember = symbol
    }
    if (this.#auto) this.#autoChoices.set(choice, or(before, value))
    else choice.userTristate = or(before, value)
  }

  #warn(code: string, text: string, args: Readonly<Record<string, string>>): void {
    this.#warnings++
    const { name } = this.#file
    this.#evaluator.emit({
      code: `dotconfig/${code}`,
      severity: 'warning',
      stream: 'err',
      text: `${name}:${this.#line}:warning: ${text}\n`,
      args,
      position: { file: name, line: this.#line },
    })
  }
}

/** The text between quotes with its escapes resolved, what follows the closing quote dropped; null without one. */
export const unquote = (value: string): string | null => {
  let text = ''
  for (let i = 1; i < value.length; i++) {
    const c = value[i] as string
    if (c === '"') return text
    if (c !== '\\') text += c
    else if (i + 1 < value.length) text += value[++i]
  }
  return null
}
