/**
 * Reading values from the text of a `.config`, a defconfig or a fragment. Lines are told apart by grammar/dotconfig.
 */
import { parse } from '../../grammar/dotconfig/index.ts'
import { latin1 } from '../files/source-file.ts'
import type { ConfigSet } from './config-set.ts'
import { configSetOf } from './from-lines.ts'
import { parseHeader } from './header.ts'

export interface ReadOptions {
  /** What each name starts with (the environment's `CONFIG_`); default `CONFIG_`. */
  readonly prefix?: string
}

/** Reads a text or its bytes; `file` is its name for places. Never fails: lines that are no values are kept as such. */
export const readConfig = (content: string | Uint8Array, file: string, options: ReadOptions = {}): ConfigSet => {
  const text = typeof content === 'string' ? content : latin1(content)
  const header = parseHeader(text)
  const set = configSetOf(parse(text, { prefix: options.prefix ?? 'CONFIG_' }), file)
  return header === undefined ? set : { ...set, header }
}
