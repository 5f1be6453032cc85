/**
 * The checksums that Node has: its modules for them are loaded at the first use.
 */

/** CRC-32 (ISO 3309), as gzip and xz use it. */
export const crc32 = (bytes: Uint8Array): number => process.getBuiltinModule('node:zlib').crc32(bytes)

/** SHA-256, 32 bytes. */
export const sha256 = (bytes: Uint8Array): Uint8Array =>
  process.getBuiltinModule('node:crypto').createHash('sha256').update(bytes).digest()
