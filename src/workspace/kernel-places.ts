/**
 * Which kernel is meant: the folder that was named, the one that the first Module.symvers lies in, or the one that runs.
 */
import { dirname, resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import { findKernel, type KernelPlaces, runningModules } from '../kernel/find-kernel.ts'
import { ModuleRequestFailure } from './module-failure.ts'
import type { ModuleNote } from './module-outcome.ts'
import type { ModuleRequest } from './module-request.ts'

/** What the modules tell of the kernel that is meant. `isDevice`: they are in packages for another machine's. */
export interface KernelOfPackages {
  readonly isDevice?: boolean
}

export interface FoundKernel {
  readonly places: KernelPlaces
  readonly note?: ModuleNote
}

const namedKernel = (files: FileSystem, cwd: string, named: string): FoundKernel => {
  const folder = resolve(cwd, named)
  const kind = files.kind(folder)
  if (kind === undefined)
    throw new ModuleRequestFailure({ kind: 'unreadable', what: 'kernel', path: named, code: 'ENOENT' })
  const places = kind === 'directory' ? findKernel(files, folder) : undefined
  if (places === undefined) throw new ModuleRequestFailure({ kind: 'not-a-kernel', folder: named })
  return { places }
}

/** An external module's folder has a Module.symvers as well, and nothing else of a kernel. */
const isKernel = ({ config, source, modules }: KernelPlaces): boolean =>
  config !== undefined || source !== undefined || modules !== undefined

const besideSymvers = (files: FileSystem, path: string): FoundKernel | undefined => {
  const folder = dirname(path)
  const places = findKernel(files, folder)
  return places === undefined || !isKernel(places)
    ? undefined
    : { places, note: { kind: 'kernel-found', folder, because: 'symvers' } }
}

const runningKernel = (files: FileSystem, release: string | undefined): FoundKernel => {
  const folder = runningModules(files, release)
  const places = folder === undefined ? undefined : findKernel(files, folder)
  if (folder === undefined || places === undefined)
    throw new ModuleRequestFailure({ kind: 'no-target', ...(release === undefined ? {} : { release }) })
  return { places, note: { kind: 'kernel-found', folder, because: 'running' } }
}

const isNamed = ({ symvers = [], config, like, vermagic, release, kernelPackage }: ModuleRequest): boolean =>
  symvers.length > 0 || [config, like, vermagic, release, kernelPackage].some((option) => option !== undefined)

/** Whether the request says anything of the kernel. */
export const namesKernel = (request: ModuleRequest): boolean => request.kernel !== undefined || isNamed(request)

/** The kernel's folders; undefined where the user states single facts only, or it is not the running one. Throws a `ModuleRequestFailure`. */
export const kernelPlaces = (files: FileSystem, request: ModuleRequest & KernelOfPackages): FoundKernel | undefined => {
  const { cwd, kernel, symvers = [], runningRelease } = request
  if (kernel !== undefined) return namedKernel(files, cwd, kernel)
  if (!isNamed(request)) return request.isDevice === true ? undefined : runningKernel(files, runningRelease)
  return symvers[0] === undefined ? undefined : besideSymvers(files, resolve(cwd, symvers[0]))
}
