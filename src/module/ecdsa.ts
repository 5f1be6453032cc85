/**
 * ECDSA signatures: two numbers in BER, and with which errno each step of trying them fails.
 * Behaves as crypto/ecdsa.c (Linux 6.1 and 6.12), which takes lengths and bytes at the end that other programs do not.
 */
import type { KeyObject } from 'node:crypto'
import type { DigestName } from './algorithms.ts'
import { INTEGER, plain, type Rule, sequence } from './ber-grammar.ts'
import { matchBer } from './ber-matcher.ts'
import type { Errno } from './errno.ts'
import { nodeDigest } from './node-digest.ts'

export type Curve = 'P-192' | 'P-256' | 'P-384' | 'P-521'

interface CurveData {
  /** Of a coordinate. */
  readonly bytes: number
  /** Of the base point, in hexadecimal. */
  readonly order: string
}

const F = (count: number): string => 'f'.repeat(count)

/** FIPS 186-4, D.1.2. */
const CURVES: Readonly<Record<Curve, CurveData>> = {
  'P-192': { bytes: 24, order: `${F(24)}99def836146bc9b1b4d22831` },
  'P-256': { bytes: 32, order: `${F(8)}00000000${F(16)}bce6faada7179e84f3b9cac2fc632551` },
  'P-384': { bytes: 48, order: `${F(48)}c7634d81f4372ddf581a0db248b0a77aecec196accc52973` },
  'P-521': {
    bytes: 66,
    order: `01${F(64)}fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`,
  },
}

/** Node's names of curves. */
const NODE_CURVES: ReadonlyMap<string | undefined, Curve> = new Map([
  ['prime192v1', 'P-192'],
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
])

export const curveOf = (key: KeyObject): Curve | undefined => NODE_CURVES.get(key.asymmetricKeyDetails?.namedCurve)

const UNCOMPRESSED = 4
const WORD = 8

const SIGNATURE: Rule<'r' | 's'> = sequence([plain(INTEGER, 'r'), plain(INTEGER, 's')])

/** The key of a certificate's bit string. A point that is not on the curve is no key. */
export const curvePublicKey = (curve: Curve, bytes: Uint8Array): KeyObject | 'EINVAL' | 'undecided' => {
  if (curve === 'P-192') return 'undecided'
  const { bytes: size } = CURVES[curve]
  if (bytes[0] !== UNCOMPRESSED || bytes.length !== 1 + 2 * size) return 'EINVAL'
  const text = (from: number): string => Buffer.from(bytes.subarray(from, from + size)).toString('base64url')
  try {
    const key = { kty: 'EC', crv: curve, x: text(1), y: text(1 + size) }
    return process.getBuiltinModule('node:crypto').createPublicKey({ key, format: 'jwk' })
  } catch {
    return 'EINVAL'
  }
}

interface TooLong {
  readonly errno: 'EINVAL'
}

/** Both numbers in hexadecimal, without zeros in front. */
const readNumbers = (signature: Uint8Array, bytes: number): readonly [string, string] | Errno => {
  const numbers = { r: '', s: '' }
  const room = Math.ceil(bytes / WORD) * WORD
  const note = (which: 'r' | 's', start: number, end: number): TooLong | undefined => {
    const length = end - start
    if (length === 0 || length > room + 1) return { errno: 'EINVAL' }
    if (length > room && signature[start] !== 0) return { errno: 'EINVAL' }
    numbers[which] = Buffer.from(signature.subarray(start, end)).toString('hex').replace(/^0+/, '')
    return undefined
  }
  const fault = matchBer<'r' | 's', TooLong>(
    SIGNATURE,
    { r: ({ start, end }) => note('r', start, end), s: ({ start, end }) => note('s', start, end) },
    signature,
  )
  return fault === undefined ? [numbers.r, numbers.s] : fault.errno
}

/** Undefined: the signature is right. */
export const verifyEcdsa = (
  curve: Curve,
  key: KeyObject,
  of: { readonly digest: DigestName; readonly signature: Uint8Array; readonly signed: Uint8Array },
): Errno | 'undecided' | undefined => {
  const digest = nodeDigest(of.digest)
  if (digest === undefined) return 'undecided'
  const { bytes, order } = CURVES[curve]
  const numbers = readNumbers(of.signature, bytes)
  if (typeof numbers === 'string') return numbers
  const [r, s] = numbers.map((number) => number.padStart(bytes * 2, '0')) as [string, string]
  if (numbers.includes('') || r.length > bytes * 2 || s.length > bytes * 2 || r >= order || s >= order) return 'EBADMSG'
  try {
    const { verify } = process.getBuiltinModule('node:crypto')
    const signature = Buffer.from(r + s, 'hex')
    return verify(digest, of.signed, { key, dsaEncoding: 'ieee-p1363' }, signature) ? undefined : 'EKEYREJECTED'
  } catch {
    return 'undecided'
  }
}
