/** Folders of a kernel that may be there or not. */
import { type FileSystem, listIfThere } from '../files/file-system.ts'

/** The names in a folder, sorted by byte; none where there is no such folder. */
export const kernelNames = (files: FileSystem, folder: string): readonly string[] =>
  [...listIfThere(files, folder)].sort()
