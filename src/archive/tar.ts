/**
 * tar as packages use it: ustar with the name in two fields (POSIX.1-2017, pax, "ustar Interchange Format"), pax records
 * for longer names and sizes, and GNU's entries of type L that do the same. Links, folders and devices are passed over.
 */
import { latin1 } from '../files/source-file.ts'
import { Damage, damaged } from './damage.ts'
import { paxRecords } from './tar-pax.ts'

const TAR_BLOCK = 512
/** Longer names, and longer pax headers, are in no package. */
const LONGEST_HEADER = 1024 * 1024

/** A field of a header: where it is, and its bytes. */
const FIELD = {
  name: [0, 100],
  size: [124, 12],
  checksum: [148, 8],
  type: [156, 1],
  /** `ustar` and a NUL; GNU has a blank for it, and no prefix. */
  magic: [257, 6],
  prefix: [345, 155],
} as const

/** A regular file. `path`: as it is written there, latin1. `bytes`: a part of the archive's. */
export interface TarFile {
  readonly path: string
  readonly bytes: Uint8Array
}

const textOf = (header: Uint8Array, [at, length]: readonly [number, number]): string => {
  const text = latin1(header.subarray(at, at + length))
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

/** Octal digits, or where the first bit is set a binary number: GNU's form for what has no room. */
const numberOf = (header: Uint8Array, field: readonly [number, number], offset: number): number => {
  const [at, length] = field
  if (((header[at] ?? 0) & 0x80) !== 0) {
    const binary = header.subarray(at + 1, at + length).reduce((value, byte) => value * 256 + byte, 0)
    return Number.isSafeInteger(binary) && header[at] === 0x80 ? binary : damaged('number', offset + at)
  }
  const digits = textOf(header, field).trim()
  return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : damaged('number', offset + at)
}

const ZEROS = new Uint8Array(TAR_BLOCK)

/** Of a block, or the rest of one at the end. */
const isZero = (block: Uint8Array): boolean => Buffer.compare(block, ZEROS.subarray(0, block.length)) === 0

/** The sum of a header's bytes, those of the sum itself taken as blanks. Some programs summed them as signed. */
const checkSum = (header: Uint8Array, offset: number): void => {
  const [at, length] = FIELD.checksum
  let unsigned = 0
  let signed = 0
  for (let index = 0; index < TAR_BLOCK; index++) {
    const value = index >= at && index < at + length ? 0x20 : (header[index] ?? 0)
    unsigned += value
    signed += value > 0x7f ? value - 0x100 : value
  }
  const stated = numberOf(header, FIELD.checksum, offset)
  if (stated !== unsigned && stated !== signed) throw new Damage('archive/checksum', { what: 'tar header', offset })
}

const pathOf = (header: Uint8Array): string => {
  const name = textOf(header, FIELD.name)
  const prefix = textOf(header, FIELD.magic) === 'ustar' ? textOf(header, FIELD.prefix) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** Whether bytes begin with a header of tar. */
export const isTar = (bytes: Uint8Array): boolean =>
  bytes.length >= TAR_BLOCK && latin1(bytes.subarray(257, 262)) === 'ustar'

/** Whether an archive has its end: blocks of zeros. */
export const endsInZeros = (tar: Uint8Array): boolean => tar.length >= TAR_BLOCK && isZero(tar.subarray(-TAR_BLOCK))

/** What an entry before a file says of it. */
interface Ahead {
  path?: string
  size?: number
}

/**
 * The regular files in their order. Blocks of zeros are passed over, as an .apk is several archives in one. Throws a
 * `Damage` when it comes to one.
 */
export function* tarFiles(bytes: Uint8Array): Generator<TarFile> {
  let ahead: Ahead = {}
  for (let at = 0; at < bytes.length; ) {
    const header = bytes.subarray(at, at + TAR_BLOCK)
    const start = at + TAR_BLOCK
    if (isZero(header)) {
      at = start
      continue
    }
    if (header.length < TAR_BLOCK) damaged('end', bytes.length)
    checkSum(header, at)
    const type = latin1(header.subarray(FIELD.type[0], FIELD.type[0] + 1))
    const isAhead = type === 'x' || type === 'g' || type === 'L' || type === 'K'
    const size = isAhead ? numberOf(header, FIELD.size, at) : (ahead.size ?? numberOf(header, FIELD.size, at))
    if (size > bytes.length - start) damaged('end', bytes.length)
    const content = bytes.subarray(start, start + size)
    if (isAhead) {
      if (size > LONGEST_HEADER) throw new Damage('archive/over-limit', { limit: LONGEST_HEADER, offset: at })
      noteAhead(ahead, type, content, start)
    } else {
      if (type === 'S') throw new Damage('archive/unsupported', { what: 'sparse file', offset: at })
      if (type === '0' || type === '\0' || type === '7') yield { path: ahead.path ?? pathOf(header), bytes: content }
      ahead = {}
    }
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK
  }
}

/** `g` holds for all files that follow and names none in packages; `K` is the target of a link. */
const noteAhead = (ahead: Ahead, type: string, content: Uint8Array, offset: number): void => {
  if (type === 'L') ahead.path = textOf(content, [0, content.length])
  if (type !== 'x') return
  for (const [key, value] of paxRecords(content, offset)) {
    if (key === 'path') ahead.path = value
    if (key === 'size') ahead.size = /^\d{1,15}$/.test(value) ? Number(value) : damaged('number', offset)
  }
}
