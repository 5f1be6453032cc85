/**
 * The files of syncconfig: auto.conf with its dependency file, autoconf.h, rustc_cfg, and an empty file touched for
 * every symbol that changed since auto.conf was written.
 * Follows conf_write_autoconf() in scripts/kconfig/confdata.c.
 */
import { closeSync, existsSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  autoConf,
  autoconfCommand,
  autoHeader,
  calculateAll,
  rustCfg,
  tristateConf,
} from '../kconfig/autoconf-writer.ts'
import { readConfig } from '../kconfig/config-reader.ts'
import type { Evaluator } from '../kconfig/evaluator.ts'
import { staleSymbols } from '../kconfig/stale-symbols.ts'
import { isDirectory, makeParent, openConfig, writeText } from './config-files.ts'
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
  if (dialect.autoconfFolder === 'fixed') return writeStaged(evaluator, host, prefix, autoconf)
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

const touchStale = (evaluator: Evaluator, host: ConfHost, prefix: string, autoconf: string): boolean => {
  const { autoconfFolder, stamps } = evaluator.model.dialect
  const folder = autoconfFolder === 'fixed' ? 'include/config/' : autoconf.slice(0, autoconf.lastIndexOf('/') + 1)
  const touch = (name: string): boolean => {
    const path = folder + (stamps === 'name' ? name : `${name.toLowerCase().replaceAll('_', '/')}.h`)
    if (autoconfFolder === 'fixed' && !makeParent(host, path)) return false
    try {
      closeSync(openSync(resolve(host.cwd, path), 'w', 0o644))
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

/**
 * Until 5.16: everything is written in the current folder first and then moved to its place, auto.conf last.  What
 * cannot be moved stays where it is.
 */
const writeStaged = (evaluator: Evaluator, host: ConfHost, prefix: string, autoconf: string): boolean => {
  const { dialect } = evaluator.model
  const { env } = host
  if (!dialect.makesFolders) evaluator.invalidate()
  if (writeText(host, '..config.tmp', autoconfCommand(evaluator.model, autoconf)))
    unstage(host, '..config.tmp', 'include/config/auto.conf.cmd', dialect.makesFolders)
  if (!dialect.makesFolders && !isDirectory(host, 'include/config')) return false
  if (!touchStale(evaluator, host, prefix, autoconf)) return false
  calculateAll(evaluator)
  const tristate = env['KCONFIG_TRISTATE'] ?? 'include/config/tristate.conf'
  const files: readonly (readonly [string, string, string])[] = [
    ['.tmpconfig.h', env['KCONFIG_AUTOHEADER'] ?? 'include/generated/autoconf.h', autoHeader(evaluator, prefix)],
    ...(dialect.tristateConfig ? ([['.tmpconfig_tristate', tristate, tristateConf(evaluator, prefix)]] as const) : []),
    ['.tmpconfig', autoconf, autoConf(evaluator, prefix)],
  ]
  return (
    files.every(([temporary, , text]) => writeText(host, temporary, text)) &&
    files.every(([temporary, name]) => unstage(host, temporary, name, dialect.makesFolders))
  )
}

const unstage = (host: ConfHost, temporary: string, name: string, makesFolders: boolean): boolean => {
  if (makesFolders && !makeParent(host, name)) return false
  try {
    renameSync(resolve(host.cwd, temporary), resolve(host.cwd, name))
    return true
  } catch {
    return false
  }
}

const forgetAutoValues = (evaluator: Evaluator): void => {
  for (const symbol of evaluator.model.symbols.all) symbol.auto = null
}

/** What perror() says; Node words it otherwise. */
const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
  ENAMETOOLONG: 'File name too long',
  ELOOP: 'Too many levels of symbolic links',
  EDQUOT: 'Disk quota exceeded',
}

const writeFile = (host: ConfHost, name: string, text: string): boolean => {
  if (!makeParent(host, name)) return false
  const path = resolve(host.cwd, name)
  try {
    writeFileSync(`${path}.tmp`, text, 'latin1')
    renameSync(`${path}.tmp`, path)
    return true
  } catch (error) {
    const { syscall, code = '' } = error as NodeJS.ErrnoException
    host.stderr(`${syscall === 'rename' ? 'rename' : 'fopen'}: ${SYSTEM_WORDS[code] ?? code}\n`)
    return false
  }
}
