/**
 * One symbol as one line, for each kind of file.
 * Follows print_symbol_for_*() in scripts/kconfig/confdata.c.
 */
import { isLogic, type KconfigSymbol } from './symbol.ts'
import { stringValue } from './symbol-value.ts'

/** `"…"` with quotes and backslashes escaped. */
export const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

const hexPrefix = (symbol: KconfigSymbol, value: string): string =>
  symbol.type === 'hex' && !/^0[xX]/.test(value) ? '0x' : ''

/** `.config`: n is `# CONFIG_X is not set`. Empty for a symbol without type. */
export const dotconfigLine = (symbol: KconfigSymbol, prefix: string): string => {
  if (symbol.type === 'unknown') return ''
  const value = stringValue(symbol)
  if (value === 'n' && isLogic(symbol)) return `# ${prefix}${symbol.name} is not set\n`
  return `${prefix}${symbol.name}=${symbol.type === 'string' ? quote(value) : value}\n`
}

/** List of new symbols: n is written as a value. */
export const listLine = (symbol: KconfigSymbol, prefix: string): string => {
  if (symbol.type === 'unknown') return ''
  const value = stringValue(symbol)
  return `${prefix}${symbol.name}=${symbol.type === 'string' ? quote(value) : value}\n`
}

/** auto.conf of the generations that quote strings there: the line of the `.config`, n left out. */
export const quotedAutoconfLine = (symbol: KconfigSymbol, prefix: string): string =>
  isLogic(symbol) && stringValue(symbol) === 'n' ? '' : dotconfigLine(symbol, prefix)

/** tristate.conf: tristates that are not n, in capitals. */
export const tristateLine = (symbol: KconfigSymbol, prefix: string): string => {
  const value = stringValue(symbol)
  return symbol.type === 'tristate' && value !== 'n' ? `${prefix}${symbol.name}=${value.toUpperCase()}\n` : ''
}

/** auto.conf: n is left out, strings are bare. */
export const autoconfLine = (symbol: KconfigSymbol, prefix: string): string => {
  if (symbol.type === 'unknown') return ''
  const value = stringValue(symbol)
  return value === 'n' && isLogic(symbol) ? '' : `${prefix}${symbol.name}=${value}\n`
}

/** autoconf.h: m is a macro of its own, hex values have their 0x. */
export const headerLine = (symbol: KconfigSymbol, prefix: string): string => {
  if (symbol.type === 'unknown') return ''
  const value = stringValue(symbol)
  if (isLogic(symbol))
    return value === 'n' ? '' : `#define ${prefix}${symbol.name}${value === 'm' ? '_MODULE' : ''} 1\n`
  const text = symbol.type === 'string' ? quote(value) : hexPrefix(symbol, value) + value
  return `#define ${prefix}${symbol.name} ${text}\n`
}

/** rustc_cfg: every value is a string; y and m also set the name alone. */
export const rustLine = (symbol: KconfigSymbol, prefix: string): string => {
  if (symbol.type === 'unknown') return ''
  const value = stringValue(symbol)
  const name = `--cfg=${prefix}${symbol.name}`
  if (isLogic(symbol)) return value === 'n' ? '' : `${name}\n${name}="${value}"\n`
  return `${name}=${quote(hexPrefix(symbol, value) + value)}\n`
}
