/**
 * Reading module files one after the other, in memory that is used again, and unpacking those that are compressed.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { ModuleFileProblem } from './module-outcome.ts'
import { readUnpacked } from './read-unpacked.ts'

export type ModuleRead =
  /** Valid until the next file is read. */
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'problem'; readonly problem: ModuleFileProblem }

/** The bytes that the kernel is given: programs unpack a file before. Never throws for what is there. */
export const readModule = (files: FileSystem, path: string): ModuleRead => {
  const read = readUnpacked(() => files.readShared?.(path) ?? files.read(path))
  return read instanceof Uint8Array ? { kind: 'read', bytes: read } : { kind: 'problem', problem: read }
}
