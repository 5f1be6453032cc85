/**
 * Kconfig files from the disk: a name is looked for in the current folder, then below `srctree`.
 * Follows zconf_fopen() in scripts/kconfig/lexer.l.
 */
import { readFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import type { KconfigSyntax } from '../../grammar/kconfig/index.ts'
import type { ReadSource, SourceReader } from './source-reader.ts'
import { parsedTree } from './tree-store.ts'

export class DiskSources implements SourceReader {
  readonly #cwd: string
  readonly #srctree: string | undefined
  readonly #syntax: KconfigSyntax

  constructor(cwd: string, srctree: string | undefined, syntax: KconfigSyntax) {
    this.#cwd = cwd
    this.#srctree = srctree
    this.#syntax = syntax
  }

  read(name: string): ReadSource | undefined {
    const text = this.#open(name)
    return text === undefined ? undefined : { text, parsed: parsedTree(text, this.#syntax) }
  }

  glob(_pattern: string): readonly string[] {
    return []
  }

  #open(name: string): string | undefined {
    const places = [resolve(this.#cwd, name)]
    if (!isAbsolute(name) && this.#srctree !== undefined) places.push(resolve(this.#cwd, join(this.#srctree, name)))
    for (const place of places) {
      try {
        return readFileSync(place, 'latin1')
      } catch {
        continue
      }
    }
    return undefined
  }
}
