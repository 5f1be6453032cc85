/**
 * Whether a descriptor is a terminal. Node's module for terminals brings its network along: it is asked only about what
 * may be one.
 */
import { fstatSync } from 'node:fs'

export const isTerminal = (descriptor: number): boolean => {
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) return false
  } catch {
    return false
  }
  return process.getBuiltinModule('node:tty').isatty(descriptor)
}
