/**
 * Numbers as C reads them: strtoll() and strtoull() with base 10, 16 or 0, and what the configurator accepts as the
 * value of an int or hex symbol.  Follows sym_string_valid() in symbol.c and expr_parse_string() in expr.c.
 */

const MAX = 9223372036854775807n
const MIN = -9223372036854775808n
const UNSIGNED_MAX = 18446744073709551615n

export interface ParsedInteger {
  readonly value: bigint
  /** Index after the last digit used; 0 where there is no number. */
  readonly end: number
  /** The number does not fit; `value` is the limit. */
  readonly overflow: boolean
}

const DIGITS: Readonly<Record<number, RegExp>> = { 8: /[0-7]+/y, 10: /[0-9]+/y, 16: /[0-9a-fA-F]+/y }

/** The longest number at the start of a text, as strtoll() (or strtoull(), with `unsigned`) finds it. */
export const parseInteger = (text: string, base: 0 | 10 | 16, unsigned = false): ParsedInteger => {
  const lead = /^[ \t\n\v\f\r]*([+-]?)/.exec(text) as RegExpExecArray
  const negative = lead[1] === '-'
  let at = lead[0].length
  let radix: number = base
  const hexPrefix = /^0[xX][0-9a-fA-F]/.test(text.slice(at, at + 3))
  if (base === 0) radix = hexPrefix ? 16 : text[at] === '0' ? 8 : 10
  if (radix === 16 && hexPrefix) at += 2
  const digits = DIGITS[radix] as RegExp
  digits.lastIndex = at
  const found = digits.exec(text)
  if (found === null) return { value: 0n, end: 0, overflow: false }
  const end = at + found[0].length
  const magnitude = BigInt(radix === 16 ? `0x${found[0]}` : radix === 8 ? `0o${found[0]}` : found[0])
  if (unsigned) {
    if (magnitude > UNSIGNED_MAX) return { value: UNSIGNED_MAX, end, overflow: true }
    return { value: BigInt.asUintN(64, negative ? -magnitude : magnitude), end, overflow: false }
  }
  const value = negative ? -magnitude : magnitude
  if (value > MAX) return { value: MAX, end, overflow: true }
  if (value < MIN) return { value: MIN, end, overflow: true }
  return { value, end, overflow: false }
}

/** An int as it may be assigned: no leading zeros, an optional minus. */
export const isInteger = (text: string): boolean => /^-?(?:0|[1-9][0-9]*)$/.test(text)

/** A hex as it may be assigned: with or without 0x. */
export const isHexadecimal = (text: string): boolean => /^(?:0[xX])?[0-9a-fA-F]+$/.test(text)
