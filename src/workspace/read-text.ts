/**
 * Configuration files that a user names: text of reasonable size, without NUL bytes.
 */
import { resolve } from 'node:path'
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

const checked = (text: NamedText): NamedText => {
  if (text.text.includes('\0')) throw new RequestFailure({ kind: 'not-text', path: text.name })
  return text
}
