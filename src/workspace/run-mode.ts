/**
 * One mode on one model: what goes in, and the text that comes out.
 */

import type { ConfigText } from '../config/config-text.ts'
import { autoConf, autoconfCommand, autoHeader, calculateAll, rustCfg } from '../kconfig/autoconf-writer.ts'
import { applyMode, type BulkAnswer, isBulk } from '../kconfig/bulk-modes.ts'
import { readConfig } from '../kconfig/config-reader.ts'
import { writeConfig } from '../kconfig/config-writer.ts'
import { writeDefconfig } from '../kconfig/defconfig-writer.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import type { Evaluator } from '../kconfig/evaluator.ts'
import { newSymbolHelp } from '../kconfig/help-text.ts'
import { loadConfig } from '../kconfig/load-config.ts'
import { forEachNew } from '../kconfig/new-symbols.ts'
import { pinRecorded } from '../kconfig/pinned.ts'
import { listLine } from '../kconfig/value-line.ts'
import type { Emit, PredictMode } from './predict-request.ts'

/** Names of configurations are written with this. */
export const PREFIX = 'CONFIG_'

const OPTIONS = { prefix: PREFIX, warnUnknown: true }

/** Takes a configuration as it stands: every symbol has the value its line gives, and nothing is computed. */
export const takeAsResolved = (evaluator: Evaluator, config: ConfigText): void => {
  readConfig(evaluator, config, { ...OPTIONS, kind: 'user' })
  pinRecorded(evaluator)
}

/** The mode takes no configuration but a file of presets. OpenWrt's tool reads a configuration first in all modes. */
export const startsFromPresets = ({ presets }: Dialect, mode: PredictMode): boolean =>
  isBulk(mode) && presets === 'allconfig'

/** Reads the start of a mode and resolves. `random` is asked for randconfig alone. */
export const resolve = (
  evaluator: Evaluator,
  mode: PredictMode,
  config: ConfigText | undefined,
  random: () => BulkAnswer,
): void => {
  if (startsFromPresets(evaluator.model.dialect, mode)) {
    if (config !== undefined) readConfig(evaluator, config, { ...OPTIONS, kind: 'user' })
  } else {
    evaluator.changed = false
    loadConfig(evaluator, config, OPTIONS)
  }
  applyMode(evaluator, mode, random)
}

/** Every value as the configuration would have it written. */
export const recalculate = (evaluator: Evaluator): void => {
  evaluator.invalidate()
  calculateAll(evaluator)
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
        text += newSymbolHelp(evaluator, node, PREFIX)
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
