/**
 * Values of symbols, computed on demand from user values, defaults, selects, implies and ranges.
 * Follows sym_calc_value() in scripts/kconfig/symbol.c and expr_calc_value() in expr.c.
 *
 * The order in which values are computed shows: a symbol that is needed while it is being computed counts as unset, and
 * every unmet dependency is reported when it is met.  Cost: each symbol and expression once between two changes
 * (generations that keep no expression values recompute conditions at each use).
 */

import { BlockChoices } from './choice-block.ts'
import { ClassicChoices } from './choice-classic.ts'
import { compareValues } from './compare.ts'
import { type Expression, Kind, leftEdge } from './expression.ts'
import type { MessageSink } from './message.ts'
import type { Model } from './model.ts'
import type { Property } from './property.ts'
import { clampToRange } from './range.ts'
import type { KconfigSymbol, SymbolType } from './symbol.ts'
import { and, MOD, NO, not, or, type Tristate, YES } from './tristate.ts'
import { reportUnmet } from './unmet.ts'

/** What choices add to the computation; there is one way for each kind of choice. */
export interface ChoiceRules {
  /** A member's value where its choice decides it, or null where the ordinary rules do. */
  memberValue(symbol: KconfigSymbol): Tristate | null
  /** Members have no dependencies of their own to be measured against. */
  isMember(symbol: KconfigSymbol): boolean
  /** How visible one prompt makes the symbol. */
  promptVisibility(symbol: KconfigSymbol, prompt: Property): Tristate
  /** Before a symbol is computed. */
  prepare(symbol: KconfigSymbol): void
  /** After a symbol's value is stored: a choice picks its member. */
  choose(symbol: KconfigSymbol): void
  /** At the end: what a choice's value means for its members. */
  settle(symbol: KconfigSymbol): void
  /** Symbols whose values are stored when this one is computed. */
  siblings(symbol: KconfigSymbol): readonly KconfigSymbol[]
}

/** Expressions remember for which epoch their value is; no two evaluators of a model may share one. */
let latestEpoch = 0

export class Evaluator {
  readonly model: Model
  readonly emit: MessageSink
  readonly choices: ChoiceRules
  /** Value of the symbol that switches modules on, as last computed. */
  modulesValue: Tristate = NO
  /** Something is not as the `.config` on disk says. */
  changed = true
  /** Unmet dependencies reported so far. */
  warnings = 0
  readonly #keepsValues: boolean
  readonly #inherits: boolean
  #epoch = ++latestEpoch
  readonly #isKnown = ({ epoch }: Expression): boolean => epoch === this.#epoch

  constructor(model: Model, emit: MessageSink) {
    this.model = model
    this.emit = emit
    this.#inherits = model.dialect.syntax.transitional
    this.#keepsValues = model.dialect.expressions === 'interned'
    this.choices = model.dialect.choices === 'symbols' ? new ClassicChoices(this) : new BlockChoices(this)
  }

  /** The type that counts: tristate is bool without modules, and for a visible member of a choice that is y. */
  effectiveType(symbol: KconfigSymbol): SymbolType {
    if (symbol.type !== 'tristate') return symbol.type
    if (symbol.memberOf !== null && symbol.visible === YES) return 'bool'
    return this.modulesValue === NO ? 'bool' : 'tristate'
  }

  evaluate(expression: Expression | null): Tristate {
    return expression === null ? YES : this.#value(expression)
  }

