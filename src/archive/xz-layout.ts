/**
 * The structure of an xz file: streams of blocks, each with an index, as the .xz file format 1.2.1 has it. Everything but
 * the compressed data itself is read and checked here, so that the size of the output is known before any of it is made.
 */
import { crc32 } from '../files/checksums.ts'
import { Damage, damaged } from './damage.ts'
import { XZ_MAGIC } from './format.ts'
import { type Lzma2Span, walkLzma2 } from './lzma2.ts'
import { ByteReader } from './xz-reader.ts'

/** The integrity check of a stream. */
export type XzCheck = 'none' | 'crc32' | 'crc64' | 'sha256'

/** One block: where its LZMA2 data is, what it unpacks to, and the bytes its check should have. */
export interface XzBlock extends Lzma2Span {
  readonly dictionarySize: number
  readonly check: XzCheck
  readonly sum: Uint8Array
}

export interface XzLayout {
  /** Of the first stream. */
  readonly check: XzCheck
  readonly blocks: readonly XzBlock[]
}

const FOOTER_SIZE = 12
const FOOTER_MAGIC = [0x59, 0x5a] as const
const LZMA2 = 0x21
const LARGEST_DICTIONARY = 40

/** By the check's number in the stream flags: its name and size in bytes. */
const CHECKS: Readonly<Record<number, { readonly name: XzCheck; readonly size: number }>> = {
  0: { name: 'none', size: 0 },
  1: { name: 'crc32', size: 4 },
  4: { name: 'crc64', size: 8 },
  10: { name: 'sha256', size: 32 },
}

interface StreamFlags {
  readonly check: XzCheck
  readonly checkSize: number
  readonly flags: number
}

const readFlags = (reader: ByteReader): StreamFlags => {
  const at = reader.at
  if (reader.byte() !== 0) throw new Damage('archive/unsupported', { what: 'stream flags', offset: at })
  const flags = reader.byte()
  const known = CHECKS[flags]
  if (known === undefined) throw new Damage('archive/unsupported', { what: `check ${flags}`, offset: at + 1 })
  return { check: known.name, checkSize: known.size, flags }
}

const checkCrc32 = (reader: ByteReader, start: number, end: number): void => {
  const at = reader.at
  const sum = crc32(reader.bytes.subarray(start, end))
  if (reader.uint32() !== sum) throw new Damage('archive/checksum', { what: 'header', offset: at })
}

const readStreamHeader = (reader: ByteReader): StreamFlags => {
  reader.magic(XZ_MAGIC, 'stream header')
  const start = reader.at
  reader.at = start + 2
  checkCrc32(reader, start, start + 2)
  const end = reader.at
  reader.at = start
  const flags = readFlags(reader)
  reader.at = end
  return flags
}

/**
 * The check of the first stream, from its header alone; undefined where that is no sound header of a check known here. The
 * kernel decides by it before it looks at the data, so it matters in damaged files too.
 */
export const xzStreamCheck = (bytes: Uint8Array): XzCheck | undefined => {
  try {
    return readStreamHeader(new ByteReader(bytes, 0)).check
  } catch (error) {
    if (error instanceof Damage) return undefined
    throw error
  }
}

interface BlockHeader {
  readonly packedSize: number | undefined
  readonly size: number | undefined
  readonly dictionarySize: number
}

/** The only filter that is read is LZMA2 alone, which is what everything but a kernel image is packed with. */
const readFilters = (reader: ByteReader, count: number): number => {
  const at = reader.at
  const id = reader.variable()
  if (id !== LZMA2 || count !== 1) throw new Damage('archive/unsupported', { what: `filter ${id}`, offset: at })
  if (reader.variable() !== 1) damaged('filter properties', at)
  const bits = reader.byte()
  if (bits > LARGEST_DICTIONARY) damaged('dictionary size', reader.at - 1)
  return bits === LARGEST_DICTIONARY ? 0xffffffff : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11)
}

