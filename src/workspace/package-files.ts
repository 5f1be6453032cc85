/**
 * Packages as folders: the modules in them are files that can be read as any other, under paths that no file has.
 */
import type { Damaged } from '../archive/expand.ts'
import { openPackage } from '../archive/open-package.ts'
import type { PackageContent } from '../archive/package-content.ts'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { latin1 } from '../files/source-file.ts'
import { isModuleFileName } from '../module/module-name.ts'
import { ifReadable, type Unreadable } from './read-unpacked.ts'

/** Between the path of a package and that of a file in it. No system has such a path. */
const INSIDE = '\0/'

/** The path of a file in a package. */
export const pathInPackage = (packagePath: string, member: string): string => `${packagePath}${INSIDE}${member}`

interface OpenedPackage {
  readonly path: string
  readonly content: PackageContent | Damaged | Unreadable
  /** Modules by their path in it. */
  readonly members: ReadonlyMap<string, Uint8Array>
}

export interface PackageFiles extends FileSystem {
  /** The package at a path, and the modules in it. */
  openPackage(path: string): PackageContent | Damaged | Unreadable
}

/** `files`, and in it the modules in packages. The package that was read last is kept. */
export const withPackages = (files: FileSystem): PackageFiles => {
  let last: OpenedPackage | undefined
  const open = (path: string): OpenedPackage => {
    if (last?.path === path) return last
    // not both at a time
    last = undefined
    const bytes = ifReadable(() => files.read(path))
    const content = bytes instanceof Uint8Array ? openPackage(bytes, isModuleFileName) : bytes
    const members = content.kind === 'package' ? content.files : []
    last = { path, content, members: new Map(members.map((member) => [member.path, member.bytes])) }
    return last
  }
  /** Undefined for a path that is in no package. */
  const inside = (path: string): Uint8Array | undefined => {
    const at = path.indexOf(INSIDE)
    if (at < 0) return undefined
    const { content, members } = open(path.slice(0, at))
    const bytes = members.get(path.slice(at + INSIDE.length))
    if (bytes === undefined) throw new FileError(path, content.kind === 'unreadable' ? content.code : 'ENOENT')
    return bytes
  }
  return {
    ...forwarded(files),
    read: (path) => inside(path) ?? files.read(path),
    readText: (path) => {
      const bytes = inside(path)
      return bytes === undefined ? files.readText(path) : latin1(bytes)
    },
    kind: (path) => (path.includes(INSIDE) ? 'file' : files.kind(path)),
    ...(files.readShared === undefined
      ? {}
      : { readShared: (path: string) => inside(path) ?? files.readShared?.(path) ?? files.read(path) }),
    openPackage: (path) => open(path).content,
  }
}

/** What is the same with packages, as far as the files have it. */
const forwarded = (files: FileSystem): Omit<FileSystem, 'read' | 'readText' | 'readShared' | 'kind'> => ({
  list: (path) => files.list(path),
  ...(files.isLink === undefined ? {} : { isLink: (path: string) => files.isLink?.(path) ?? false }),
  ...(files.signature === undefined ? {} : { signature: (path: string) => files.signature?.(path) }),
})
