/**
 * `kcheck info`: what modules say of themselves, file by file.
 */
import { diskFileSystem } from '../files/disk-file-system.ts'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { MODULE_SIZE_LIMIT, type ModuleFault } from '../module/module-file.ts'
import { type ModuleInfo, readModuleInfo } from '../module/module-info.ts'

/** The system's name for why a file cannot be read. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly code: string
}

/** Why nothing can be said of a file. */
export type FileFault = ModuleFault | Unreadable

/** `file`: as the user named it. */
export type FileInfo =
  | { readonly file: string; readonly info: ModuleInfo }
  | { readonly file: string; readonly fault: FileFault }

/** What `read` makes of a file's bytes; what the system refuses is a fault of the file. */
export const readingFile = <T>(files: FileSystem, path: string, read: (bytes: Uint8Array) => T): T | Unreadable => {
  try {
    return read(files.read(path))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { kind: 'unreadable', code: error.code }
  }
}

/** The disk, for files as large as modules may be. */
export const moduleDisk = (): FileSystem => diskFileSystem({ sizeLimit: MODULE_SIZE_LIMIT })

/** One result for each path, in their order. */
export const moduleInfos = (paths: readonly string[], files: FileSystem = moduleDisk()): readonly FileInfo[] =>
  paths.map((file) => {
    const read = readingFile(files, file, readModuleInfo)
    return read.kind === 'module' ? { file, info: read } : { file, fault: read }
  })
