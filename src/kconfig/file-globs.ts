/**
 * Patterns of `source` on a file system, seen from the current folder.
 */
import { resolve } from 'node:path'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { type FolderReader, glob } from './glob.ts'
import type { SourceReader } from './source-reader.ts'

export const fileGlobs = (files: FileSystem, cwd: string): Pick<SourceReader, 'glob'> => {
  const folders: FolderReader = {
    list(path) {
      try {
        return [...files.list(resolve(cwd, path))]
      } catch (error) {
        return error instanceof FileError && error.code === 'ENOTDIR' ? 'not-a-folder' : 'unreadable'
      }
    },
    kind(path) {
      const kind = files.kind(resolve(cwd, path))
      return kind === undefined ? undefined : kind === 'directory' ? 'folder' : 'other'
    },
  }
  return { glob: (pattern) => glob(pattern, folders) }
}
