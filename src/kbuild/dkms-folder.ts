/**
 * The dkms.conf that a module's folder belongs to, held against what the folder builds.
 */
import { posix } from 'node:path'
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { checkDkms, type DkmsFinding } from './dkms-check.ts'
import { readDkmsConf } from './dkms-conf.ts'

export interface DkmsReport {
  /** dkms.conf, absolute. */
  readonly file: string
  readonly findings: readonly DkmsFinding[]
}

/** A package's sources often lie below the folder with its dkms.conf. */
const LEVELS = 3

/** `modules`: paths from `folder`, which is absolute. Undefined where there is no dkms.conf around. */
export const dkmsOfFolder = (
  files: FileSystem,
  folder: string,
  modules: readonly string[],
  release: string | undefined,
): DkmsReport | undefined => {
  let root = folder
  for (let level = 0; level < LEVELS; level++) {
    const file = `${root}/dkms.conf`
    const text = files.kind(file) === 'file' ? readTextIfThere(files, file) : undefined
    if (text !== undefined) {
      const conf = readDkmsConf(text, release === undefined ? new Map() : new Map([['kernelver', release]]))
      const fromRoot = modules.map((path) => posix.relative(root, `${folder}/${path}`))
      return { file, findings: checkDkms(conf, fromRoot) }
    }
    root = posix.dirname(root)
  }
  return undefined
}
