/**
 * Configuration files that a user names: text of reasonable size, without NUL bytes; /proc/config.gz and its like unpacked.
 */
import { resolve } from 'node:path'
import { Damage } from '../archive/damage.ts'
import { expandGzip } from '../archive/gzip.ts'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { RequestFailure } from './failure.ts'

export interface NamedText {
  /** As the user named it. */
  readonly name: string
  readonly text: string
  /** Absolute; absent for standard input. */
  readonly path?: string
}

/** Reads a file the user named; `-` is standard input. Throws a `RequestFailure`. */
export const readNamedText = (
  files: FileSystem,
  cwd: string,
  name: string,
  stdin: () => string,
  what: 'configuration' | 'fragment' | 'presets' = 'configuration',
): NamedText => {
  try {
    if (name === '-') return checked({ name: '<stdin>', text: stdin() })
    const path = resolve(cwd, name)
    return checked({ name, text: files.readText(path), path })
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    throw new RequestFailure({ kind: 'unreadable', what, path: name, code: error.code })
  }
}

/** A configuration of every symbol there ever was is smaller. */
const CONFIG_LIMIT = 64 * 1024 * 1024

/** The kernel gives its own with gzip alone (CONFIG_IKCONFIG_PROC). */
const unpacked = (text: string, name: string): string => {
  if (!text.startsWith('\x1f\x8b')) return text
  try {
    return Buffer.from(expandGzip(Buffer.from(text, 'latin1'), CONFIG_LIMIT)).toString('latin1')
  } catch (error) {
    if (error instanceof Damage) throw new RequestFailure({ kind: 'not-text', path: name })
    throw error
  }
}

const checked = ({ text: read, ...from }: NamedText): NamedText => {
  const text = unpacked(read, from.name)
  if (text.includes('\0')) throw new RequestFailure({ kind: 'not-text', path: from.name })
  return { ...from, text }
}
