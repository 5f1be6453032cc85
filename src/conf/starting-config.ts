/**
 * What a mode starts from: the `.config` or what stands in for it, a given file, or presets.
 * Follows main() in scripts/kconfig/conf.c.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { isBulk } from '../kconfig/bulk-modes.ts'
import { type ReaderOptions, readConfig } from '../kconfig/config-reader.ts'
import { architectureDefconfig, defconfigCandidates } from '../kconfig/defconfig-symbol.ts'
import type { Evaluator } from '../kconfig/evaluator.ts'
import { loadConfig } from '../kconfig/load-config.ts'
import { configName, openConfig } from './config-files.ts'
import { ConfExit, type ConfHost } from './host.ts'
import type { ConfOptions } from './options.ts'

export interface StartInput {
  readonly evaluator: Evaluator
  readonly host: ConfHost
  readonly options: ConfOptions
  readonly prefix: string
  /** Says what was found, unless the run is to be silent. */
  readonly message: (text: string) => void
}

type Reading = Omit<ReaderOptions, 'kind'>

/** Reads it into the evaluator. Returns the number of warnings. */
export const readStart = (input: StartInput): number => {
  const { evaluator, host, options, prefix } = input
  const { dialect } = evaluator.model
  const reading: Reading = {
    prefix,
    warnUnknown: host.env['KCONFIG_WARN_UNKNOWN_SYMBOLS'] !== undefined,
    warningsEnd: dialect.fatalWarnings === 'reading' && host.env['KCONFIG_WERROR'] !== undefined,
  }
  if (options.mode === 'defconfig') return readDefconfig(input, reading)
  if (isBulk(options.mode) && dialect.presets === 'allconfig') return readPreset(input, reading)
  if (options.input !== undefined) {
    evaluator.changed = false
    return loadConfig(evaluator, openConfig(host, options.input), reading)
  }
  const present = openConfig(host, configName(host))
  evaluator.changed = present === undefined
  return loadConfig(evaluator, present ?? firstDefault(input), reading)
}

/** The first file that is there of those that stand in for a `.config`. */
const firstDefault = ({ evaluator, host, message }: StartInput): ReturnType<typeof openConfig> => {
  const listed =
    evaluator.model.dialect.defconfigList === 'option'
      ? defconfigCandidates(evaluator)
      : (host.env['KCONFIG_DEFCONFIG_LIST'] ?? '').split(/[ \t\n\v\f\r]+/).filter((name) => name !== '')
  for (const name of listed) {
    const found = openConfig(host, name)
    if (found === undefined) continue
    message(`using defaults found in ${name}`)
    return evaluator.model.dialect.defaultsNamed === 'file' ? found : { ...found, name: configName(host) }
  }
  return undefined
}

const readDefconfig = ({ evaluator, host, options }: StartInput, reading: Reading): number => {
  const file = options.file ?? defaultFile(evaluator, host)
  const found = openConfig(host, file)
  evaluator.changed = false
  if (found === undefined) {
    evaluator.calculate(evaluator.model.modules)
    const text = `***\n*** Can't find default configuration "${file}"!\n***\n`
    if (evaluator.model.dialect.defconfigErrors === 'out') host.stdout(text)
    else host.stderr(text)
    throw new ConfExit(1)
  }
  return loadConfig(evaluator, found, reading)
}

/** The architecture's configuration, below `srctree` where there is one. */
const defaultFile = (evaluator: Evaluator, host: ConfHost): string => {
  const name = architectureDefconfig(evaluator, (variable) => host.env[variable])
  const { srctree } = host.env
  return srctree !== undefined && existsSync(resolve(host.cwd, srctree, name)) ? `${srctree}/${name}` : name
}

/** KCONFIG_ALLCONFIG: values that the mode leaves alone. */
const readPreset = ({ evaluator, host, options }: StartInput, reading: Reading): number => {
  const name = host.env['KCONFIG_ALLCONFIG']
  if (name === undefined) return 0
  if (name !== '' && name !== '1') {
    const found = openConfig(host, name)
    if (found === undefined) {
      host.stderr(`*** Can't read seed configuration "${name}"!\n`)
      throw new ConfExit(1)
    }
    return readConfig(evaluator, found, { ...reading, kind: 'user' })
  }
  const { mode } = options
  const own = mode === 'randconfig' ? 'allrandom.config' : `${mode.slice(0, -'config'.length)}.config`
  const found = openConfig(host, own) ?? openConfig(host, 'all.config')
  if (found === undefined) {
    host.stderr(`*** KCONFIG_ALLCONFIG set, but no "${own}" or "all.config" file found\n`)
    throw new ConfExit(1)
  }
  return readConfig(evaluator, found, { ...reading, kind: 'user' })
}
