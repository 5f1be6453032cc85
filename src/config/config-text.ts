/**
 * A configuration file as the engine reads it: its lines, told apart, and how long it is.
 */
import { type DotconfigLine, parse } from '../../grammar/dotconfig/index.ts'

export interface ConfigText {
  /** The file's name, as messages give it. */
  readonly name: string
  readonly lines: readonly DotconfigLine[]
  /** In bytes: a last line that ends there has no newline. */
  readonly length: number
}

/** `prefix` is `CONFIG_` unless the environment says otherwise. */
export const configText = (name: string, text: string, prefix: string): ConfigText => ({
  name,
  lines: parse(text, { prefix }),
  length: text.length,
})
