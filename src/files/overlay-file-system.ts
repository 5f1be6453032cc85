/**
 * One file system laid over another: what the upper one has hides what the lower one has; folders are merged.
 */
import { FileError, type FileKind, type FileSystem } from './file-system.ts'

/** `upper` over `lower`. */
export const overlayFileSystem = (upper: FileSystem, lower: FileSystem): FileSystem => ({
  read(path: string): Uint8Array {
    return (upper.kind(path) === 'file' ? upper : lower).read(path)
  },
  readText(path: string): string {
    return (upper.kind(path) === 'file' ? upper : lower).readText(path)
  },
  kind(path: string): FileKind | undefined {
    return upper.kind(path) ?? lower.kind(path)
  },
  list(path: string): readonly string[] {
    const above = upper.kind(path)
    const below = lower.kind(path)
    if (above !== undefined && above !== 'directory') throw new FileError(path, 'ENOTDIR')
    if (above === undefined) return lower.list(path)
    if (below !== 'directory') return upper.list(path)
    return [...new Set([...upper.list(path), ...lower.list(path)])]
  },
})
