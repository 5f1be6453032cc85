/**
 * LZMA2: chunks of LZMA or of plain bytes, each with its sizes in front, so that a walk over the headers tells what the
 * whole unpacks to. Follows the description of the control byte in the .xz file format 1.2.1, section 5.3.1, and the LZMA
 * SDK's specification (public domain).
 */
import { damaged } from './damage.ts'
import { LzmaDecoder } from './lzma-decoder.ts'

/** Offsets of the first byte and past the end marker, and the unpacked size. */
export interface Lzma2Span {
  readonly start: number
  readonly end: number
  readonly size: number
}

const END = 0x00
const PLAIN_RESETTING = 0x01
const PLAIN = 0x02
const LZMA = 0x80
/** An LZMA chunk's control byte from which on it resets the state, the properties too, the dictionary too. */
const WITH_STATE_RESET = 0xa0
const WITH_PROPERTIES = 0xc0
const WITH_DICTIONARY_RESET = 0xe0

interface Chunk {
  readonly control: number
  /** Where its data begins, past the header. */
  readonly data: number
  readonly packed: number
  readonly unpacked: number
}

const readChunk = (bytes: Uint8Array, at: number): Chunk => {
  const control = bytes[at] ?? damaged('end', bytes.length)
  const uint16 = (offset: number): number => ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0)
  let chunk: Chunk
  if (control === END) chunk = { control, data: at + 1, packed: 0, unpacked: 0 }
  else if (control <= PLAIN) {
    const size = uint16(at + 1) + 1
    chunk = { control, data: at + 3, packed: size, unpacked: size }
  } else if (control < LZMA) return damaged('chunk', at)
  else {
    const unpacked = ((control & 0x1f) << 16) + uint16(at + 1) + 1
    const data = at + (control >= WITH_PROPERTIES ? 6 : 5)
    chunk = { control, data, packed: uint16(at + 3) + 1, unpacked }
  }
  return chunk.data + chunk.packed > bytes.length ? damaged('end', bytes.length) : chunk
}

/** Where LZMA2 data that begins at `start` ends, and its unpacked size. Throws a `Damage`. */
export const walkLzma2 = (bytes: Uint8Array, start: number): Lzma2Span => {
  let size = 0
  for (let at = start; ; ) {
    const { control, data, packed, unpacked } = readChunk(bytes, at)
    at = data + packed
    if (control === END) return { start, end: at, size }
    size += unpacked
  }
}

/** Unpacks what `walkLzma2` measured into `output` from `to` on. Throws a `Damage`. */
export const unpackLzma2 = (
  bytes: Uint8Array,
  span: Lzma2Span,
  dictionarySize: number,
  output: Uint8Array,
  to: number,
): void => {
  const decoder = new LzmaDecoder(bytes, output, dictionarySize)
  // what the next chunk of LZMA must at least bring: at first everything, after a plain one a new state
  let required = WITH_DICTIONARY_RESET
  let position = to
  for (let at = span.start; ; ) {
    const { control, data, packed, unpacked } = readChunk(bytes, at)
    if (control === END) return
    if (control < LZMA) {
      if (control === PLAIN_RESETTING) {
        decoder.resetDictionary(position)
        required = WITH_PROPERTIES
      } else if (required === WITH_DICTIONARY_RESET) damaged('chunk', at)
      output.set(bytes.subarray(data, data + packed), position)
      if (required < WITH_STATE_RESET) required = WITH_STATE_RESET
    } else {
      if (control < required) damaged('chunk', at)
      if (control >= WITH_DICTIONARY_RESET) decoder.resetDictionary(position)
      if (control >= WITH_PROPERTIES) decoder.setProperties(bytes[data - 1] as number, data - 1)
      if (control >= WITH_STATE_RESET) decoder.resetState()
      decoder.decode(data, data + packed, position, position + unpacked)
      required = LZMA
    }
    position += unpacked
    at = data + packed
  }
}
