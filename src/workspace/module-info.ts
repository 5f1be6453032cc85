/**
 * `kcheck info`: what modules say of themselves, file by file, and packages with the modules in them.
 */
import { isPackageFileName, openPackage } from '../archive/open-package.ts'
import { dependencyText, type PackageFormat } from '../archive/package-content.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { ModuleFault } from '../module/module-file.ts'
import { type ModuleInfo, readModuleInfo } from '../module/module-info.ts'
import { isModuleFileName } from '../module/module-name.ts'
import { fileInPackage } from './find-modules.ts'
import { ifReadable, moduleDisk, type Unreadable } from './read-unpacked.ts'

/** Why nothing can be said of a file. */
export type FileFault = ModuleFault | Unreadable

/** What a package says of itself. Texts are bytes, one unit each. */
export interface PackageDescription {
  readonly format: PackageFormat
  readonly name: string
  readonly version: string
  readonly architecture: string
  /** As the package manager writes them. */
  readonly depends: readonly string[]
  /** The modules in it, as they are named among all. */
  readonly modules: readonly string[]
}

/** `file`: as the user named it, or in a package that was named. */
export type FileInfo =
  | { readonly file: string; readonly package: PackageDescription }
  | { readonly file: string; readonly info: ModuleInfo }
  | { readonly file: string; readonly fault: FileFault }

const moduleResult = (file: string, read: () => Uint8Array): FileInfo => {
  const result = ifReadable(() => readModuleInfo(read()))
  return result.kind === 'module' ? { file, info: result } : { file, fault: result }
}

/** The package, then the modules in it. */
const packageResults = (file: string, files: FileSystem): readonly FileInfo[] => {
  const content = ifReadable(() => openPackage(files.read(file), isModuleFileName))
  if (content.kind !== 'package') return [{ file, fault: content }]
  const { format, info, files: members } = content
  const { name, version, architecture, dependencies } = info
  const depends = dependencies.map((dependency) => dependencyText(dependency, format))
  const modules = members.map(({ path }) => fileInPackage(file, path))
  return [
    { file, package: { format, name, version, architecture, depends, modules } },
    ...members.map(({ path, bytes }) => moduleResult(fileInPackage(file, path), () => bytes)),
  ]
}

/** One result for each path, in their order; of a package more. */
export const moduleInfos = (paths: readonly string[], files: FileSystem = moduleDisk()): readonly FileInfo[] =>
  paths.flatMap((file) =>
    isPackageFileName(file) ? packageResults(file, files) : [moduleResult(file, () => files.read(file))],
  )
