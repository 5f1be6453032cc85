/**
 * A folder with its parents. Node's own `recursive` never returns where the system answers ENOENT for a folder whose
 * parent exists, as /proc does.
 */
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from './disk-file-system.ts'
import { FileError } from './file-system.ts'

/** Makes `folder` unless it is there. Throws a `FileError`. */
export const makeFolder = (folder: string, mode = 0o777): void => {
  try {
    make(folder, mode)
  } catch (error) {
    throw new FileError(folder, errorCode(error))
  }
}

const make = (folder: string, mode: number): void => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return
  const parent = dirname(folder)
  if (parent !== folder) make(parent, mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // another process may have been faster
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(folder).isDirectory()) throw error
  }
}
