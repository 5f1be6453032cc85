/**
 * Loading a configuration to resolve: reading it, computing every symbol, and seeing whether what comes out differs from
 * what was read.  Follows conf_read() in scripts/kconfig/confdata.c.
 */
import type { ConfigText } from '../config/config-text.ts'
import { type ReaderOptions, readConfig } from './config-reader.ts'
import type { Evaluator } from './evaluator.ts'
import { isTextWithinRange } from './range.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'
import { NO } from './tristate.ts'

/** Reads `file` (undefined: there is none) as the configuration. Returns the number of warnings. */
export const loadConfig = (
  evaluator: Evaluator,
  file: ConfigText | undefined,
  options: Omit<ReaderOptions, 'kind'>,
): number => {
  if (file === undefined) {
    evaluator.calculate(evaluator.model.modules)
    return 0
  }
  const warnings = readConfig(evaluator, file, { ...options, kind: 'user' })
  evaluator.calculate(evaluator.model.modules)
  let unsaved = 0
  for (const symbol of evaluator.model.symbols.inHashOrder()) {
    evaluator.calculate(symbol)
    if (!symbol.isChoice && !symbol.neverWritten && !isAsSaved(symbol)) unsaved++
  }
  if (evaluator.model.dialect.userRange === 'forgotten') unsaved = forgetUnusable(evaluator, unsaved)
  if (warnings > 0 || unsaved > 0) evaluator.changed = true
  return warnings
}

const isAsSaved = (symbol: KconfigSymbol): boolean => {
  if (symbol.hasUserValue && symbol.write) {
    return isLogic(symbol) ? symbol.userTristate === symbol.tristate : symbol.text === symbol.userText
  }
  return !symbol.hasUserValue && !symbol.write
}

/**
 * Forgets user values of symbols that cannot be seen (while all else is as saved), so that they are new when they come
 * into view, and of numbers outside their range, so that the default comes back.
 */
const forgetUnusable = (evaluator: Evaluator, unsaved: number): number => {
  let count = unsaved
  for (const symbol of evaluator.model.symbols.inHashOrder()) {
    if (!symbol.hasUserValue || symbol.memberOf !== null) continue
    if (symbol.visible === NO && count === 0) symbol.hasUserValue = false
    if (symbol.type !== 'string' && symbol.type !== 'int' && symbol.type !== 'hex') continue
    if (isTextWithinRange(evaluator, symbol, symbol.userText ?? '')) continue
    symbol.valid = false
    symbol.hasUserValue = false
    count++
  }
  return count
}
