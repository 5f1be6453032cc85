/**
 * Ends the work of judging modules with a problem of the request: caught where it begins.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { ModuleProblem } from './module-outcome.ts'
import { ifReadable, readUnpacked } from './read-unpacked.ts'

export class ModuleRequestFailure extends Error {
  readonly problem: ModuleProblem
  constructor(problem: ModuleProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** Reads a file that the user named. `path`: where it is; `name`: as it was typed. Throws a `ModuleRequestFailure`. */
export const readNamed = (
  files: FileSystem,
  path: string,
  what: (ModuleProblem & { readonly kind: 'unreadable' })['what'],
  name = path,
): Uint8Array => {
  const bytes = ifReadable(() => files.read(path))
  if (bytes instanceof Uint8Array) return bytes
  throw new ModuleRequestFailure({ ...bytes, what, path: name })
}

/** The same, unpacked where it is compressed. */
export const readExpanded = (
  files: FileSystem,
  path: string,
  what: (ModuleProblem & { readonly kind: 'damaged' })['what'],
  name = path,
): Uint8Array => {
  const bytes = readUnpacked(() => files.read(path))
  if (bytes instanceof Uint8Array) return bytes
  throw new ModuleRequestFailure({ ...bytes, what, path: name })
}
