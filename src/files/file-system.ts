/**
 * Reading files, behind one small synchronous interface, so that the engines work on a disk, in memory or on one
 * laid over the other.
 */

/** What `stat` says that matters here. */
export type FileKind = 'file' | 'directory' | 'other'

/**
 * Why a file could not be read. `code` is the system's name for it (ENOENT, EISDIR, EACCES, …) or `TOO_LARGE`.
 */
export class FileError extends Error {
  readonly path: string
  readonly code: string
  constructor(path: string, code: string) {
    super(`${path}: ${code}`)
    this.path = path
    this.code = code
  }
}

/** A text that is another one whenever a file may have changed, and when (ms since 1970) it last did. */
export interface FileSignature {
  readonly text: string
  readonly changed: number
}

/** A source of bytes. Paths are as the caller writes them; a relative path is relative to the file system's root. */
export interface FileSystem {
  /** The whole file. Throws a `FileError`. */
  read(path: string): Uint8Array
  /** The whole file as text, one unit a byte. Throws a `FileError`. */
  readText(path: string): string
  /** What is there, or undefined where there is nothing. Follows links. */
  kind(path: string): FileKind | undefined
  /** Whether it is a symbolic link itself, whatever it leads to; absent where there are none. */
  isLink?(path: string): boolean
  /** Names in a folder in the system's order, without `.` and `..`. Throws a `FileError`. */
  list(path: string): readonly string[]
  /**
   * The whole file, in memory that the next call uses again: for whoever looks at thousands of files, one after the
   * other, and keeps none. Absent where reading costs nothing. Throws a `FileError`.
   */
  readShared?(path: string): Uint8Array
  /** Absent where files cannot be told apart without reading them; undefined where there is no file. */
  signature?(path: string): FileSignature | undefined
}

/** Names in a folder, none where it cannot be read: what may be absent is no error. */
export const listIfThere = (files: Pick<FileSystem, 'list'>, path: string): readonly string[] => {
  try {
    return files.list(path)
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}

/** A file as text, one unit a byte, or undefined where it cannot be read: what may be absent is no error. */
export const readTextIfThere = (files: Pick<FileSystem, 'readText'>, path: string): string | undefined => {
  try {
    return files.readText(path)
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
