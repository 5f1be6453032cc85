/**
 * Properties that do not fit their symbol's type.  Follows sym_check_prop() in scripts/kconfig/menu.c.
 */
import { choiceNodeOf } from './choice-node.ts'
import type { Dialect } from './dialect.ts'
import { Kind } from './expression.ts'
import { warnAt } from './menu-builder.ts'
import type { MessageSink } from './message.ts'
import { isHexadecimal, isInteger } from './numbers.ts'
import type { Property } from './property.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'

export const checkProperties = (symbol: KconfigSymbol, dialect: Dialect, emit: MessageSink): void => {
  for (const property of symbol.properties) {
    const warn = (code: string, text: string, args: Readonly<Record<string, string>> = {}): void =>
      warnAt(emit, property, code, text, { symbol: symbol.label, ...args })
    if (property.kind === 'default') checkDefault(symbol, property, dialect, warn)
    else if (property.kind === 'select' || property.kind === 'imply')
      checkTarget(symbol, property, dialect.boolName, warn)
    else if (property.kind === 'range') checkRange(symbol, property, warn)
  }
}

type Warn = (code: string, text: string, args?: Readonly<Record<string, string>>) => void

const checkDefault = (symbol: KconfigSymbol, { value }: Property, dialect: Dialect, warn: Warn): void => {
  const numeric = symbol.type === 'int' || symbol.type === 'hex'
  if (value?.kind !== Kind.symbol) {
    if (numeric || symbol.type === 'string')
      warn('default-not-a-symbol', `default for config symbol '${symbol.name}' must be a single symbol`)
    return
  }
  const target = value.symbol as KconfigSymbol
  if (numeric && !isNumber(symbol, target)) warn('invalid-number', `'${symbol.name}': number is invalid`)
  if (!symbol.isChoice || !dialect.choiceDefaultsChecked) return
  const choice = dialect.choices === 'symbols' ? target.memberOf : choiceNodeOf(target)?.symbol
  if (choice !== symbol)
    warn('choice-default-outside', `choice default symbol '${target.name}' is not contained in the choice`, {
      target: target.label,
    })
}

const checkTarget = (symbol: KconfigSymbol, property: Property, bool: Dialect['boolName'], warn: Warn): void => {
  const target = property.value?.symbol as KconfigSymbol
  if (!isLogic(symbol)) {
    warn('select-by-non-bool', `config symbol '${symbol.name}' uses ${property.kind}, but is not ${bool} or tristate`, {
      keyword: property.kind,
    })
  } else if (target.type !== 'unknown' && !isLogic(target)) {
    warn(
      'select-of-non-bool',
      `'${target.name}' has wrong type. '${property.kind}' only accept arguments of ${bool} and tristate type`,
      { target: target.label, keyword: property.kind },
    )
  }
}

const checkRange = (symbol: KconfigSymbol, { value }: Property, warn: Warn): void => {
  if (symbol.type !== 'int' && symbol.type !== 'hex')
    warn('range-of-non-number', 'range is only allowed for int or hex symbols')
  if (!isNumber(symbol, value?.symbol as KconfigSymbol) || !isNumber(symbol, value?.other as KconfigSymbol))
    warn('invalid-range', 'range is invalid')
}

/** `value` is a number symbol, or a word that reads as a number of `symbol`'s type. */
const isNumber = (symbol: KconfigSymbol, value: KconfigSymbol): boolean => {
  if (value.type === 'int' || value.type === 'hex') return true
  if (value.type !== 'unknown') return false
  if (value.isProbe) return true
  switch (symbol.type) {
    case 'string':
      return true
    case 'int':
      return isInteger(value.label)
    case 'hex':
      return isHexadecimal(value.label)
    case 'unknown':
      return false
    default:
      return /^[ymnYMN]/.test(value.label)
  }
}
