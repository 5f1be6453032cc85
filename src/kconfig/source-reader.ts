/**
 * Where the builder gets files from: names are as written in `source`, after expansion.
 */
import type { ParseResult } from '../../grammar/kconfig/index.ts'

export interface ReadSource {
  readonly text: string
  readonly parsed: ParseResult
}

export interface SourceReader {
  /** The file of this name, or undefined where it cannot be opened. */
  read(name: string): ReadSource | undefined
  /** Names that match a pattern, sorted bytewise (generations with patterns in `source`). */
  glob(pattern: string): readonly string[]
}
