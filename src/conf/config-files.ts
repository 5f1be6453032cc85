/**
 * Finding the configuration to read and putting the resolved one in its place.
 * Follows conf_read_simple() and conf_write() in scripts/kconfig/confdata.c.
 */
import { renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type ConfigText, configText } from '../config/config-text.ts'
import { diskFileSystem } from '../files/disk-file-system.ts'
import { FileError } from '../files/file-system.ts'
import { isSame } from '../files/is-same.ts'
import { makeFolder } from '../files/make-folder.ts'
import { pathsOf } from '../kconfig/file-sources.ts'
import type { ConfHost } from './host.ts'

/**
 * The named file, seen from the current folder, else from `srctree`; undefined where neither can be opened. Throws a
 * `FileError` where it has no end in sight.
 */
export const openConfig = (host: ConfHost, name: string): ConfigText | undefined => {
  for (const place of pathsOf(name, { cwd: host.cwd, srctree: host.env['srctree'] })) {
    try {
      return configText(name, diskFileSystem().readText(place), prefixOf(host))
    } catch (error) {
      if (!(error instanceof FileError) || error.code === 'TOO_LARGE') throw error
      // A folder can be opened, and reads as nothing.
      if (error.code === 'EISDIR') return configText(name, '', prefixOf(host))
    }
  }
  return undefined
}

/** What the names of symbols are written with. */
export const prefixOf = (host: ConfHost): string => host.env['CONFIG_'] ?? 'CONFIG_'

export const configName = (host: ConfHost): string => host.env['KCONFIG_CONFIG'] ?? '.config'

/** Creates the folders that a file's name mentions. False where that fails. */
export const makeParent = (host: ConfHost, name: string): boolean => {
  try {
    makeFolder(dirname(resolve(host.cwd, name)))
    return true
  } catch {
    return false
  }
}

/**
 * Writes a resolved configuration: an unchanged file is left alone, the one before is kept as `.old`. Returns what to
 * say about it, or null where it cannot be written.
 */
export const replaceConfig = (host: ConfHost, name: string, text: string): string | null => {
  const path = resolve(host.cwd, name)
  const overwrite = host.env['KCONFIG_OVERWRITECONFIG']
  try {
    if (overwrite !== undefined && overwrite !== '') {
      writeFileSync(path, text, 'latin1')
      return `configuration written to ${name}`
    }
    if (isSame(path, text)) return `No change to ${name}`
    const temporary = `${path}.${process.pid}.tmp`
    writeFileSync(temporary, text, 'latin1')
    try {
      keepOld(path)
      renameSync(temporary, path)
    } catch (error) {
      unlinkSync(temporary)
      throw error
    }
    return `configuration written to ${name}`
  } catch {
    return null
  }
}

/**
 * Writes a file and keeps the one before as `.old`, the same or not. False where that fails: the new one then stays in
 * `folder`, where it is written first.
 */
export const moveIntoPlace = (host: ConfHost, name: string, text: string, folder: string): boolean => {
  const path = resolve(host.cwd, name)
  const overwrite = host.env['KCONFIG_OVERWRITECONFIG']
  try {
    if (overwrite !== undefined && overwrite !== '') {
      writeFileSync(path, text, 'latin1')
      return true
    }
    const temporary = join(resolve(host.cwd, folder), `.tmpconfig.${process.pid}`)
    writeFileSync(temporary, text, 'latin1')
    keepOld(path)
    renameSync(temporary, path)
    return true
  } catch {
    return false
  }
}

/** What was there becomes `.old`. That it cannot, or that nothing was there, keeps nothing from being written. */
const keepOld = (path: string): void => {
  try {
    renameSync(path, `${path}.old`)
  } catch {
    // a folder of that name
  }
}

export const isDirectory = (host: ConfHost, name: string): boolean => {
  try {
    return statSync(resolve(host.cwd, name)).isDirectory()
  } catch {
    return false
  }
}

/** Writes a file where it is: through links, into devices. False where that fails. */
export const writeText = (host: ConfHost, name: string, text: string): boolean => {
  try {
    writeFileSync(resolve(host.cwd, name), text, 'latin1')
    return true
  } catch {
    return false
  }
}
