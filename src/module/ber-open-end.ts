/**
 * Where an element of open length ends that is not looked into: behind the end marker of its level.
 * Behaves as asn1_find_indefinite_length() in lib/asn1_decoder.c (Linux 6.12), which takes long tags where they are skipped.
 */

const LONG_TAG = 0x1f
const CONSTRUCTED = 0x20
const OPEN_LENGTH = 0x80
const LENGTH_DIGITS = 7

/** Behind a tag at `at`, or undefined where it is cut off. */
const skipTag = (bytes: Uint8Array, at: number, limit: number): number | undefined => {
  let next = at + 1
  if (((bytes[at] ?? 0) & LONG_TAG) !== LONG_TAG) return next
  do {
    if (limit - next < 2) return undefined
  } while (((bytes[next++] ?? 0) & 0x80) !== 0)
  return next
}

/** `start`: of the content. Undefined where there is no end before `limit`. */
export const findOpenEnd = (bytes: Uint8Array, start: number, limit: number): number | undefined => {
  let level = 1
  for (let at = start; limit - at >= 2; ) {
    const tag = bytes[at] ?? 0
    if (tag === 0) {
      if (bytes[at + 1] !== 0) return undefined
      at += 2
      if (--level === 0) return at
      continue
    }
    const behindTag = skipTag(bytes, at, limit)
    if (behindTag === undefined) return undefined
    at = behindTag
    let length = bytes[at++] ?? 0
    if (length === OPEN_LENGTH) {
      if ((tag & CONSTRUCTED) === 0) return undefined
      level++
      continue
    }
    if (length > OPEN_LENGTH) {
      const digits = length - OPEN_LENGTH
      if (digits > LENGTH_DIGITS || digits > limit - at) return undefined
      length = 0
      for (let digit = 0; digit < digits; digit++) length = length * 256 + (bytes[at++] ?? 0)
    }
    if (length > limit - at) return undefined
    at += length
  }
  return undefined
}
