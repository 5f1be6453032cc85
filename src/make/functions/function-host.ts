/**
 * What functions see of the machine: files, and the folder from which names start.
 */
import type { FileSystem } from '../../files/file-system.ts'

export interface FunctionHost {
  readonly files: FileSystem
  /** make's working directory: absolute, or relative to the file system's root (`''` or `.` for the root itself). */
  readonly folder: string
}
