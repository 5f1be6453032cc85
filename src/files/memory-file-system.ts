/**
 * Files in memory: tests, generated text (OpenWrt's Kconfig is derived and never touches the disk), standard input.
 */
import { posix } from 'node:path'
import { FileError, type FileKind, type FileSystem } from './file-system.ts'
import { latin1 } from './source-file.ts'

/** Content by path. A string is latin1: one unit per byte. */
export type MemoryFiles = Readonly<Record<string, string | Uint8Array>>

const canonical = (path: string): string => {
  const normal = posix.normalize(path)
  const open = normal.endsWith('/') && normal !== '/' ? normal.slice(0, -1) : normal
  return open.startsWith('./') ? open.slice(2) : open
}

/** A file system that holds `files`; the folders are those that the paths imply. */
export const memoryFileSystem = (files: MemoryFiles): FileSystem => {
  const contents = new Map<string, Uint8Array>()
  const folders = new Map<string, Set<string>>([['.', new Set()]])
  for (const [path, content] of Object.entries(files)) {
    let child = canonical(path)
    contents.set(child, typeof content === 'string' ? Buffer.from(content, 'latin1') : content)
    for (let parent = posix.dirname(child); parent !== child; child = parent, parent = posix.dirname(child)) {
      const names = folders.get(parent) ?? new Set()
      folders.set(parent, names.add(posix.basename(child)))
    }
  }
  const kind = (path: string): FileKind | undefined => {
    const name = canonical(path)
    if (contents.has(name)) return 'file'
    return folders.has(name) ? 'directory' : undefined
  }
  const read = (path: string): Uint8Array => {
    const content = contents.get(canonical(path))
    if (content !== undefined) return content
    throw new FileError(path, kind(path) === 'directory' ? 'EISDIR' : 'ENOENT')
  }
  return {
    kind,
    read,
    readText: (path: string): string => latin1(read(path)),
    list(path: string): readonly string[] {
      const names = folders.get(canonical(path))
      if (names !== undefined) return [...names]
      throw new FileError(path, kind(path) === 'file' ? 'ENOTDIR' : 'ENOENT')
    },
  }
}
