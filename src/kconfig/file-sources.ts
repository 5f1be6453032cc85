/**
 * Kconfig files of a file system: a name is looked for in the current folder, then below `srctree`; patterns are seen
 * from the current folder alone.
 * Follows zconf_fopen() in scripts/kconfig/lexer.l.
 */
import { isAbsolute, join, resolve } from 'node:path'
import type { KconfigSyntax } from '../../grammar/kconfig/index.ts'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { fileGlobs } from './file-globs.ts'
import type { ReadSource, SourceReader } from './source-reader.ts'
import { parsedTree } from './tree-store.ts'

export interface SourcePlaces {
  readonly cwd: string
  readonly srctree: string | undefined
}

export class FileSources implements SourceReader {
  readonly #files: FileSystem
  readonly #places: SourcePlaces
  readonly #syntax: KconfigSyntax

  constructor(files: FileSystem, places: SourcePlaces, syntax: KconfigSyntax) {
    this.#files = files
    this.#places = places
    this.#syntax = syntax
  }

  read(name: string): ReadSource | 'folder' | undefined {
    const text = this.#open(name)
    return typeof text === 'object' ? { text: text.text, parsed: parsedTree(text.text, this.#syntax) } : text
  }

  glob(pattern: string): readonly string[] | 'unreadable' {
    return fileGlobs(this.#files, this.#places.cwd).glob(pattern)
  }

  #open(name: string): { readonly text: string } | 'folder' | undefined {
    for (const path of pathsOf(fileName(name), this.#places)) {
      try {
        return { text: this.#files.readText(path) }
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        if (error.code === 'EISDIR') return 'folder'
        // there is one, and it is not to be read for another: the run ends
        if (error.code === 'TOO_LARGE') throw error
      }
    }
    return undefined
  }
}

/** Names inside are bytes; the file system takes text. */
const fileName = (name: string): string =>
  /^[\0-\x7f]*$/.test(name) ? name : Buffer.from(name, 'latin1').toString('utf8')

/** `resolve`, which takes long, only where there is something to resolve: a tree is a thousand plain names. */
const below = (folder: string, name: string): string =>
  isAbsolute(folder) && /^(?:[^/.][^/]*\/)*[^/.][^/]*$/.test(name) ? `${folder}/${name}` : resolve(folder, name)

/** Where a name is looked for, in order. */
export const pathsOf = (name: string, { cwd, srctree }: SourcePlaces): readonly string[] => {
  const first = below(cwd, name)
  if (isAbsolute(name) || srctree === undefined || srctree === '.') return [first]
  const second = resolve(cwd, join(srctree, name))
  return first === second ? [first] : [first, second]
}
