/**
 * The checksums that Node has. Its modules for them are loaded at the first use: that takes longer than everything else in a
 * small run.
 */

/** CRC-32 (ISO 3309), as gzip and xz use it too. */
export const crc32 = (bytes: Uint8Array): number => process.getBuiltinModule('node:zlib').crc32(bytes)

/** SHA-256 of the parts one after the other, 32 bytes. */
export const sha256 = (parts: Iterable<string | Uint8Array>): Buffer => {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
