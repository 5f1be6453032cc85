/**
 * ar as `ar r` writes it, and opkg packages of before 2010 use it: a magic, then for each member a header of text fields
 * (the common part of the variants in the manual page ar(5)).
 */
import { latin1 } from '../files/source-file.ts'
import { damaged } from './damage.ts'

const MAGIC = '!<arch>\n'
const HEADER = 60
const SIZE_AT = 48
/** What ends a header. */
const MARK = '`\n'

export interface ArMember {
  readonly name: string
  readonly bytes: Uint8Array
}

export const isAr = (bytes: Uint8Array): boolean => latin1(bytes.subarray(0, MAGIC.length)) === MAGIC

/** The members in their order. Throws a `Damage` when it comes to one. */
export function* arMembers(bytes: Uint8Array): Generator<ArMember> {
  for (let at = MAGIC.length; at < bytes.length; ) {
    if (at + HEADER > bytes.length) damaged('end', bytes.length)
    const header = latin1(bytes.subarray(at, at + HEADER))
    const digits = header.slice(SIZE_AT, SIZE_AT + 10).trim()
    if (!header.endsWith(MARK) || !/^\d+$/.test(digits)) damaged('ar header', at)
    const start = at + HEADER
    const size = Number(digits)
    if (size > bytes.length - start) damaged('end', bytes.length)
    // GNU ends a name with a slash, so that it may hold blanks
    yield { name: header.slice(0, 16).trimEnd().replace(/\/$/, ''), bytes: bytes.subarray(start, start + size) }
    // members begin at even offsets
    at = start + size + (size % 2)
  }
}
