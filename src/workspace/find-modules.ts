/**
 * The module files that a user's arguments mean: files as they are, and of folders all modules below them.
 */
import { resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import { isModuleFileName } from '../module/module-name.ts'
import type { UnjudgedFile } from './module-outcome.ts'
import { ifReadable } from './read-unpacked.ts'

export interface ModuleFile {
  /** As the user named it, or below the folder that was named. */
  readonly file: string
  readonly path: string
  /** Named itself, and not found in a folder. */
  readonly isNamed: boolean
}

/** A module to be read, or what cannot be searched or has none in it. */
export type FoundModule = ModuleFile | UnjudgedFile

class ModuleSearch {
  readonly #found: FoundModule[] = []
  readonly #files: FileSystem
  /** Where a file has its place in what was found. */
  readonly #places = new Map<string, number>()
  /** How often a module was met. */
  #met = 0

  constructor(files: FileSystem) {
    this.#files = files
  }

  get found(): readonly FoundModule[] {
    return this.#found
  }

  /** A file that is met again is not another one; named itself, it counts as that. */
  file(module: ModuleFile): void {
    this.#met++
    const key = resolve(module.path)
    const place = this.#places.get(key)
    if (place === undefined) this.#places.set(key, this.#found.push(module) - 1)
    else if (module.isNamed) this.#name(place)
  }

  #name(place: number): void {
    const module = this.#found[place]
    if (module !== undefined && 'isNamed' in module) this.#found[place] = { ...module, isNamed: true }
  }

  /** `shown`: the folder as the user named it. */
  folder(path: string, shown: string): void {
    const before = this.#met + this.#found.length
    this.#below(path, shown.replace(/\/+$/, ''))
    if (this.#met + this.#found.length === before) this.#found.push({ file: shown, problem: { kind: 'no-modules' } })
  }

  /** Links to folders are not followed: `build` and `source` of /lib/modules/RELEASE lead to headers. */
  #below(folder: string, shown: string): void {
    const files = this.#files
    for (const name of this.#names(folder, shown)) {
      const path = `${folder}/${name}`
      const file = `${shown}/${name}`
      if (isModuleFileName(name)) this.file({ file, path, isNamed: false })
      else if (files.kind(path) === 'directory' && files.isLink?.(path) !== true) this.#below(path, file)
    }
  }

  #names(folder: string, shown: string): readonly string[] {
    const names = ifReadable(() => this.#files.list(folder))
    if (!('kind' in names)) return [...names].sort()
    this.#found.push({ file: shown, problem: names })
    return []
  }
}

/**
 * All of them in order, each file once: arguments as they were typed, what is in a folder sorted by byte. Without `cwd` the paths are for
 * the file system as they are.
 */
export const findModules = (files: FileSystem, inputs: readonly string[], cwd?: string): readonly FoundModule[] => {
  const search = new ModuleSearch(files)
  for (const input of inputs) {
    const path = cwd === undefined ? input : resolve(cwd, input)
    if (files.kind(path) === 'directory') search.folder(path, input)
    else search.file({ file: input, path, isNamed: true })
  }
  return search.found
}
