/**
 * xz: all streams of a file, each block compared with its check. Sizes are known before anything is unpacked.
 */
import { crc32, sha256 } from '../files/checksums.ts'
import { crc64 } from './crc64.ts'
import { Damage } from './damage.ts'
import { unpackLzma2 } from './lzma2.ts'
import { readXzLayout, type XzBlock, type XzCheck } from './xz-layout.ts'

const crc32Bytes = (bytes: Uint8Array): Uint8Array => {
  const sum = new Uint8Array(4)
  new DataView(sum.buffer).setUint32(0, crc32(bytes), true)
  return sum
}

const SUMS: Readonly<Record<XzCheck, (bytes: Uint8Array) => Uint8Array>> = {
  none: () => new Uint8Array(0),
  crc32: crc32Bytes,
  crc64,
  sha256: (bytes) => sha256([bytes]),
}

const unpackBlock = (bytes: Uint8Array, block: XzBlock, output: Uint8Array, to: number): void => {
  unpackLzma2(bytes, block, block.dictionarySize, output, to)
  const sum = SUMS[block.check](output.subarray(to, to + block.size))
  if (!block.sum.every((byte, at) => byte === sum[at])) {
    throw new Damage('archive/checksum', { what: block.check, offset: block.end })
  }
}

export interface ExpandedXz {
  readonly bytes: Uint8Array
  readonly check: XzCheck
  readonly verified: boolean
}

/** Throws a `Damage`. */
export const expandXz = (bytes: Uint8Array, limit: number): ExpandedXz => {
  const { check, blocks } = readXzLayout(bytes)
  const size = blocks.reduce((sum, block) => sum + block.size, 0)
  if (size > limit) throw new Damage('archive/over-limit', { limit })
  const output = new Uint8Array(size)
  let to = 0
  for (const block of blocks) {
    unpackBlock(bytes, block, output, to)
    to += block.size
  }
  return { bytes: output, check, verified: check !== 'none' && blocks.every((block) => block.check !== 'none') }
}
