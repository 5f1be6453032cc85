/**
 * Where the builder gets files from: names are as written in `source`, after expansion.
 */
import type { ParseResult } from '../../grammar/kconfig/index.ts'

export interface ReadSource {
  readonly text: string
  readonly parsed: ParseResult
}

export interface SourceReader {
  /** The file of this name, or undefined where it cannot be opened; a folder can be, and not be read. */
  read(name: string): ReadSource | 'folder' | undefined
  /**
   * Names that match a pattern, seen from the current folder and sorted bytewise (generations with patterns in
   * `source`); `unreadable` where a folder to be searched cannot be.
   */
  glob(pattern: string): readonly string[] | 'unreadable'
}
