/**
 * RSA signatures with PKCS#1 padding: RFC 8017, 8.2.2 and 9.2, and with which errno each step of it fails.
 * Behaves as crypto/rsa.c, rsa_helper.c and rsa-pkcs1pad.c (Linux 6.1 and 6.12).
 */
import type { CryptoDialect } from '../kernel/loader-changes.ts'
import type { DigestName } from './algorithms.ts'
import { INTEGER, plain, type Rule, sequence } from './ber-grammar.ts'
import { matchBer } from './ber-matcher.ts'
import type { Errno } from './errno.ts'
import { digestOf } from './node-digest.ts'

const KEY: Rule<'modulus' | 'exponent'> = sequence([plain(INTEGER, 'modulus'), plain(INTEGER, 'exponent')])

interface RsaKey {
  readonly modulus: bigint
  readonly exponent: bigint
  /** Of the modulus in bytes, in whole words. */
  readonly size: number
}

const WORD = 8
const KEY_BITS = [512, 1024, 1536, 2048, 3072, 4096]
const LEAST_PADDING = 8

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`)

const lengthOf = (value: bigint): number => Math.ceil(value.toString(16).length / 2)

const readKey = (bytes: Uint8Array): RsaKey | Errno => {
  let modulus: Uint8Array = new Uint8Array(0)
  let exponent: Uint8Array = modulus
  const fault = matchBer<'modulus' | 'exponent', { readonly errno: Errno }>(
    KEY,
    {
      modulus: ({ start, end }) => {
        modulus = bytes.subarray(start, end)
        return start === end ? { errno: 'EINVAL' } : undefined
      },
      exponent: ({ start, end }) => {
        exponent = bytes.subarray(start, end)
        return start === end || end - start > modulus.length ? { errno: 'EINVAL' } : undefined
      },
    },
    bytes,
  )
  if (fault !== undefined) return fault.errno
  const value = numberOf(modulus)
  const size = value === 0n ? 0 : Math.ceil(lengthOf(value) / WORD) * WORD
  return KEY_BITS.includes(size * 8) ? { modulus: value, exponent: numberOf(exponent), size } : 'EINVAL'
}

const power = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
  let result = 1n % modulus
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus
    if (bit === '1') result = (result * base) % modulus
  }
  return result
}

const SHA = '608648016503040' as const
/** DigestInfo up to the digest; the object identifiers in it. */
const IDENTIFIERS: Readonly<Partial<Record<DigestName, string>>> = {
  md5: '2a864886f70d0205',
  sha1: '2b0e03021a',
  sha224: `${SHA}204`,
  sha256: `${SHA}201`,
  sha384: `${SHA}202`,
  sha512: `${SHA}203`,
  'sha3-256': `${SHA}208`,
  'sha3-384': `${SHA}209`,
  'sha3-512': `${SHA}20a`,
}

const digestInfo = (digest: DigestName, length: number): Uint8Array | undefined => {
  const text = IDENTIFIERS[digest]
  if (text === undefined) return undefined
  const oid = Buffer.from(text, 'hex')
  const head = [0x30, oid.length + length + 8, 0x30, oid.length + 4, 0x06, oid.length]
  return Uint8Array.from([...head, ...oid, 0x05, 0, 0x04, length])
}

/** The key is the content of a certificate's bit string. Undefined: the signature is right. */
export const verifyRsa = (
  keyBytes: Uint8Array,
  of: { readonly digest: DigestName; readonly signature: Uint8Array; readonly signed: Uint8Array },
  dialect: CryptoDialect,
): Errno | 'undecided' | undefined => {
  const digest = digestOf(of.digest, of.signed)
  const info = digest === undefined ? undefined : digestInfo(of.digest, digest.length)
  if (digest === undefined || info === undefined) return 'undecided'
  const key = readKey(keyBytes)
  if (typeof key === 'string') return key
  if (of.signature.length !== key.size) return 'EINVAL'
  const value = numberOf(of.signature)
  // since Linux 6.5 the ends of the range are not taken
  const [least, limit] = dialect === 'with-md5' ? [0n, key.modulus] : [2n, key.modulus - 1n]
  if (value < least || value >= limit) return 'EINVAL'
  const opened = power(value, key.exponent, key.modulus)
    .toString(16)
    .padStart(key.size * 2, '0')
  const block = Buffer.from(opened, 'hex')
  if (block[0] !== 0) return 'EINVAL'
  const end = block.findIndex((byte, index) => index > 1 && byte !== 0xff)
  if (block[1] !== 1 || end < 2 + LEAST_PADDING || block[end] !== 0) return 'EBADMSG'
  const start = end + 1
  if (Buffer.compare(block.subarray(start, start + info.length), info) !== 0) return 'EBADMSG'
  return Buffer.compare(block.subarray(start + info.length), digest) === 0 ? undefined : 'EKEYREJECTED'
}
