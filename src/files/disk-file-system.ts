/**
 * Files on the disk. Reads are synchronous (a tree is some 1,500 small files: waiting for each costs more than it saves)
 * and bounded, so that a wrong path (a device, a disk image) ends in an error and not in a full memory.
 */
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { FileError, type FileKind, type FileSignature, type FileSystem } from './file-system.ts'

/** Largest file that is read unless told otherwise: 64 MiB, ten times all Kconfig files of a kernel together. */
export const DEFAULT_SIZE_LIMIT = 64 * 1024 * 1024

const CHUNK_SIZE = 64 * 1024

/** Where relative paths start, and how large a file may be in bytes. */
export interface DiskOptions {
  /** Default: the process's current folder. */
  readonly root?: string
  readonly sizeLimit?: number
}

/** The system's name for what went wrong; a path that no system call accepts (a NUL byte in it) is EINVAL. */
export const errorCode = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code
  if (typeof code !== 'string') throw error
  return code.startsWith('ERR_INVALID_ARG') ? 'EINVAL' : code
}

/** What is there, or undefined where nothing can be reached. */
const statusOf = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    errorCode(error)
    return undefined
  }
}

const readRegular = (descriptor: number, size: number): Uint8Array => {
  const bytes = Buffer.allocUnsafe(size)
  let filled = 0
  while (filled < size) {
    const count = readSync(descriptor, bytes, filled, size - filled, null)
    if (count === 0) break
    filled += count
  }
  return filled === size ? bytes : bytes.subarray(0, filled)
}

/** Pipes, and files of /proc whose size is given as 0. `begun`: what was read of it already. */
const readStream = (descriptor: number, path: string, sizeLimit: number, begun = Buffer.alloc(0)): Buffer => {
  const chunks: Buffer[] = [begun]
  let total = begun.length
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_SIZE)
    const count = readSync(descriptor, chunk, 0, CHUNK_SIZE, null)
    if (count === 0) return Buffer.concat(chunks)
    total += count
    if (total > sizeLimit) throw new FileError(path, 'TOO_LARGE')
    chunks.push(chunk.subarray(0, count))
  }
}

/** What text is read into: a tree is some 1,500 small files, and memory for each takes longer than reading it. */
let scratch: Buffer | undefined
const SCRATCH_SIZE = 256 * 1024

const readTextFrom = (descriptor: number, path: string, sizeLimit: number): string => {
  scratch ??= Buffer.allocUnsafeSlow(SCRATCH_SIZE)
  let filled = 0
  while (filled < SCRATCH_SIZE) {
    const count = readSync(descriptor, scratch, filled, SCRATCH_SIZE - filled, null)
    if (count === 0) return scratch.toString('latin1', 0, filled)
    filled += count
    if (filled > sizeLimit) throw new FileError(path, 'TOO_LARGE')
  }
  return readStream(descriptor, path, sizeLimit, Buffer.from(scratch)).toString('latin1')
}

/** What `readShared` reads into, grown to the largest file that was read. Memory that nothing was read into is not taken. */
let shared: Buffer | undefined
const SHARED_SIZE = 16 * 1024 * 1024

/** Without asking for the size first: reads until there is no more. */
const readIntoShared = (descriptor: number, path: string, sizeLimit: number): Uint8Array => {
  shared ??= Buffer.allocUnsafeSlow(SHARED_SIZE)
  for (let filled = 0; ; ) {
    if (filled === shared.length) {
      if (filled > sizeLimit) throw new FileError(path, 'TOO_LARGE')
      const larger = Buffer.allocUnsafeSlow(filled * 2)
      shared.copy(larger)
      shared = larger
    }
    const count = readSync(descriptor, shared, filled, shared.length - filled, null)
    filled += count
    if (count > 0) continue
    if (filled > sizeLimit) throw new FileError(path, 'TOO_LARGE')
    return shared.subarray(0, filled)
  }
}

/** A file system on the disk. */
export const diskFileSystem = (options: DiskOptions = {}): FileSystem => {
  const { root, sizeLimit = DEFAULT_SIZE_LIMIT } = options
  const locate = (path: string): string => (root === undefined || isAbsolute(path) ? path : join(root, path))
  const opened = <T>(path: string, take: (descriptor: number) => T): T => {
    let descriptor: number | undefined
    try {
      descriptor = openSync(locate(path), 'r')
      return take(descriptor)
    } catch (error) {
      throw error instanceof FileError ? error : new FileError(path, errorCode(error))
    } finally {
      if (descriptor !== undefined) closeSync(descriptor)
    }
  }
  return {
    read: (path: string): Uint8Array =>
      opened(path, (descriptor) => {
        const status = fstatSync(descriptor)
        if (status.isDirectory()) throw new FileError(path, 'EISDIR')
        if (status.size > sizeLimit) throw new FileError(path, 'TOO_LARGE')
        return status.isFile() && status.size > 0
          ? readRegular(descriptor, status.size)
          : readStream(descriptor, path, sizeLimit)
      }),
    readShared: (path: string): Uint8Array => opened(path, (descriptor) => readIntoShared(descriptor, path, sizeLimit)),
    readText: (path: string): string => opened(path, (descriptor) => readTextFrom(descriptor, path, sizeLimit)),
    signature(path: string): FileSignature | undefined {
      const found = statusOf(locate(path))
      if (found?.isFile() !== true) return undefined
      const { dev, ino, size, mtimeMs, ctimeMs } = found
      // The change time cannot be set by programs: content that changes under an old modification time shows in it.
      return { text: `${dev}:${ino}:${size}:${mtimeMs}:${ctimeMs}`, changed: ctimeMs }
    },
    kind(path: string): FileKind | undefined {
      const status = statusOf(locate(path))
      if (status === undefined) return undefined
      if (status.isFile()) return 'file'
      return status.isDirectory() ? 'directory' : 'other'
    },
    isLink(path: string): boolean {
      try {
        return lstatSync(locate(path), { throwIfNoEntry: false })?.isSymbolicLink() === true
      } catch (error) {
        errorCode(error)
        return false
      }
    },
    list(path: string): readonly string[] {
      try {
        return readdirSync(locate(path), 'utf8')
      } catch (error) {
        throw new FileError(path, errorCode(error))
      }
    },
  }
}
