/**
 * Reading module files one after the other, in memory that is used again, and unpacking those that are compressed.
 */
import { expand } from '../archive/expand.ts'
import { archiveFormat } from '../archive/format.ts'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { SIZE_LIMIT } from './module-failure.ts'
import type { ModuleFileProblem } from './module-outcome.ts'

export type ModuleRead =
  /** Valid until the next file is read. */
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'problem'; readonly problem: ModuleFileProblem }

/** The bytes that the kernel is given: programs unpack a file before. Never throws for what is there. */
export const readModule = (files: FileSystem, path: string): ModuleRead => {
  try {
    const bytes = files.readShared?.(path) ?? files.read(path)
    if (archiveFormat(bytes) === undefined) return { kind: 'read', bytes }
    const expanded = expand(bytes, { limit: SIZE_LIMIT })
    if (expanded.kind !== 'damaged') return { kind: 'read', bytes: expanded.bytes }
    const { format, code, args } = expanded
    return { kind: 'problem', problem: { kind: 'damaged', format, code, args: { ...args } } }
  } catch (error) {
    if (error instanceof FileError) return { kind: 'problem', problem: { kind: 'unreadable', code: error.code } }
    throw error
  }
}
