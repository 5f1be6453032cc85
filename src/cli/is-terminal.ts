/**
 * Whether a descriptor is a terminal. Node's module for terminals brings its network along: it is asked only about what
 * may be one.
 */
import { fstatSync } from 'node:fs'

/** Linux's major number of /dev/null and its like, the character devices that output most often goes to. */
const MEMORY_DEVICES = 1

export const isTerminal = (descriptor: number): boolean => {
  try {
    const status = fstatSync(descriptor)
    if (!status.isCharacterDevice()) return false
    if (process.platform === 'linux' && status.rdev >> 8 === MEMORY_DEVICES) return false
  } catch {
    return false
  }
  return process.getBuiltinModule('node:tty').isatty(descriptor)
}
