/**
 * Which modules are in the kernel already: from a text of /proc/modules, what lsmod prints, a list of names or of module
 * files, or module files themselves. Of files the exports are taken too.
 */
import { resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import { latin1 } from '../files/source-file.ts'
import { addExports } from '../module/module-exports.ts'
import { isModuleFileName, moduleNameOf, plainName } from '../module/module-name.ts'
import { moduleOutline } from '../module/module-outline.ts'
import type { KernelExport, LoadedModule } from '../module/target-kernel.ts'
import { ModuleRequestFailure, readExpanded } from './module-failure.ts'
import type { ModuleNote } from './module-outcome.ts'

export interface LoadedModules {
  readonly byName: ReadonlyMap<string, LoadedModule>
  /** What those that were given as files export. */
  readonly exports: ReadonlyMap<string, KernelExport>
  /** Names of those that were given as files. */
  readonly owners: ReadonlySet<string>
  readonly notes: readonly ModuleNote[]
}

/** `name size users [dependants] …`, with letters of taints in parentheses at the end where there are any. */
const TABLE_LINE =
  /^([\w-]+)\s+\d+\s+-?\d+(?:\s+(\S+)\s+(?:Live|Loading|Unloading)\s+0x[0-9a-f]+(?:\s+\(([A-Z+-]+)\))?)?/
const LSMOD_HEADER = /^Module\s+Size\s+Used by/
const BARE_NAME = /^[\w-]+$/
const MOST_PROBLEMS = 5

class LoadedReader {
  readonly byName = new Map<string, LoadedModule>()
  readonly exports = new Map<string, KernelExport>()
  readonly owners = new Set<string>()
  readonly notes: ModuleNote[] = []
  readonly #files: FileSystem
  readonly #cwd: string

  constructor(files: FileSystem, cwd: string) {
    this.#files = files
    this.#cwd = cwd
  }

  read(name: string): void {
    const bytes = this.#bytes(name)
    if (isModuleFileName(name) || isElf(bytes)) this.#module(name, bytes)
    else this.#text(latin1(bytes), name)
  }

  #bytes(name: string): Uint8Array {
    return readExpanded(this.#files, resolve(this.#cwd, name), 'loaded', name)
  }

  #text(text: string, name: string): void {
    const wrong: number[] = []
    const before = this.byName.size
    for (const [index, whole] of text.split('\n').entries()) {
      const line = whole.trim()
      if (line === '' || line.startsWith('#') || LSMOD_HEADER.test(line)) continue
      const [, module, state, taints] = TABLE_LINE.exec(line) ?? []
      if (module !== undefined) this.#add(module, state === undefined ? undefined : (taints ?? '').includes('P'))
      else if (isModuleFileName(line)) this.#module(line, this.#bytes(line))
      else if (BARE_NAME.test(line)) this.#add(line, undefined)
      else wrong.push(index + 1)
    }
    if (wrong.length > 0 && this.byName.size === before)
      throw new ModuleRequestFailure({ kind: 'bad-loaded', path: name })
    for (const line of wrong.slice(0, MOST_PROBLEMS)) this.notes.push({ kind: 'loaded-problem', file: name, line })
  }

  #module(file: string, bytes: Uint8Array): void {
    const outline = moduleOutline(bytes)
    if (outline === undefined) throw new ModuleRequestFailure({ kind: 'bad-loaded', path: file })
    const owner = outline.name ?? moduleNameOf(file)
    this.#add(owner, outline.proprietary)
    this.owners.add(plainName(owner))
    addExports(this.exports, outline.elf, owner)
  }

  #add(module: string, proprietary: boolean | undefined): void {
    const name = plainName(module)
    this.byName.set(name, { name, proprietary })
  }
}

const isElf = (bytes: Uint8Array): boolean => bytes[0] === 0x7f && latin1(bytes.subarray(1, 4)) === 'ELF'

/** What the files say, in order; undefined where none is named. Throws a `ModuleRequestFailure`. */
export const loadedModules = (
  files: FileSystem,
  cwd: string,
  named: readonly string[] | undefined,
): LoadedModules | undefined => {
  if (named === undefined || named.length === 0) return undefined
  const reader = new LoadedReader(files, cwd)
  for (const name of named) reader.read(name)
  return reader
}
