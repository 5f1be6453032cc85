/**
 * `kcheck info`: what modules say of themselves, file by file.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { ModuleFault } from '../module/module-file.ts'
import { type ModuleInfo, readModuleInfo } from '../module/module-info.ts'
import { ifReadable, moduleDisk, type Unreadable } from './read-unpacked.ts'

/** Why nothing can be said of a file. */
export type FileFault = ModuleFault | Unreadable

/** `file`: as the user named it. */
export type FileInfo =
  | { readonly file: string; readonly info: ModuleInfo }
  | { readonly file: string; readonly fault: FileFault }

/** One result for each path, in their order. */
export const moduleInfos = (paths: readonly string[], files: FileSystem = moduleDisk()): readonly FileInfo[] =>
  paths.map((file) => {
    const read = ifReadable(() => readModuleInfo(files.read(file)))
    return read.kind === 'module' ? { file, info: read } : { file, fault: read }
  })
