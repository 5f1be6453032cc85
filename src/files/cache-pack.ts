/**
 * The envelope of a pack in the cache: magic, length and CRC-32 of the value, the value. It is there for truncated
 * files and failing disks; a CRC is enough for those and, unlike a SHA, costs a warm start next to nothing.
 */

/** Loaded where a pack is read or written: most commands have no cache. */
const crc32 = (value: Uint8Array): number => process.getBuiltinModule('node:zlib').crc32(value)

const MAGIC = Buffer.from('kcheck-pack/1\n', 'latin1')
const LENGTH_AT = MAGIC.length
const CHECKSUM_AT = LENGTH_AT + 6
const HEADER_SIZE = CHECKSUM_AT + 4

/** `value` with its header. */
export const sealPack = (value: Uint8Array): Buffer => {
  const header = Buffer.alloc(HEADER_SIZE)
  MAGIC.copy(header)
  header.writeUIntLE(value.length, LENGTH_AT, 6)
  header.writeUInt32LE(crc32(value), CHECKSUM_AT)
  return Buffer.concat([header, value])
}

/** The value in a pack, without copying it, or undefined where the pack is not whole. */
export const openPack = (pack: Buffer): Buffer | undefined => {
  if (pack.length < HEADER_SIZE || !pack.subarray(0, MAGIC.length).equals(MAGIC)) return undefined
  const value = pack.subarray(HEADER_SIZE)
  if (pack.readUIntLE(LENGTH_AT, 6) !== value.length) return undefined
  return pack.readUInt32LE(CHECKSUM_AT) === crc32(value) ? value : undefined
}
