/** Folders of a kernel that may be there or not. */
import { FileError, type FileSystem } from '../files/file-system.ts'

/** The names in a folder, sorted by byte; none where there is no such folder. */
export const kernelNames = (files: FileSystem, folder: string): readonly string[] => {
  try {
    return [...files.list(folder)].sort()
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}
