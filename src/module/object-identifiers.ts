/**
 * The object identifiers that a kernel knows by name, and how it prints one that it does not.
 * include/linux/oid_registry.h and lib/oid_registry.c (Linux 6.1 and 6.12).
 */
import { latin1 } from '../files/source-file.ts'
import type { CryptoDialect } from '../kernel/loader-changes.ts'

/** [what is in front, what may follow it] */
const KNOWN: readonly (readonly [string, string])[] = [
  ['1.2.840', '10030.4.3 10040.4.1 10045.2.1 10045.3.1.1 10045.3.1.7 10045.4.1 10045.4.3.1 10045.4.3.2 10045.4.3.3'],
  ['1.2.840', '10045.4.3.4 48018.1.2.2 113554.1.2.2 113554.1.2.2.3'],
  ['1.2.840.113549.1', '1.1 1.5 1.11 1.12 1.13 1.14 7.1 7.2 9.1 9.3 9.4 9.5 9.15 9.16.2.11'],
  ['1.3.6.1.4.1.311', '2.1.4 2.1.11 2.1.12 2.1.15 2.1.21 16.4 2.2.10'],
  ['1.3', '6.1.5.5.2 6.1.5.2.5 5.1.5.2.7 6.1.5.5.14 6.1.5.5.7.1.1 14.3.2.26 132.0.34'],
  ['2.16.840.1.101.3.4.2', '1 2 3 4'],
  ['2.5.4', '3 4 6 7 8 10 11 12 13 41 42 43 44'],
  ['2.5.29', '14 15 17 18 19 31 32 35 37'],
  ['1.2.752.43.14', '2 3'],
  ['1.2.643', '2.2.35.1 2.2.35.2 2.2.35.3 7.1.1.1.1 7.1.1.1.2 7.1.1.2.2 7.1.1.2.3 7.1.1.3.2 7.1.1.3.3'],
  ['1.2.643.7.1.2.1', '1.1 1.2 1.3 1.4 2.1 2.2 2.3'],
  ['1.2.156.10197.1', '301 401 501 504'],
  ['2.23.133.10.1', '3 4 5'],
]

/** Known in one dialect alone. */
const OF_DIALECT: Readonly<Record<CryptoDialect, typeof KNOWN>> = {
  'with-md5': [['1.2.840.113549', '1.1.2 1.1.3 1.1.4 2.2 2.4 2.5']],
  'with-sha3': [
    ['1.3', '6.1.4.1.311.2.2.30 132.0.35'],
    ['2.16.840.1.101.3.4', '2.8 2.9 2.10 3.10 3.11 3.12 3.14 3.15 3.16'],
  ],
}

const base128 = (value: number): string => {
  let digits = String.fromCharCode(value % 128)
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
    digits = String.fromCharCode((left % 128) + 128) + digits
  }
  return digits
}

const encoded = (oid: string): string => {
  const [root = 0, second = 0, ...arcs] = oid.split('.').map(Number)
  return [root * 40 + second, ...arcs].map(base128).join('')
}

const registry = (rows: typeof KNOWN): ReadonlyMap<string, string> =>
  new Map(
    rows.flatMap(([prefix, tails]) =>
      tails.split(' ').map((tail): [string, string] => [encoded(`${prefix}.${tail}`), `${prefix}.${tail}`]),
    ),
  )

const COMMON = registry(KNOWN)
const SPECIAL = { 'with-md5': registry(OF_DIALECT['with-md5']), 'with-sha3': registry(OF_DIALECT['with-sha3']) }

/** With dots, or undefined where the kernel does not know it: compared byte by byte. */
export const knownOid = (content: Uint8Array, dialect: CryptoDialect): string | undefined => {
  const text = latin1(content)
  return COMMON.get(text) ?? SPECIAL[dialect].get(text)
}

/** Characters that the kernel has room for. */
const ROOM = 49
const WORD = 64

/** As the kernel prints it: the first byte as two arcs whatever it is, cut off, `(bad)` from where it cannot be read. */
export const printedOid = (content: Uint8Array): string => {
  const [first] = content
  if (first === undefined) return '(bad)'
  let text = `${Math.floor(first / 40)}.${first % 40}`
  let arc = 0n
  for (const [index, byte] of content.entries()) {
    if (index === 0) continue
    arc = BigInt.asUintN(WORD, (arc << 7n) | BigInt(byte & 0x7f))
    if (byte >= 0x80) {
      if (index === content.length - 1) text += '(bad)'
      continue
    }
    text += `.${arc}`
    if (text.length > ROOM) break
    arc = 0n
  }
  return text.slice(0, ROOM)
}
