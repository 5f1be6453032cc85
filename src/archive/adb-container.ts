/**
 * The container of apk-tools 3: how it is compressed, and the blocks in it (src/adb.h and src/adb_comp.c, apk-tools 3.0).
 * Numbers are little-endian.
 */
import { latin1 } from '../files/source-file.ts'
import { Damage, damaged } from './damage.ts'
import { inflateRaw } from './deflate.ts'
import { expandZstd } from './zstd.ts'

/** The file header of what is not compressed, or no longer. */
const PLAIN = 'ADB.'
const DEFLATED = 'ADBd'
/** An algorithm and a level follow, a byte each. */
const COMPRESSED = 'ADBc'

const ALGORITHMS = ['none', 'deflate', 'zstd'] as const

const ALIGNMENT = 8
/** Kinds of blocks; `wide`: the size is in eight bytes behind the kind. */
const BLOCK = { table: 0, signature: 1, data: 2, wide: 3 } as const

/** `table`: the tree of values. `data`: the content of a file. */
export interface AdbBlock {
  readonly kind: 'table' | 'signature' | 'data'
  readonly bytes: Uint8Array
  /** Of `bytes` in what is unpacked. */
  readonly offset: number
}

export interface AdbContainer {
  /** Four letters: what the table is of. */
  readonly schema: string
  readonly blocks: Iterable<AdbBlock>
}

const KINDS = ['table', 'signature', 'data'] as const

const magicOf = (bytes: Uint8Array): string => latin1(bytes.subarray(0, 4))

export const isAdb = (bytes: Uint8Array): boolean => [PLAIN, DEFLATED, COMPRESSED].includes(magicOf(bytes))

const unpack = (bytes: Uint8Array, limit: number): Uint8Array => {
  const magic = magicOf(bytes)
  if (magic === PLAIN) return bytes
  if (magic === DEFLATED) return inflateRaw(bytes.subarray(4), limit)
  if (bytes.length < 6) damaged('end', bytes.length)
  const algorithm = ALGORITHMS[bytes[4] ?? 0]
  const content = bytes.subarray(6)
  switch (algorithm) {
    case 'none':
      return content
    case 'deflate':
      return inflateRaw(content, limit)
    case 'zstd':
      return expandZstd(content, limit).bytes
    default:
      throw new Damage('archive/unsupported', { what: `compression ${bytes[4]}`, offset: 4 })
  }
}

/** Kind, size with the header, and the header's size, of the block at `at`. */
const blockHeader = (view: DataView, at: number): readonly [kind: number, size: number, header: number] => {
  const { byteLength } = view
  if (at + 4 > byteLength) return damaged('end', byteLength)
  const word = view.getUint32(at, true)
  const [kind, size] = [word >>> 30, word & 0x3fffffff]
  if (kind !== BLOCK.wide) return [kind, size, 4]
  if (at + 16 > byteLength) return damaged('end', byteLength)
  const wide = view.getBigUint64(at + 8, true)
  return [size, wide > BigInt(byteLength) ? damaged('end', byteLength) : Number(wide), 16]
}

function* blocksOf(bytes: Uint8Array): Generator<AdbBlock> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at < bytes.length; ) {
    const [number, size, header] = blockHeader(view, at)
    const kind = KINDS[number] ?? damaged('block', at)
    if (size < header) damaged('block', at)
    if (size > bytes.length - at) damaged('end', bytes.length)
    yield { kind, bytes: bytes.subarray(at + header, at + size), offset: at + header }
    at += Math.ceil(size / ALIGNMENT) * ALIGNMENT
  }
}

/** The container in a file that `isAdb` is true of. Throws a `Damage`, its blocks do when they come to one. */
export const openAdb = (file: Uint8Array, limit: number): AdbContainer => {
  const bytes = unpack(file, limit)
  if (bytes.length < 8) damaged('end', bytes.length)
  if (magicOf(bytes) !== PLAIN) damaged('header', 0)
  return { schema: latin1(bytes.subarray(4, 8)), blocks: blocksOf(bytes) }
}
