/**
 * The module files that a user's arguments mean: files as they are, of folders all modules below them, and of packages the
 * modules in them.
 */
import { resolve } from 'node:path'
import { isPackageFileName } from '../archive/open-package.ts'
import type { FileSystem } from '../files/file-system.ts'
import { isModuleFileName } from '../module/module-name.ts'
import type { UnjudgedFile } from './module-outcome.ts'
import { pathInPackage } from './package-files.ts'
import { ifReadable } from './read-unpacked.ts'

export interface ModuleFile {
  /** As the user named it, or below the folder that was named. */
  readonly file: string
  readonly path: string
  /** Of one in a package: where it is when that is installed. */
  readonly installed?: string
  /** Named itself, and not found in a folder. */
  readonly isNamed: boolean
}

/** How a module in a package is named: `foo.ipk:lib/modules/6.6.73/foo.ko`. */
export const fileInPackage = (packageFile: string, member: string): string => `${packageFile}:${member}`

/** A module to be read, or what cannot be searched or has none in it. */
export type FoundModule = ModuleFile | UnjudgedFile

/** Who knows packages. */
export interface PackageShelf {
  /** The paths of the modules in a package, or why there are none. Asked again for one that was found before it is named. */
  look(packageFile: ModuleFile): readonly string[] | UnjudgedFile['problem']
}

class ModuleSearch {
  readonly #found: FoundModule[] = []
  readonly #files: FileSystem
  readonly #shelf: PackageShelf | undefined
  /** Packages that were met, and whether they were named. */
  readonly #packages = new Map<string, boolean>()
  /** Where a file has its place in what was found. */
  readonly #places = new Map<string, number>()
  /** How often a module, or a package again, was met. */
  #met = 0

  constructor(files: FileSystem, shelf: PackageShelf | undefined) {
    this.#files = files
    this.#shelf = shelf
  }

  get found(): readonly FoundModule[] {
    return this.#found
  }

  /** A file that is met again is not another one; named itself, it counts as that. */
  file(file: ModuleFile): void {
    const key = resolve(file.path)
    if (this.#shelf !== undefined && isPackageFileName(file.path)) this.#package({ ...file, path: key }, this.#shelf)
    else this.#module(file, key)
  }

  #package(file: ModuleFile, shelf: PackageShelf): void {
    const wasNamed = this.#packages.get(file.path)
    if (wasNamed === true || wasNamed === file.isNamed) {
      this.#met++
      return
    }
    this.#packages.set(file.path, file.isNamed)
    const members = shelf.look(file)
    if ('kind' in members) {
      this.#found.push({ file: file.file, problem: members })
      return
    }
    for (const member of members) {
      const path = pathInPackage(file.path, member)
      this.#module({ ...file, file: fileInPackage(file.file, member), path, installed: `/${member}` }, path)
    }
  }

  #module(module: ModuleFile, key: string): void {
    this.#met++
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
      const isPackage = this.#shelf !== undefined && isPackageFileName(name)
      if (isModuleFileName(name) || (isPackage && files.kind(path) === 'file'))
        this.file({ file, path, isNamed: false })
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
 * the file system as they are. Without `shelf` packages are no modules.
 */
export const findModules = (
  files: FileSystem,
  inputs: readonly string[],
  cwd?: string,
  shelf?: PackageShelf,
): readonly FoundModule[] => {
  const search = new ModuleSearch(files, shelf)
  for (const input of inputs) {
    const path = cwd === undefined ? input : resolve(cwd, input)
    if (files.kind(path) === 'directory') search.folder(path, input)
    else search.file({ file: input, path, isNamed: true })
  }
  return search.found
}
