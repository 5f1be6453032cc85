/**
 * Ends the work of judging modules with a problem of the request: caught where it begins.
 */
import { expand } from '../archive/expand.ts'
import { FileError, type FileSystem } from '../files/file-system.ts'
import type { ModuleProblem } from './module-outcome.ts'

export class ModuleRequestFailure extends Error {
  readonly problem: ModuleProblem
  constructor(problem: ModuleProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** The most bytes that a file may have, or hold where it is compressed: modules with debug information are large. */
export const SIZE_LIMIT = 512 * 1024 * 1024

/** Reads a file that the user named. `path`: where it is; `name`: as it was typed. Throws a `ModuleRequestFailure`. */
export const readNamed = (
  files: FileSystem,
  path: string,
  what: (ModuleProblem & { readonly kind: 'unreadable' })['what'],
  name = path,
): Uint8Array => {
  try {
    return files.read(path)
  } catch (error) {
    if (error instanceof FileError)
      throw new ModuleRequestFailure({ kind: 'unreadable', what, path: name, code: error.code })
    throw error
  }
}

/** The same, unpacked where it is compressed. */
export const readExpanded = (
  files: FileSystem,
  path: string,
  what: (ModuleProblem & { readonly kind: 'damaged' })['what'],
  name = path,
): Uint8Array => {
  const expanded = expand(readNamed(files, path, what, name), { limit: SIZE_LIMIT })
  if (expanded.kind !== 'damaged') return expanded.bytes
  const { format, code, args } = expanded
  throw new ModuleRequestFailure({ kind: 'damaged', what, path: name, format, code, args: { ...args } })
}
