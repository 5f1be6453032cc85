/**
 * The envelope of a pack in the cache: magic, CRC-32 of all that follows, lengths of key and value, the key, the value. The
 * checksum is there for truncated files and failing disks; a CRC is enough for those and, unlike a SHA, costs a warm start
 * next to nothing.
 */

import { crc32 } from './checksums.ts'

const MAGIC = Buffer.from('kcheck-pack/2\n', 'latin1')
const CHECKSUM_AT = MAGIC.length
const KEY_LENGTH_AT = CHECKSUM_AT + 4
const LENGTH_AT = KEY_LENGTH_AT + 6
const HEADER_SIZE = 32
/** Values begin at multiples of this, so that numbers in them can be looked at in place. */
const ALIGNMENT = 8

const padded = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT

/** `value` with its header and key. */
export const sealPack = (key: Uint8Array, value: Uint8Array): Buffer => {
  const start = HEADER_SIZE + padded(key.length)
  const pack = Buffer.alloc(start + value.length)
  MAGIC.copy(pack)
  pack.writeUIntLE(key.length, KEY_LENGTH_AT, 6)
  pack.writeUIntLE(value.length, LENGTH_AT, 6)
  pack.set(key, HEADER_SIZE)
  pack.set(value, start)
  pack.writeUInt32LE(crc32(pack.subarray(KEY_LENGTH_AT)), CHECKSUM_AT)
  return pack
}

/** The value in a pack, without copying it, or undefined where the pack is another key's or not whole. */
export const openPack = (key: Uint8Array, pack: Buffer): Buffer | undefined => {
  if (pack.length < HEADER_SIZE || !pack.subarray(0, MAGIC.length).equals(MAGIC)) return undefined
  const keyLength = pack.readUIntLE(KEY_LENGTH_AT, 6)
  const start = HEADER_SIZE + padded(keyLength)
  if (pack.length !== start + pack.readUIntLE(LENGTH_AT, 6)) return undefined
  if (!pack.subarray(HEADER_SIZE, HEADER_SIZE + keyLength).equals(key)) return undefined
  return pack.readUInt32LE(CHECKSUM_AT) === crc32(pack.subarray(KEY_LENGTH_AT)) ? pack.subarray(start) : undefined
}
