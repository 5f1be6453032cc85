/**
 * Writing a file whole or not at all: a temporary file in the same folder, then a rename. The configurator does the same
 * (conf_write() in scripts/kconfig/confdata.c), but moves the old file away first; here the old one is linked, so that
 * at no moment the name is without a file.
 */
import { copyFileSync, linkSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { errorCode } from './disk-file-system.ts'
import { FileError } from './file-system.ts'

export interface WriteOptions {
  /** Keep what was there before as `PATH.old`. */
  readonly keepOld?: boolean
}

let serial = 0

const temporaryName = (target: string): string => {
  serial += 1
  return join(dirname(target), `.${basename(target)}.${process.pid}.${serial}.tmp`)
}

const keep = (target: string, old: string): void => {
  const temporary = temporaryName(old)
  try {
    try {
      linkSync(target, temporary)
    } catch {
      // file systems without hard links
      copyFileSync(target, temporary)
    }
    renameSync(temporary, old)
  } finally {
    // renaming one link of a file onto another is a no-op that leaves both
    rmSync(temporary, { force: true })
  }
}

const replace = (target: string, content: Uint8Array, mode: number): void => {
  const temporary = temporaryName(target)
  try {
    writeFileSync(temporary, content, { flag: 'wx', mode })
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/**
 * Writes `content` (a string is latin1) to `path`. A link is followed, the mode of an existing file is kept, and a
 * device or pipe (`/dev/stdout`) is written to rather than replaced. Throws a `FileError`: EISDIR for a folder, and
 * whatever the system says otherwise; nothing is left behind then.
 */
export const writeFileAtomically = (path: string, content: Uint8Array | string, options: WriteOptions = {}): void => {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
  try {
    const before: Stats | undefined = statSync(path, { throwIfNoEntry: false })
    if (before?.isDirectory() === true) throw new FileError(path, 'EISDIR')
    if (before === undefined) {
      replace(path, bytes, 0o666)
    } else if (before.isFile()) {
      const target = realpathSync(path)
      if (options.keepOld === true) keep(target, `${path}.old`)
      replace(target, bytes, before.mode & 0o7777)
    } else {
      writeFileSync(path, bytes)
    }
  } catch (error) {
    throw error instanceof FileError ? error : new FileError(path, errorCode(error))
  }
}
