/**
 * Deflate without a frame around it (RFC 1951), by node:zlib: nothing in it tells its length or a checksum.
 */
import { Damage } from './damage.ts'
import { zlibDamage, zlibLimit } from './gzip.ts'

/** What the stream holds; what follows its end is not looked at. Throws a `Damage`. */
export const inflateRaw = (bytes: Uint8Array, limit: number): Uint8Array => {
  let content: Uint8Array
  try {
    content = process.getBuiltinModule('node:zlib').inflateRawSync(bytes, { maxOutputLength: zlibLimit(limit) })
  } catch (error) {
    throw zlibDamage(error, limit)
  }
  if (content.length > limit) throw new Damage('archive/over-limit', { limit })
  return content
}
