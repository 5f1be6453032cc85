/**
 * The kernel that a source folder's modules are built with: the tree or headers that the user names, the folder itself
 * where it is (in) a kernel's tree, else the target's own headers.
 */
import { dirname, posix, resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import { known, knownValue, unknown } from '../kernel/fact.ts'
import { findKernel, type KernelPlaces } from '../kernel/find-kernel.ts'
import { kernelFacts } from '../kernel/kernel-facts.ts'
import type { BuildKernel } from '../module/built-module.ts'
import { type KernelConfig, kernelConfig } from './kernel-config.ts'
import { kernelPlaces } from './kernel-places.ts'
import { kernelSymvers } from './kernel-symvers.ts'
import { ModuleRequestFailure } from './module-failure.ts'
import type { ModuleNote } from './module-outcome.ts'
import type { ModuleRequest } from './module-request.ts'
import { ownReference } from './reference-module.ts'

/** What modules are built with, and where it lies. */
export interface FoundBuild {
  readonly kernel: BuildKernel
  readonly places: KernelPlaces
  readonly config?: KernelConfig
  /** The folder is one of the kernel's own sources. */
  readonly isInTree: boolean
}

type Because = Extract<ModuleNote, { kind: 'built-with' }>['because']

/** /lib/modules/RELEASE has nothing to build with but what its link leads to. */
const buildable = (places: KernelPlaces | undefined): KernelPlaces | undefined =>
  places?.build === undefined ? undefined : places

/** The kernel's tree that a folder is in. */
const treeAround = (files: FileSystem, folder: string): KernelPlaces | undefined => {
  for (let path = folder; ; path = dirname(path)) {
    const places = files.kind(`${path}/Makefile`) === 'file' ? buildable(findKernel(files, path)) : undefined
    if (places?.source !== undefined) return places
    if (path === dirname(path)) return undefined
  }
}

const placesOf = (
  files: FileSystem,
  request: ModuleRequest,
  folder: string,
): { readonly places: KernelPlaces; readonly because: Because } => {
  const { cwd, tree: named } = request
  if (named !== undefined) {
    const path = resolve(cwd, named)
    if (files.kind(path) !== 'directory')
      throw new ModuleRequestFailure({ kind: 'unreadable', what: 'tree', path: named, code: 'ENOENT' })
    const places = buildable(findKernel(files, path))
    if (places === undefined) throw new ModuleRequestFailure({ kind: 'not-a-kernel', folder: named })
    return { places, because: 'option' }
  }
  const around = treeAround(files, folder)
  if (around !== undefined) return { places: around, because: 'around' }
  const target = buildable(kernelPlaces(files, request)?.places)
  if (target === undefined) throw new ModuleRequestFailure({ kind: 'nothing-to-build-with', folder })
  return { places: target, because: 'target' }
}

/** A build without the file gives its modules no versions; sources that are not built yet will have one. */
const symversOf = (
  files: FileSystem,
  cwd: string,
  places: KernelPlaces,
  notes: ModuleNote[],
): BuildKernel['symvers'] => {
  const file = `${places.build ?? places.folder}/Module.symvers`
  if (places.symvers === undefined)
    return places.kind === 'source' ? unknown({ kind: 'file', file }) : known([], { kind: 'file', file })
  const found = kernelSymvers(files, cwd, [], places.symvers)
  notes.push(...found.notes)
  return known(
    found.files.map(({ symvers }) => symvers),
    { kind: 'file', file: places.symvers },
  )
}

const isBelow = (folder: string, root: string | undefined): boolean =>
  root !== undefined && !posix.relative(root, folder).startsWith('..')

/** What the modules of `folder` (an absolute path) are built with. Throws a `ModuleRequestFailure`. */
export const buildKernel = (
  files: FileSystem,
  request: ModuleRequest,
  folder: string,
  notes: ModuleNote[],
): FoundBuild => {
  const { cwd } = request
  const { places, because } = placesOf(files, request, folder)
  notes.push({ kind: 'built-with', folder: places.folder, because })
  const config = kernelConfig(files, cwd, undefined, places.config)
  const facts = kernelFacts({
    files,
    places,
    ...(config === undefined ? {} : { config: config.lookup }),
    ...(config?.version === undefined ? {} : { configVersion: config.version }),
  })
  const own = ownReference(files, places, knownValue(facts.release.text))
  const size = own?.outline.structModuleSize
  const structModuleSize =
    own === undefined || size === undefined
      ? unknown({ kind: 'option', option: '--tree' } as const)
      : known(size, own.source)
  return {
    kernel: { facts, structModuleSize, symvers: symversOf(files, cwd, places, notes) },
    places,
    ...(config === undefined ? {} : { config }),
    isInTree: isBelow(folder, places.source ?? places.build),
  }
}
