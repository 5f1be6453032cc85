/**
 * Which generation a tree belongs to: what its own configurator's files show, else its version.
 */
import { dirname, resolve } from 'node:path'
import { diskFileSystem } from '../../files/disk-file-system.ts'
import type { FileSystem } from '../../files/file-system.ts'
import type { Dialect, DialectName } from '../dialect.ts'
import { CONFIGURATOR_FOLDERS, configuratorIn, type Evidence } from './configurator.ts'
import { DIALECTS } from './index.ts'
import { kernelByVersion, openwrtByVersion } from './version.ts'

export interface Detected {
  readonly dialect: Dialect
  /** The file that told, and what was found there. */
  readonly because: string
}

/** The generation of the tree in a folder; undefined where nothing tells. Reads two or three files of the configurator. */
export const detectDialect = (files: FileSystem, tree: string): Detected | undefined => {
  const evidence = fromConfigurator(files, tree) ?? fromVersion(files, tree)
  return evidence && { dialect: DIALECTS[evidence.name], because: evidence.because }
}

const fromConfigurator = (files: FileSystem, tree: string): Evidence | undefined => {
  for (const folder of CONFIGURATOR_FOLDERS) {
    const found = configuratorIn(files, `${tree}/${folder}`)
    if (found !== undefined) return found.name.startsWith('openwrt') ? sharpened(files, tree, found) : found
  }
  return undefined
}

/** Releases of OpenWrt whose configurators are the same. */
const TWINS: readonly (readonly DialectName[])[] = [
  ['openwrt-17.01', 'openwrt-18.06'],
  ['openwrt-22.03', 'openwrt-23.05'],
  ['openwrt-24.10', 'openwrt-25.12'],
]

/** The configurator tells two releases of OpenWrt; the version says which. */
const sharpened = (files: FileSystem, tree: string, found: Evidence): Evidence => {
  const version = openwrtByVersion(files, tree)
  const twins = TWINS.find((names) => names.includes(found.name))
  if (version === undefined || twins === undefined || !twins.includes(version.name)) return found
  return { name: version.name, because: `${found.because}; ${version.because}` }
}

const fromVersion = (files: FileSystem, tree: string): Evidence | undefined =>
  kernelByVersion(files, tree) ?? openwrtByVersion(files, tree)

/**
 * The dialect for the drop-in: the environment's KCHECK_CONF_DIALECT, else that of the nearest tree with a configurator
 * around `srctree`, then around the current folder, else the newest in wide use. Undefined where the environment names
 * none that is known.
 */
export const dialectForConf = (cwd: string, env: Readonly<Record<string, string | undefined>>): Dialect | undefined => {
  const named = env['KCHECK_CONF_DIALECT'] ?? ''
  if (named !== '') return Object.hasOwn(DIALECTS, named) ? DIALECTS[named as DialectName] : undefined
  const files = diskFileSystem()
  for (const start of [env['srctree'], '.']) {
    if (start === undefined) continue
    for (let folder = resolve(cwd, start); ; folder = dirname(folder)) {
      if (hasConfigurator(files, folder)) {
        const found = detectDialect(files, folder === '/' ? '' : folder)
        if (found !== undefined) return found.dialect
      }
      if (folder === dirname(folder)) break
    }
  }
  return DIALECTS['linux-6.12']
}

const hasConfigurator = (files: FileSystem, tree: string): boolean =>
  CONFIGURATOR_FOLDERS.some((folder) => files.kind(`${tree}/${folder}`) === 'directory')
