/**
 * The elements of a DER or BER text, found without copying: a tag, a length, and what they enclose.
 * Follows ITU-T X.690, as far as lib/asn1_decoder.c (Linux 6.12) takes it: tags of one byte, and lengths that are given or
 * left open until an end marker.
 */

/** Tags as they stand in the text: class, constructed bit and number in one byte. */
export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  /** `[0]` to `[3]`, constructed. */
  context0: 0xa0,
  context1: 0xa1,
  context2: 0xa2,
  context3: 0xa3,
  /** `[0]`, primitive. */
  plainContext0: 0x80,
} as const

/** Offsets in the bytes that were read. */
export interface DerElement {
  readonly tag: number
  /** Of the tag. */
  readonly start: number
  /** Of the content. */
  readonly content: number
  /** Behind the content. */
  readonly contentEnd: number
  /** Behind the element: `contentEnd` and its end marker, if it has one. */
  readonly end: number
}

const CONSTRUCTED = 0x20
const LONG_TAG = 0x1f
const OPEN_LENGTH = 0x80
/** Open lengths in open lengths: real ones have five at most, and what is made up must not exhaust the stack. */
const DEEPEST = 16

/** Where the content of an element of open length ends: at the first pair of zeros that is an element itself. */
const findEndMarker = (bytes: Uint8Array, content: number, limit: number, depth: number): number | undefined => {
  for (let at = content; at + 2 <= limit; ) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at
    const inner = read(bytes, at, limit, depth)
    if (inner === undefined) return undefined
    at = inner.end
  }
  return undefined
}

const read = (bytes: Uint8Array, start: number, limit: number, depth: number): DerElement | undefined => {
  if (start + 2 > limit) return undefined
  const tag = bytes[start] ?? 0
  if ((tag & LONG_TAG) === LONG_TAG) return undefined
  const first = bytes[start + 1] ?? 0
  let content = start + 2
  if (first === OPEN_LENGTH) {
    if ((tag & CONSTRUCTED) === 0 || depth >= DEEPEST) return undefined
    const contentEnd = findEndMarker(bytes, content, limit, depth + 1)
    return contentEnd === undefined ? undefined : { tag, start, content, contentEnd, end: contentEnd + 2 }
  }
  let length = first
  if (first > OPEN_LENGTH) {
    const digits = first - OPEN_LENGTH
    if (digits > 4 || content + digits > limit) return undefined
    length = 0
    for (let digit = 0; digit < digits; digit++) length = length * 256 + (bytes[content + digit] ?? 0)
    content += digits
  }
  const end = content + length
  return end > limit ? undefined : { tag, start, content, contentEnd: end, end }
}

/** The element at `start`, or undefined where there is none that ends before `limit`. */
export const readElement = (bytes: Uint8Array, start: number, limit: number): DerElement | undefined =>
  read(bytes, start, limit, 0)

/** The elements that an element encloses, or undefined where its content is not made of elements. */
export const readChildren = (bytes: Uint8Array, { content, contentEnd }: DerElement): DerElement[] | undefined => {
  const children: DerElement[] = []
  for (let at = content; at < contentEnd; ) {
    const child = readElement(bytes, at, contentEnd)
    if (child === undefined) return undefined
    children.push(child)
    at = child.end
  }
  return children
}

/** What an element encloses. */
export const contentOf = (bytes: Uint8Array, { content, contentEnd }: DerElement): Uint8Array =>
  bytes.subarray(content, contentEnd)

/** An element with its tag and length. */
export const wholeOf = (bytes: Uint8Array, { start, end }: DerElement): Uint8Array => bytes.subarray(start, end)

/** An object identifier with dots, or undefined where the element is none. */
export const readOid = (bytes: Uint8Array, element: DerElement | undefined): string | undefined => {
  if (element?.tag !== TAG.oid || element.content === element.contentEnd) return undefined
  const arcs: number[] = []
  let value = 0
  for (const byte of contentOf(bytes, element)) {
    value = value * 128 + (byte & 0x7f)
    if (value > Number.MAX_SAFE_INTEGER / 128) return undefined
    if (byte >= 0x80) continue
    // the first number holds two arcs, the first of which is 0, 1 or 2
    if (arcs.length === 0) {
      const root = Math.min(Math.floor(value / 40), 2)
      arcs.push(root, value - root * 40)
    } else arcs.push(value)
    value = 0
  }
  return ((bytes[element.contentEnd - 1] ?? 0) & 0x80) === 0 ? arcs.join('.') : undefined
}
