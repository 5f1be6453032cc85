/**
 * Text from a file, fit for a terminal: one line of it, of a bearable length, with nothing that steers the terminal.
 */
import { readable } from './style.ts'

/** What is longer is cut: a name in a module may be as long as its file. */
const MAX_SHOWN = 300

/** Cut where it is too long. */
export const shortened = (text: string, limit = MAX_SHOWN): string =>
  text.length > limit ? `${text.slice(0, limit)}…` : text

const CONTROLS = /\p{Cc}/gu

/** UTF-8 as the characters it means, control characters as `\x1b`, as the kernel's log has them. */
export const printable = (text: string): string =>
  readable(text).replace(CONTROLS, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
