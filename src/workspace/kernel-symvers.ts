/**
 * Module.symvers of a kernel and of other modules: which files, and what is in them.
 */
import { resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import { ModuleRequestFailure, readExpanded } from './module-failure.ts'
import type { ModuleNote } from './module-outcome.ts'
import { type NamedSymvers, readSymvers } from './read-symvers.ts'

export interface KernelSymvers {
  /** In the order in which they count. */
  readonly files: readonly NamedSymvers[]
  /** Whether the first is a kernel's own: without it, what the kernel exports is not known. */
  readonly hasKernel: boolean
  /** A file that lists nothing, where no other is a kernel's. */
  readonly empty?: string
  readonly notes: readonly ModuleNote[]
}

const KERNEL = 'vmlinux'
/** Of one file; the others are of the same kind as a rule. */
const MOST_PROBLEMS = 5

const read = (files: FileSystem, path: string, name: string): NamedSymvers => {
  const symvers = readSymvers(readExpanded(files, path, 'symvers', name))
  if (symvers === undefined) throw new ModuleRequestFailure({ kind: 'not-symvers', path: name })
  return { file: name, symvers }
}

/** Whether a file lists what the kernel itself exports: those are the first lines of one that does. */
const isOfKernel = ({ symvers }: NamedSymvers): boolean => {
  for (const { module } of symvers.exports.values()) if (module === KERNEL) return true
  return false
}

/**
 * The files that the user named, and the kernel folder's own where none of those is a kernel's. Throws a
 * `ModuleRequestFailure`.
 */
export const kernelSymvers = (
  files: FileSystem,
  cwd: string,
  named: readonly string[],
  ofFolder: string | undefined,
): KernelSymvers => {
  const given = named.map((name) => read(files, resolve(cwd, name), name))
  const kernel = given.find(isOfKernel) ?? (ofFolder === undefined ? undefined : read(files, ofFolder, ofFolder))
  const all = kernel === undefined ? given : [kernel, ...given.filter((one) => one !== kernel)]
  const notes = all.flatMap(({ file, symvers: { problems } }) =>
    problems.slice(0, MOST_PROBLEMS).map((problem): ModuleNote => ({ kind: 'symvers-problem', file, problem })),
  )
  // a build that was cut off leaves an empty one
  const hasKernel = kernel !== undefined && kernel.symvers.exports.size > 0
  const empty = hasKernel ? undefined : all.find(({ symvers: { exports } }) => exports.size === 0)
  return { files: all, hasKernel, notes, ...(empty === undefined ? {} : { empty: empty.file }) }
}
