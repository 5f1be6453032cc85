/**
 * The files of syncconfig: auto.conf with its dependency file, autoconf.h, rustc_cfg, and an empty file touched for
 * every symbol that changed since auto.conf was written.
 * Follows conf_write_autoconf() in scripts/kconfig/confdata.c.
 */
import { closeSync, existsSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { autoConf, autoconfCommand, autoHeader, rustCfg } from '../kconfig/autoconf-writer.ts'
import { readConfig } from '../kconfig/config-reader.ts'
import type { Evaluator } from '../kconfig/evaluator.ts'
import { staleSymbols } from '../kconfig/stale-symbols.ts'
import { makeParent, openConfig } from './config-files.ts'
import type { ConfHost } from './host.ts'

/** False where a file cannot be written. `overwrite`: also where auto.conf is there already. */
export const writeAutoconfFiles = (
  evaluator: Evaluator,
  host: ConfHost,
  prefix: string,
  overwrite: boolean,
): boolean => {
  const autoconf = host.env['KCONFIG_AUTOCONFIG'] ?? 'include/config/auto.conf'
  if (!overwrite && existsSync(resolve(host.cwd, autoconf))) return true
  const { dialect } = evaluator.model
  if (!writeFile(host, `${autoconf}.cmd`, autoconfCommand(evaluator.model, autoconf))) return false
  if (dialect.choices === 'blocks') calculateAll(evaluator)
  if (!touchStale(evaluator, host, prefix, autoconf)) return false
  if (dialect.choices === 'symbols') calculateAll(evaluator)
  const header = host.env['KCONFIG_AUTOHEADER'] ?? 'include/generated/autoconf.h'
  if (!writeFile(host, header, autoHeader(evaluator, prefix))) return false
  const rust = host.env['KCONFIG_RUSTCCFG'] ?? 'include/generated/rustc_cfg'
  if (dialect.rustConfig && !writeFile(host, rust, rustCfg(evaluator, prefix))) return false
  // The build takes auto.conf as the sign that all the others are complete.
  return writeFile(host, autoconf, autoConf(evaluator, prefix))
}

const calculateAll = (evaluator: Evaluator): void => {
  for (const symbol of evaluator.model.symbols.inHashOrder()) evaluator.calculate(symbol)
}

const touchStale = (evaluator: Evaluator, host: ConfHost, prefix: string, autoconf: string): boolean => {
  const folder = autoconf.slice(0, autoconf.lastIndexOf('/') + 1)
  const touch = (name: string): boolean => {
    try {
      closeSync(openSync(resolve(host.cwd, folder + name), 'w', 0o644))
      return true
    } catch {
      return false
    }
  }
  const old = openConfig(host, autoconf)
  if (old === undefined) forgetAutoValues(evaluator)
  else readConfig(evaluator, old, { kind: 'auto', prefix, warnUnknown: false, vanished: touch })
  return staleSymbols(evaluator).every(touch)
}

const forgetAutoValues = (evaluator: Evaluator): void => {
  for (const symbol of evaluator.model.symbols.all) symbol.hasAutoValue = false
}

const writeFile = (host: ConfHost, name: string, text: string): boolean => {
  if (!makeParent(host, name)) return false
  const path = resolve(host.cwd, name)
  try {
    writeFileSync(`${path}.tmp`, text, 'latin1')
    renameSync(`${path}.tmp`, path)
    return true
  } catch (error) {
    host.stderr(`fopen: ${(error as Error).message}\n`)
    return false
  }
}
