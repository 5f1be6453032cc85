/**
 * A module that is known to load: the one that the user names, or any of the kernel's own.
 */
import { basename, dirname, posix, resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import type { FactSource } from '../kernel/fact.ts'
import type { KernelPlaces } from '../kernel/find-kernel.ts'
import { kernelNames } from '../kernel/kernel-names.ts'
import { isModuleFileName } from '../module/module-name.ts'
import { type ModuleOutline, moduleOutline } from '../module/module-outline.ts'
import { ModuleRequestFailure, readExpanded } from './module-failure.ts'
import { readUnpacked } from './read-unpacked.ts'

export interface ReferenceModule {
  readonly outline: ModuleOutline
  readonly source: FactSource
}

/** The module that the user says loads. Throws a `ModuleRequestFailure`. */
export const namedReference = (files: FileSystem, cwd: string, name: string): ReferenceModule => {
  const outline = moduleOutline(readExpanded(files, resolve(cwd, name), 'like', name))
  if (outline?.vermagic === undefined) throw new ModuleRequestFailure({ kind: 'not-a-module', path: name })
  return { outline, source: { kind: 'option', option: '--like' } }
}

/** Folders are no deeper than this in any kernel; a loop of links must end. */
const DEEPEST = 12

/** The first module file below a folder: its own before those of folders in it. */
const firstModule = (files: FileSystem, folder: string, depth = 0): string | undefined => {
  const names = kernelNames(files, folder)
  const own = names.find(isModuleFileName)
  if (own !== undefined) return `${folder}/${own}`
  if (depth === DEEPEST) return undefined
  for (const name of names) {
    const path = `${folder}/${name}`
    if (name.includes('.') || files.kind(path) !== 'directory') continue
    const found = firstModule(files, path, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Where a kernel's modules are installed. Those of a headers or build tree: `/lib/modules/RELEASE` below the root that the tree lies
 * under, which is that of an unpacked image where it is `IMAGE/usr/src/linux-headers-RELEASE`.
 */
export const installedModules = ({ build, modules }: KernelPlaces, release: string | undefined): readonly string[] => {
  if (modules !== undefined) return [modules]
  if (build === undefined || release === undefined || release.includes('/')) return []
  const folder = dirname(resolve(build))
  const isInstalled = basename(dirname(folder)) === 'usr' || basename(folder) === 'kernels'
  const root = folder.replace(/\/usr\/src(\/kernels)?$/, '') || '/'
  return isInstalled ? [posix.join(root, 'lib/modules', release), posix.join(root, 'usr/lib/modules', release)] : []
}

/** Any module of the kernel's own (below `kernel/`: what others installed may be of another kernel). */
export const ownReference = (
  files: FileSystem,
  places: KernelPlaces | undefined,
  release: string | undefined,
): ReferenceModule | undefined => {
  for (const folder of places === undefined ? [] : installedModules(places, release)) {
    const file = firstModule(files, `${folder}/kernel`)
    const outline = file === undefined ? undefined : readOutline(files, file)
    if (file !== undefined && outline !== undefined) return { outline, source: { kind: 'file', file } }
  }
  return undefined
}

/** Undefined for what cannot be read: nobody asked for this file. */
const readOutline = (files: FileSystem, path: string): ModuleOutline | undefined => {
  const bytes = readUnpacked(() => files.read(path))
  return bytes instanceof Uint8Array ? moduleOutline(bytes) : undefined
}
