/**
 * gzip (RFC 1952) by node:zlib, which reads all members and compares the CRC-32 and the length of each.
 */
import { Damage, damaged } from './damage.ts'

/** The first byte of a member. */
const GZIP_MAGIC = 0x1f

interface ZlibInfo {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code)

/**
 * What an error of node:zlib means; throws it again where it is none of the data. Its message is zlib's own, which tells a
 * wrong checksum from a damaged stream.
 */
export const zlibDamage = (error: unknown, limit: number): Damage => {
  const code = codeOf(error)
  const text = (error as Error).message
  if (code === 'ERR_BUFFER_TOO_LARGE') return new Damage('archive/over-limit', { limit })
  if (!code.startsWith('Z_')) throw error
  if (text === 'incorrect data check' || text === 'incorrect length check') {
    return new Damage('archive/checksum', { what: text === 'incorrect data check' ? 'crc32' : 'isize' })
  }
  // the magic of the first member was there: what has none comes after a whole member
  if (text === 'incorrect header check') return new Damage('archive/trailing-data', {})
  if (text === 'unknown compression method') return new Damage('archive/unsupported', { what: 'method' })
  return new Damage('archive/damaged', { what: text })
}

/** zlib wants a limit of at least 1, and one no larger than a buffer can be. */
export const zlibLimit = (limit: number): number =>
  Math.min(Math.max(limit, 1), process.getBuiltinModule('node:buffer').kMaxLength)

/** Zeros may follow, as they do on tapes; zlib stops at the first of them. */
const checkEnd = (bytes: Uint8Array, end: number): void => {
  const rest = bytes.subarray(end).findIndex((byte) => byte !== 0)
  if (rest !== -1) throw new Damage('archive/trailing-data', { offset: end + rest })
}

const unzip = (bytes: Uint8Array, maxOutputLength: number): ZlibInfo =>
  // `info` gives more than the types say
  process.getBuiltinModule('node:zlib').gunzipSync(bytes, { info: true, maxOutputLength }) as unknown as ZlibInfo

/** A single byte after the end is taken for the first of a magic that was cut off. */
const endsInOneByteMore = (bytes: Uint8Array, error: unknown, maxOutputLength: number): boolean => {
  if (codeOf(error) !== 'Z_BUF_ERROR' || bytes.at(-1) === GZIP_MAGIC) return false
  try {
    return unzip(bytes.subarray(0, -1), maxOutputLength).engine.bytesWritten === bytes.length - 1
  } catch {
    return false
  }
}

/** The content of all members, one after the other. Throws a `Damage`. */
export const expandGzip = (bytes: Uint8Array, limit: number): Uint8Array => {
  if (bytes.length < 3) return damaged('header', bytes.length)
  const maxOutputLength = zlibLimit(limit)
  let result: ZlibInfo
  try {
    result = unzip(bytes, maxOutputLength)
  } catch (error) {
    if (!endsInOneByteMore(bytes, error, maxOutputLength)) throw zlibDamage(error, limit)
    throw new Damage('archive/trailing-data', { offset: bytes.length - 1 })
  }
  checkEnd(bytes, result.engine.bytesWritten)
  if (result.buffer.length > limit) throw new Damage('archive/over-limit', { limit })
  return result.buffer
}