const readBlockHeader = (reader: ByteReader): BlockHeader => {
  const start = reader.at
  const size = (reader.byte() + 1) * 4
  const end = start + size - 4
  reader.need(size - 1)
  reader.at = end
  checkCrc32(reader, start, end)
  const inner = new ByteReader(reader.bytes.subarray(0, end), start + 1)
  const flags = inner.byte()
  if ((flags & 0x3c) !== 0) throw new Damage('archive/unsupported', { what: 'block flags', offset: start + 1 })
  const packedSize = (flags & 0x40) === 0 ? undefined : inner.variable()
  const unpackedSize = (flags & 0x80) === 0 ? undefined : inner.variable()
  const dictionarySize = readFilters(inner, (flags & 3) + 1)
  inner.zeros(end - inner.at)
  return { packedSize, size: unpackedSize, dictionarySize }
}

/** Sizes as the index repeats them: without padding, and unpacked. */
interface IndexRecord {
  readonly unpadded: number
  readonly size: number
}

const readIndex = (reader: ByteReader, records: readonly IndexRecord[]): number => {
  const start = reader.at
  reader.byte()
  if (reader.variable() !== records.length) damaged('index', start)
  for (const { unpadded, size } of records) {
    const at = reader.at
    if (reader.variable() !== unpadded || reader.variable() !== size) damaged('index', at)
  }
  reader.zeros(-(reader.at - start) & 3)
  checkCrc32(reader, start, reader.at)
  return reader.at - start
}

const readFooter = (reader: ByteReader, header: StreamFlags, indexSize: number): void => {
  const start = reader.at
  reader.need(FOOTER_SIZE)
  checkCrc32(reader, start + 4, start + 10)
  if ((reader.uint32() + 1) * 4 !== indexSize) damaged('backward size', start + 4)
  if (readFlags(reader).flags !== header.flags) damaged('stream flags', start + 8)
  reader.magic(FOOTER_MAGIC, 'stream footer')
}

const readBlock = (reader: ByteReader, { check, checkSize }: StreamFlags): { block: XzBlock; record: IndexRecord } => {
  const start = reader.at
  const header = readBlockHeader(reader)
  const span = walkLzma2(reader.bytes, reader.at)
  if (header.packedSize !== undefined && header.packedSize !== span.end - span.start) damaged('packed size', start)
  if (header.size !== undefined && header.size !== span.size) damaged('unpacked size', start)
  reader.at = span.end
  reader.zeros(-(span.end - start) & 3)
  const sum = reader.take(checkSize)
  const record = { unpadded: span.end - start + checkSize, size: span.size }
  return { block: { ...span, dictionarySize: header.dictionarySize, check, sum }, record }
}

const readStream = (reader: ByteReader, blocks: XzBlock[]): StreamFlags => {
  const header = readStreamHeader(reader)
  const records: IndexRecord[] = []
  while (reader.peek() !== 0) {
    const { block, record } = readBlock(reader, header)
    blocks.push(block)
    records.push(record)
  }
  readFooter(reader, header, readIndex(reader, records))
  return header
}

/** Between and after streams there may be zeros, four at a time. */
const skipPadding = (reader: ByteReader): void => {
  const start = reader.at
  while (reader.at < reader.bytes.length && reader.peek() === 0) reader.at++
  if (reader.at !== start && (reader.at - start) % 4 !== 0) throw new Damage('archive/trailing-data', { offset: start })
}

/** All blocks of the file. Throws a `Damage`. */
export const readXzLayout = (bytes: Uint8Array): XzLayout => {
  const reader = new ByteReader(bytes, 0)
  const blocks: XzBlock[] = []
  const { check } = readStream(reader, blocks)
  skipPadding(reader)
  while (reader.at < bytes.length) {
    if (bytes[reader.at] !== 0xfd) throw new Damage('archive/trailing-data', { offset: reader.at })
    readStream(reader, blocks)
    skipPadding(reader)
  }
  return { check, blocks }
}
