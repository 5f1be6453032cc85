/**
 * One mode on one model: what goes in, and the text that comes out.
 */

import type { ConfigText } from '../config/config-text.ts'
import { autoConf, autoconfCommand, autoHeader, rustCfg } from '../kconfig/autoconf-writer.ts'
import { answerAll, type BulkAnswer, rewriteTristates } from '../kconfig/bulk-modes.ts'
import { readConfig } from '../kconfig/config-reader.ts'
import { writeConfig } from '../kconfig/config-writer.ts'
import { writeDefconfig } from '../kconfig/defconfig-writer.ts'
import type { Evaluator } from '../kconfig/evaluator.ts'
import { extendedHelp } from '../kconfig/help-text.ts'
import { loadConfig } from '../kconfig/load-config.ts'
import { forEachNew } from '../kconfig/new-symbols.ts'
import { pinRecorded } from '../kconfig/pinned.ts'
import { MOD, NO, YES } from '../kconfig/tristate.ts'
import { listLine } from '../kconfig/value-line.ts'
import type { Emit, PredictMode } from './predict-request.ts'

/** Names of configurations are written with this. */
export const PREFIX = 'CONFIG_'

const OPTIONS = { prefix: PREFIX, warnUnknown: true }

/** Modes that start from nothing but a file of presets. */
export const startsEmpty = (mode: PredictMode): boolean =>
  mode === 'allnoconfig' ||
  mode === 'allyesconfig' ||
  mode === 'allmodconfig' ||
  mode === 'alldefconfig' ||
  mode === 'randconfig'

/** Takes a configuration as it stands: every symbol has the value its line gives, and nothing is computed. */
export const takeAsResolved = (evaluator: Evaluator, config: ConfigText): void => {
  readConfig(evaluator, config, { ...OPTIONS, kind: 'user' })
  pinRecorded(evaluator)
}

/** Reads the start of a mode and resolves. `random` is for randconfig alone. */
export const resolve = (
  evaluator: Evaluator,
  mode: PredictMode,
  config: ConfigText | undefined,
  random: Extract<BulkAnswer, { kind: 'random' }> | undefined,
): void => {
  if (startsEmpty(mode)) {
    if (config !== undefined) readConfig(evaluator, config, { ...OPTIONS, kind: 'user' })
  } else {
    evaluator.changed = false
    loadConfig(evaluator, config, OPTIONS)
  }
  switch (mode) {
    case 'allnoconfig':
      return answerAll(evaluator, { kind: 'no' })
    case 'allyesconfig':
      return answerAll(evaluator, { kind: 'yes' })
    case 'allmodconfig':
      return answerAll(evaluator, { kind: 'mod' })
    case 'alldefconfig':
    case 'defconfig':
      return answerAll(evaluator, { kind: 'default' })
    case 'randconfig':
      return random === undefined ? undefined : answerAll(evaluator, random)
    case 'yes2modconfig':
      return rewriteTristates(evaluator, YES, MOD)
    case 'mod2yesconfig':
      return rewriteTristates(evaluator, MOD, YES)
    case 'mod2noconfig':
      return rewriteTristates(evaluator, MOD, NO)
    default:
      return
  }
}

/** What a mode prints or writes. */
export const resultText = (evaluator: Evaluator, mode: PredictMode, emit: Emit): string => {
  switch (mode) {
    case 'savedefconfig':
      return writeDefconfig(evaluator, PREFIX)
    case 'listnewconfig': {
      let text = ''
      forEachNew(evaluator, evaluator.model.root, ({ symbol }) => {
        if (symbol !== null && symbol.name !== null) text += listLine(symbol, PREFIX)
      })
      return text
    }
    case 'helpnewconfig': {
      let text = ''
      forEachNew(evaluator, evaluator.model.root, (node) => {
        text += `-----\n\n${extendedHelp(evaluator, node, PREFIX)}\n-----\n`
      })
      return text
    }
    default:
      return emitted(evaluator, emit)
  }
}

const emitted = (evaluator: Evaluator, emit: Emit): string => {
  if (emit === 'config') return writeConfig(evaluator, PREFIX)
  calculateAll(evaluator)
  if (emit === 'auto.conf') return autoConf(evaluator, PREFIX)
  return emit === 'autoconf.h' ? autoHeader(evaluator, PREFIX) : rustCfg(evaluator, PREFIX)
}

const calculateAll = (evaluator: Evaluator): void => {
  for (const symbol of evaluator.model.symbols.inHashOrder()) evaluator.calculate(symbol)
}

/** The whole set of syncconfig by the names the build looks for, `.config` first. */
export const syncFiles = (evaluator: Evaluator, config: string): ReadonlyMap<string, string> => {
  calculateAll(evaluator)
  const autoconf = 'include/config/auto.conf'
  const files = new Map([
    ['.config', config],
    [`${autoconf}.cmd`, autoconfCommand(evaluator.model, autoconf)],
    ['include/generated/autoconf.h', autoHeader(evaluator, PREFIX)],
  ])
  if (evaluator.model.dialect.rustConfig) files.set('include/generated/rustc_cfg', rustCfg(evaluator, PREFIX))
  return files.set(autoconf, autoConf(evaluator, PREFIX))
}
