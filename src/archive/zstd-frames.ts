/**
 * The frames of a zstd file and their blocks, from headers alone: RFC 8878, section 3.1.1. It tells where the file ends, how
 * much a frame unpacks to at most, and which checksum it carries, before anything is unpacked.
 */
import { Damage, damaged } from './damage.ts'

/** One block as it lies in the file. `size`: its bytes there; `most`: the bytes it unpacks to, at most. */
export interface ZstdBlock {
  readonly kind: 'raw' | 'rle' | 'compressed'
  readonly start: number
  readonly size: number
  readonly most: number
}

export interface ZstdFrame {
  readonly start: number
  readonly end: number
  readonly windowSize: number
  /** Undefined where the header does not say. */
  readonly contentSize: number | undefined
  /** Low 32 bits of the content's XXH64; undefined where the frame carries none. */
  readonly checksum: number | undefined
  readonly blocks: readonly ZstdBlock[]
  /** The most bytes it can unpack to. */
  readonly most: number
}

const MAGIC = 0xfd2fb528
const SKIPPABLE = 0x184d2a50
const LARGEST_BLOCK = 128 * 1024
/** What zstd itself refuses to unpack unless told otherwise; kernel and kmod refuse it too. */
const LARGEST_WINDOW = 128 * 1024 * 1024
const KINDS = ['raw', 'rle', 'compressed'] as const

const little = (bytes: Uint8Array, at: number, count: number): number => {
  if (at + count > bytes.length) damaged('end', bytes.length)
  let value = 0
  for (let index = count - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] as number)
  return value
}

interface FrameHeader {
  readonly end: number
  readonly windowSize: number
  readonly contentSize: number | undefined
  readonly hasChecksum: boolean
}

/** By the two bits of the dictionary flag, and of the content size flag. */
const DICTIONARY_BYTES = [0, 1, 2, 4] as const
const SIZE_BYTES = [0, 2, 4, 8] as const

const readFrameHeader = (bytes: Uint8Array, start: number): FrameHeader => {
  const descriptor = little(bytes, start + 4, 1)
  if ((descriptor & 0x08) !== 0) throw new Damage('archive/unsupported', { what: 'frame header', offset: start + 4 })
  const isSingle = (descriptor & 0x20) !== 0
  let at = start + 5
  let windowSize = 0
  if (!isSingle) {
    const byte = little(bytes, at++, 1)
    const base = 2 ** (10 + (byte >> 3))
    windowSize = base + (base / 8) * (byte & 7)
  }
  const dictionaryBytes = DICTIONARY_BYTES[(descriptor & 3) as 0 | 1 | 2 | 3]
  if (little(bytes, at, dictionaryBytes) !== 0)
    throw new Damage('archive/unsupported', { what: 'dictionary', offset: at })
  at += dictionaryBytes
  const flag = (descriptor >> 6) as 0 | 1 | 2 | 3
  const sizeBytes = flag === 0 && isSingle ? 1 : SIZE_BYTES[flag]
  const size = little(bytes, at, sizeBytes) + (sizeBytes === 2 ? 256 : 0)
  if (isSingle) windowSize = size
  else if (windowSize > LARGEST_WINDOW) throw new Damage('archive/unsupported', { what: 'window', offset: start + 5 })
  return {
    end: at + sizeBytes,
    windowSize,
    contentSize: sizeBytes === 0 ? undefined : size,
    hasChecksum: (descriptor & 0x04) !== 0,
  }
}

const readFrame = (bytes: Uint8Array, start: number): ZstdFrame => {
  const { end: first, windowSize, contentSize, hasChecksum } = readFrameHeader(bytes, start)
  const largest = Math.min(windowSize, LARGEST_BLOCK)
  const blocks: ZstdBlock[] = []
  let most = 0
  let isLast = false
  let at = first
  while (!isLast) {
    const header = little(bytes, at, 3)
    isLast = (header & 1) === 1
    const kind = KINDS[(header >> 1) & 3] ?? damaged('block type', at)
    const size = header >> 3
    if (size > largest) damaged('block size', at)
    const length = kind === 'rle' ? 1 : size
    const block: ZstdBlock = { kind, start: at + 3, size: length, most: kind === 'compressed' ? largest : size }
    at = block.start + length
    if (at > bytes.length) damaged('end', bytes.length)
    blocks.push(block)
    most += block.most
  }
  const checksum = hasChecksum ? little(bytes, at, 4) : undefined
  const end = hasChecksum ? at + 4 : at
  if (contentSize !== undefined && contentSize > most) damaged('content size', start)
  return { start, end, windowSize, contentSize, checksum, blocks, most }
}

/** All frames of the file, without those to be skipped. Throws a `Damage`. */
export const readZstdFrames = (bytes: Uint8Array): readonly ZstdFrame[] => {
  const frames: ZstdFrame[] = []
  let at = 0
  while (at < bytes.length) {
    const magic = at + 4 <= bytes.length ? little(bytes, at, 4) : 0
    if (magic === MAGIC) {
      const frame = readFrame(bytes, at)
      frames.push(frame)
      at = frame.end
    } else if ((magic & 0xfffffff0) === SKIPPABLE) {
      at += 8 + little(bytes, at + 4, 4)
      if (at > bytes.length) damaged('end', bytes.length)
    } else if (at === 0) damaged('magic', at)
    else throw new Damage('archive/trailing-data', { offset: at })
  }
  return frames
}
