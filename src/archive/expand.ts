/**
 * Compressed files as the bytes they hold. Everything is synchronous, and the output is bounded before memory is taken for
 * it: a file of some kilobytes may claim to hold gigabytes.
 *
 * gzip is node:zlib's, zstd too where Node has it (22.15 and later). For the others packages were tried: xz-decompress gives
 * an asynchronous stream of one xz stream and does not see what follows it; fzstd compares no checksum, and 21 bytes make it
 * work for minutes. So both are read here, and nothing is loaded for plain files but this folder.
 */
import { type ArchiveArgs, type ArchiveCode, Damage } from './damage.ts'
import { type ArchiveFormat, archiveFormat, type ContainerFormat } from './format.ts'
import { expandGzip } from './gzip.ts'
import { expandXz } from './xz.ts'
import type { XzCheck } from './xz-layout.ts'
import { expandZstd } from './zstd.ts'

/** The most bytes that kcheck takes of a file, or out of one: modules with debugging information have some 400 MB. */
export const SIZE_LIMIT = 512 * 1024 * 1024

/** `limit`: the most bytes the output may have. What is not compressed is not limited: it is in memory already. */
export interface ExpandOptions {
  readonly limit: number
}

/**
 * The bytes, or what is wrong with the file. `verified`: a checksum in the file was compared with the bytes; false where
 * the file carries none. `check`: what xz's (first) stream uses; the kernel reads only `none` and `crc32`.
 */
export type Expanded =
  | { readonly kind: 'plain'; readonly bytes: Uint8Array }
  | { readonly kind: 'gzip'; readonly bytes: Uint8Array; readonly verified: true }
  | { readonly kind: 'xz'; readonly bytes: Uint8Array; readonly verified: boolean; readonly check: XzCheck }
  | { readonly kind: 'zstd'; readonly bytes: Uint8Array; readonly verified: boolean }
  | Damaged

export interface Damaged {
  readonly kind: 'damaged'
  readonly format: ArchiveFormat | ContainerFormat
  readonly code: ArchiveCode
  readonly args: ArchiveArgs
}

const decoded = (format: ArchiveFormat, bytes: Uint8Array, limit: number): Expanded => {
  switch (format) {
    case 'gzip':
      return { kind: 'gzip', bytes: expandGzip(bytes, limit), verified: true }
    case 'xz':
      return { kind: 'xz', ...expandXz(bytes, limit) }
    case 'zstd':
      return { kind: 'zstd', ...expandZstd(bytes, limit) }
  }
}

/** What the file holds. `plain` is the bytes given, not a copy of them. Never throws for what is in the file. */
export const expand = (bytes: Uint8Array, { limit }: ExpandOptions = { limit: SIZE_LIMIT }): Expanded => {
  const format = archiveFormat(bytes)
  if (format === undefined) return { kind: 'plain', bytes }
  try {
    return decoded(format, bytes, limit)
  } catch (error) {
    if (error instanceof Damage) return { kind: 'damaged', format, code: error.code, args: error.args }
    throw error
  }
}
