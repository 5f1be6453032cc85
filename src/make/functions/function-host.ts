/**
 * What functions see of the machine: files, and the folder from which names start.
 */
import type { FileSystem } from '../../files/file-system.ts'

export interface FunctionHost {
  readonly files: FileSystem
  /** make's working directory: absolute, or relative to the file system's root (`''` or `.` for the root itself). */
  readonly folder: string
}

/** A name that make would use, as the file system wants it. */
export const locate = ({ folder }: Pick<FunctionHost, 'folder'>, name: string): string => {
  if (name.startsWith('/') || folder === '') return name === '' ? '.' : name
  return `${folder.endsWith('/') ? folder : `${folder}/`}${name}`
}