  /** Both operands are always computed: what is computed may be reported. */
  #value(expression: Expression): Tristate {
    // never so in generations that keep no values
    if (expression.epoch === this.#epoch) return expression.value
    let value: Tristate
    switch (expression.kind) {
      case Kind.symbol: {
        const symbol = expression.symbol as KconfigSymbol
        if (!symbol.valid) this.calculate(symbol)
        value = symbol.tristate
        break
      }
      case Kind.and: {
        const left = this.#leftValue(expression)
        value = and(left, this.#value(expression.right as Expression))
        break
      }
      case Kind.or: {
        const left = this.#leftValue(expression)
        value = or(left, this.#value(expression.right as Expression))
        break
      }
      case Kind.not:
        value = not(this.#value(expression.left as Expression))
        break
      case Kind.range:
        value = NO
        break
      default:
        value = this.#compare(expression)
    }
    if (this.#keepsValues) {
      expression.value = value
      expression.epoch = this.#epoch
    }
    return value
  }

  /** The value of a connective's left operand, which may be a long chain of the same connective. */
  #leftValue({ kind, left }: Expression): Tristate {
    const first = left as Expression
    if (first.kind !== kind || first.epoch === this.#epoch) return this.#value(first)
    const edge = leftEdge(first, this.#isKnown)
    let value = this.#value((edge.at(-1) as Expression).left as Expression)
    for (let index = edge.length - 1; index >= 0; index--) {
      const link = edge[index] as Expression
      const right = this.#value(link.right as Expression)
      value = kind === Kind.and ? and(value, right) : or(value, right)
      if (this.#keepsValues) {
        link.value = value
        link.epoch = this.#epoch
      }
    }
    return value
  }

  #compare({ kind, symbol, other }: Expression): Tristate {
    const left = symbol as KconfigSymbol
    const right = other as KconfigSymbol
    this.calculate(left)
    this.calculate(right)
    const order = compareValues(left, right)
    switch (kind) {
      case Kind.equal:
        return order === 0 ? YES : NO
      case Kind.unequal:
        return order !== 0 ? YES : NO
      case Kind.less:
        return order < 0 ? YES : NO
      case Kind.lessEqual:
        return order <= 0 ? YES : NO
      case Kind.greater:
        return order > 0 ? YES : NO
      default:
        return order >= 0 ? YES : NO
    }
  }

  calculate(symbol: KconfigSymbol): void {
    if (symbol.valid) return
    this.choices.prepare(symbol)
    symbol.valid = true
    if (symbol.type === 'unknown') {
      symbol.text = symbol.isProbe ? (symbol.answer ?? '') : (symbol.name ?? '')
      symbol.tristate = symbol.isProbe ? logicOf(symbol.text) : NO
      return
    }
    const keeps = this.model.dialect.membersKeepWrite && symbol.memberOf !== null
    if (!keeps) symbol.write = false
    this.calculateVisibility(symbol)
    if (symbol.visible !== NO && !(keeps && symbol.visible === YES)) symbol.write = true
    // Needed again before it is done, it counts as unset.
    const empty = this.#emptyText(symbol.type)
    symbol.tristate = NO
    symbol.text = empty
    symbol.chosen = null
    const type = this.effectiveType(symbol)
    if (type === 'bool' || type === 'tristate') {
      const value = this.choices.memberValue(symbol) ?? this.#logicValue(symbol)
      symbol.tristate =
        value === MOD && (this.rulesOutMod(symbol) || this.effectiveType(symbol) === 'bool') ? YES : value
    } else {
      const text = this.#textValue(symbol, empty)
      symbol.text = text
      symbol.tristate = NO
    }
    if (this.#inherits && !symbol.hasUserValue) this.#inherit(symbol)
    this.choices.choose(symbol)
    clampToRange(this, symbol)
    if (symbol === this.model.modules) this.modulesValue = symbol.tristate
    this.choices.settle(symbol)
    if (symbol.neverWritten || symbol.transitional) symbol.write = false
  }

  /** A value that a transitional symbol which the user set hands on counts as the user's own. */
  #inherit(symbol: KconfigSymbol): void {
    if (symbol.isChoice || this.choices.isMember(symbol)) return
    const value = this.defaultProperty(symbol)?.value
    const from = value?.kind === Kind.symbol ? value.symbol : null
    if (from === null || !from.transitional || !from.hasUserValue) return
    symbol.hasUserValue = true
    symbol.userTristate = symbol.tristate
    symbol.userText = symbol.text
  }

  #emptyText(type: SymbolType): string {
    if (type === 'int') return this.model.dialect.emptyInt
    if (type === 'hex') return this.model.dialect.emptyHex
    return type === 'string' ? '' : 'n'
  }

  /** A bool or tristate by the ordinary rules: user value, else default and implies; then at least what selects ask. */
  #logicValue(symbol: KconfigSymbol): Tristate {
    let value: Tristate = NO
    if (symbol.visible !== NO && symbol.hasUserValue) {
      value = and(symbol.userTristate, symbol.visible)
    } else {
      if (symbol.reverseValue !== NO) symbol.write = true
      if (!symbol.isChoice) {
        const property = this.defaultProperty(symbol)
        if (property !== null) {
          value = and(this.evaluate(property.value), property.visible)
          if (value !== NO || this.model.dialect.writesDefaults === 'any') symbol.write = true
        }
        if (symbol.impliedValue !== NO) {
          symbol.write = true
          value = or(value, symbol.impliedValue)
          if (this.model.dialect.implies === 'offered') value = and(value, symbol.directValue)
        }
      }
    }
    return this.#withSelects(symbol, value)
  }

  /** At least what selects ask for, whatever the dependencies say (or not at all, where they are n). */
  #withSelects(symbol: KconfigSymbol, value: Tristate): Tristate {
    if (this.model.dialect.unmetSelects === 'blocked') {
      return symbol.directValue === NO && symbol.reverseValue !== NO ? NO : or(value, symbol.reverseValue)
    }
    if (symbol.directValue < symbol.reverseValue) {
      this.warnings++
      reportUnmet(this, symbol)
    }
    return or(value, symbol.reverseValue)
  }

