/** Files of a kernel that may be there or not, and the line that a thing stands on. */
import { FileError, type FileSystem } from '../files/file-system.ts'

/** A file's text, or undefined where it cannot be read: a tree that lacks a file is not broken. */
export const kernelText = (files: FileSystem, path: string): string | undefined => {
  try {
    return files.readText(path)
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}

/** The names in a folder, sorted by byte; none where there is no such folder. */
export const kernelNames = (files: FileSystem, folder: string): readonly string[] => {
  try {
    return [...files.list(folder)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}

/** The 1-based line of an offset. */
export const lineOf = (text: string, offset: number): number => {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
