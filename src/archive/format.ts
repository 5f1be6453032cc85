/**
 * Compressed formats, told by their first bytes: RFC 1952 section 2.3.1, the .xz file format 1.2.1 section 2.1.1.1, RFC 8878
 * sections 3.1.1 and 3.1.2.
 */

export type ArchiveFormat = 'gzip' | 'xz' | 'zstd'

/** What packages are made of besides, as far as it is told from them: `adb` is the container of .apk version 3. */
export type ContainerFormat = 'tar' | 'ar' | 'adb'

export const XZ_MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] as const
const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd] as const
const GZIP_MAGIC = [0x1f, 0x8b] as const

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte)

/** A zstd file may begin with a frame to be skipped: its magic's low four bits are free. */
const isSkippable = (bytes: Uint8Array): boolean =>
  ((bytes[0] ?? 0) & 0xf0) === 0x50 && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18

/** What the bytes are compressed with; undefined for what no magic tells, which is taken as it is. */
export const archiveFormat = (bytes: Uint8Array): ArchiveFormat | undefined => {
  if (startsWith(bytes, GZIP_MAGIC)) return 'gzip'
  if (startsWith(bytes, XZ_MAGIC)) return 'xz'
  return startsWith(bytes, ZSTD_MAGIC) || isSkippable(bytes) ? 'zstd' : undefined
}
