/**
 * zstd (RFC 8878): by node:zlib where Node has it (22.15 and later), else here. Headers are read first in either case, which
 * bounds the output and finds what follows the end.
 */
import { Damage, damaged } from './damage.ts'
import { xxh64 } from './xxh64.ts'
import { decodeFrame } from './zstd-decoder.ts'
import { readZstdFrames, type ZstdFrame } from './zstd-frames.ts'

/** `node:zlib`'s function, which the types of Node 20 do not know. */
type NativeZstd = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array

/** Unpacks one frame to at most `limit` bytes. Throws a `Damage`. */
export type UnpackFrame = (bytes: Uint8Array, frame: ZstdFrame, limit: number) => Uint8Array

const LARGEST = 2 ** 32 - 1

const nativeUnpack = (native: NativeZstd): UnpackFrame => {
  return (bytes, frame, limit) => {
    try {
      return native(bytes.subarray(frame.start, frame.end), { maxOutputLength: Math.min(Math.max(limit, 1), LARGEST) })
    } catch (error) {
      const code = String((error as NodeJS.ErrnoException).code)
      if (code === 'ERR_BUFFER_TOO_LARGE') throw new Damage('archive/over-limit', { limit })
      if (!/^(Z_|ZSTD_)/.test(code)) throw error
      const what = code === 'ZSTD_error_checksum_wrong' ? 'xxh64' : code
      throw new Damage(what === 'xxh64' ? 'archive/checksum' : 'archive/damaged', { what, offset: frame.start })
    }
  }
}

/** Node's where it is there. */
export const chooseUnpack = (): UnpackFrame => {
  const native = (process.getBuiltinModule('node:zlib') as { readonly zstdDecompressSync?: NativeZstd })
    .zstdDecompressSync
  return native === undefined ? decodeFrame : nativeUnpack(native)
}

const unpackChecked = (bytes: Uint8Array, frame: ZstdFrame, limit: number, unpack: UnpackFrame): Uint8Array => {
  const content = unpack(bytes, frame, limit)
  if (content.length > limit) throw new Damage('archive/over-limit', { limit })
  if (frame.contentSize !== undefined && frame.contentSize !== content.length) damaged('content size', frame.start)
  if (frame.checksum !== undefined && Number(xxh64(content) & 0xffffffffn) !== frame.checksum) {
    throw new Damage('archive/checksum', { what: 'xxh64', offset: frame.end - 4 })
  }
  return content
}

/** Throws a `Damage`. `verified`: every frame carries a checksum. `unpack` is there for tests. */
export const expandZstd = (
  bytes: Uint8Array,
  limit: number,
  unpack: UnpackFrame = chooseUnpack(),
): { readonly bytes: Uint8Array; readonly verified: boolean } => {
  const frames = readZstdFrames(bytes)
  const declared = frames.reduce((sum, frame) => sum + (frame.contentSize ?? 0), 0)
  if (declared > limit) throw new Damage('archive/over-limit', { limit })
  const contents: Uint8Array[] = []
  let total = 0
  for (const frame of frames) {
    const content = unpackChecked(bytes, frame, limit - total, unpack)
    contents.push(content)
    total += content.length
  }
  const verified = frames.length > 0 && frames.every((frame) => frame.checksum !== undefined)
  return { bytes: contents.length === 1 ? (contents[0] as Uint8Array) : Buffer.concat(contents), verified }
}
