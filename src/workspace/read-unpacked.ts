/**
 * Files as they are to be read: what the system refuses and what is damaged are data.
 */
import { type Damaged, expand, SIZE_LIMIT } from '../archive/expand.ts'
import { diskFileSystem } from '../files/disk-file-system.ts'
import { FileError, type FileSystem } from '../files/file-system.ts'

/** The system's name for why a file or a folder cannot be read. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly code: string
}

/** The disk, for files as large as modules may be. */
export const moduleDisk = (): FileSystem => diskFileSystem({ sizeLimit: SIZE_LIMIT })

/** What `read` gives, or why the system does not. */
export const ifReadable = <T>(read: () => T): T | Unreadable => {
  try {
    return read()
  } catch (error) {
    if (error instanceof FileError) return { kind: 'unreadable', code: error.code }
    throw error
  }
}

/** The bytes that `read` gives, unpacked where they are compressed. */
export const readUnpacked = (read: () => Uint8Array): Uint8Array | Unreadable | Damaged => {
  const bytes = ifReadable(read)
  if (!(bytes instanceof Uint8Array)) return bytes
  const expanded = expand(bytes)
  return expanded.kind === 'damaged' ? expanded : expanded.bytes
}
