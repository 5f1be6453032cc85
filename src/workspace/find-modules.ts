/**
 * The module files that a user's arguments mean: files as they are, and of folders all modules below them.
 */
import { resolve } from 'node:path'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { isModuleFileName } from '../module/module-name.ts'
import type { UnjudgedFile } from './module-outcome.ts'

export interface ModuleFile {
  /** As the user named it, or below the folder that was named. */
  readonly file: string
  readonly path: string
  /** Named itself, and not found in a folder. */
  readonly isNamed: boolean
}

export interface FoundModules {
  readonly files: readonly ModuleFile[]
  readonly unjudged: readonly UnjudgedFile[]
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/+$/, '')

class ModuleSearch {
  readonly found: ModuleFile[] = []
  readonly unjudged: UnjudgedFile[] = []
  readonly #files: FileSystem

  constructor(files: FileSystem) {
    this.#files = files
  }

  /** `shown`: the folder as the user named it. */
  folder(path: string, shown: string): void {
    const before = this.found.length + this.unjudged.length
    this.#below(path, withoutSlash(shown))
    if (this.found.length + this.unjudged.length === before)
      this.unjudged.push({ file: shown, problem: { kind: 'no-modules' } })
  }

  /** Links to folders are not followed: `build` and `source` of /lib/modules/RELEASE lead to headers. */
  #below(folder: string, shown: string): void {
    const files = this.#files
    for (const name of this.#names(folder, shown)) {
      const path = `${folder}/${name}`
      const file = `${shown}/${name}`
      if (isModuleFileName(name)) this.found.push({ file, path, isNamed: false })
      else if (files.kind(path) === 'directory' && files.isLink?.(path) !== true) this.#below(path, file)
    }
  }

  #names(folder: string, shown: string): readonly string[] {
    try {
      return [...this.#files.list(folder)].sort(byBytes)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      this.unjudged.push({ file: shown, problem: { kind: 'unreadable', code: error.code } })
      return []
    }
  }
}

/** All of them in order: arguments as they were typed, what is in a folder sorted by byte. */
export const findModules = (files: FileSystem, cwd: string, inputs: readonly string[]): FoundModules => {
  const search = new ModuleSearch(files)
  for (const input of inputs) {
    const path = resolve(cwd, input)
    if (files.kind(path) === 'directory') search.folder(path, input)
    else search.found.push({ file: input, path, isNamed: true })
  }
  return { files: search.found, unjudged: search.unjudged }
}