  #textValue(symbol: KconfigSymbol, empty: string): string {
    if (symbol.visible !== NO && symbol.hasUserValue) return symbol.userText ?? ''
    const property = this.defaultProperty(symbol)
    const source = property?.value?.kind === Kind.symbol ? property.value.symbol : null
    if (source === null) return empty
    symbol.write = true
    this.calculate(source)
    return source.text
  }

  calculateVisibility(symbol: KconfigSymbol): void {
    if (symbol.transitional) {
      symbol.visible = YES
      return
    }
    let visible: Tristate = NO
    for (const property of symbol.rules) {
      if (property.text === null) continue
      property.visible = this.evaluate(property.condition)
      visible = or(visible, this.choices.promptVisibility(symbol, property))
    }
    if (visible === MOD && (symbol.type !== 'tristate' || this.modulesValue === NO)) visible = YES
    symbol.visible = visible
    if (this.choices.isMember(symbol)) return
    const direct = symbol.directDependency === null ? YES : this.evaluate(symbol.directDependency)
    const rounded = direct === MOD && this.model.dialect.roundsDependencies ? YES : direct
    symbol.directValue = this.#promoted(symbol, rounded)
    const reverse = symbol.reverseDependency === null ? NO : this.evaluate(symbol.reverseDependency)
    symbol.reverseValue = this.#promoted(symbol, reverse)
    const implied = symbol.impliedBy === null || !this.#mayImply(symbol) ? NO : this.evaluate(symbol.impliedBy)
    symbol.impliedValue = this.#promoted(symbol, implied)
  }

  /** Where implies force, they count while the dependencies are not n. */
  #mayImply(symbol: KconfigSymbol): boolean {
    return this.model.dialect.implies === 'offered' || symbol.directValue !== NO
  }

  /** An implied y leaves no room for m (where implies force). */
  rulesOutMod(symbol: KconfigSymbol): boolean {
    return this.model.dialect.implies === 'forced' && symbol.impliedValue === YES
  }

  /** m for a bool is y. */
  #promoted(symbol: KconfigSymbol, value: Tristate): Tristate {
    return value === MOD && this.effectiveType(symbol) === 'bool' ? YES : value
  }

  /** The first default whose condition is not n. */
  defaultProperty(symbol: KconfigSymbol): Property | null {
    return this.#firstOf(symbol, 'default')
  }

  /** The first range whose condition is not n. */
  rangeProperty(symbol: KconfigSymbol): Property | null {
    return this.#firstOf(symbol, 'range')
  }

  #firstOf(symbol: KconfigSymbol, kind: 'default' | 'range'): Property | null {
    for (const property of symbol.rules) {
      if (property.kind !== kind) continue
      property.visible = this.evaluate(property.condition)
      if (property.visible !== NO) return property
    }
    return null
  }

  /** Everything is to be computed anew, the symbol for modules at once. */
  invalidate(): void {
    for (const symbol of this.model.symbols.all) symbol.valid = false
    this.#epoch = ++latestEpoch
    this.changed = true
    this.calculate(this.model.modules)
  }

  /** Expressions are to be computed anew; symbols keep their values. */
  forgetExpressions(): void {
    this.#epoch = ++latestEpoch
  }

  /** As `invalidate`, without computing anything: user values are about to be replaced. */
  invalidateQuietly(): void {
    for (const symbol of this.model.symbols.all) symbol.valid = false
    this.#epoch = ++latestEpoch
  }
}

/** What a probe's answer is in a condition: the words y and m are the constants of that name. */
const logicOf = (text: string): Tristate => (text === 'y' ? YES : text === 'm' ? MOD : NO)
