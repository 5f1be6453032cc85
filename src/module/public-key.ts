/**
 * Signatures tried with the key of a certificate that came along, with the errno of each way in which they can be wrong.
 * Behaves as x509_extract_key_data() in crypto/asymmetric_keys/x509_cert_parser.c and public_key_verify_signature() in
 * public_key.c (Linux 6.1 and 6.12).
 */
import type { CryptoDialect } from '../kernel/loader-changes.ts'
import type { DigestName, KeyKind } from './algorithms.ts'
import { type Curve, curvePublicKey, verifyEcdsa } from './ecdsa.ts'
import type { Errno } from './errno.ts'
import { knownOid } from './object-identifiers.ts'
import type { CryptoKernel } from './pkcs7-text.ts'
import { verifyRsa } from './rsa.ts'

interface PublicKeyKind {
  readonly keyKind: KeyKind
  readonly curve?: Curve
}

export interface PublicKey extends PublicKeyKind {
  /** Content of the bit string in the certificate. */
  readonly bytes: Uint8Array
}

/** Undefined: the signature is right. `undecided`: this Node cannot compute it. */
export type VerifyOutcome = Errno | 'undecided' | undefined

const RSA = '1.2.840.113549.1.1.1'
const EC = '1.2.840.10045.2.1'
const SM2 = '1.2.156.10197.1.301'
const ECRDSA = ['1.2.643.7.1.1.1.1', '1.2.643.7.1.1.1.2']

const OBJECT_IDENTIFIER = 0x06

const CURVES: ReadonlyMap<string, Curve> = new Map([
  ['1.2.840.10045.3.1.1', 'P-192'],
  ['1.2.840.10045.3.1.7', 'P-256'],
  ['1.3.132.0.34', 'P-384'],
  ['1.3.132.0.35', 'P-521'],
])

const ECDSA_DIGESTS: readonly DigestName[] = [
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha3-256',
  'sha3-384',
  'sha3-512',
]

/** The kind of key of an algorithm, with its parameters as a whole element; or why there is none. */
export const publicKeyKind = (
  oid: string | undefined,
  parameters: Uint8Array | undefined,
  dialect: CryptoDialect,
): PublicKeyKind | 'EBADMSG' | 'ENOPKG' => {
  if (oid === RSA) return { keyKind: 'rsa' }
  if (oid !== undefined && ECRDSA.includes(oid)) return { keyKind: 'ecrdsa' }
  if (oid === SM2 && dialect === 'with-md5') return { keyKind: 'sm2' }
  if (oid !== EC) return 'ENOPKG'
  if (parameters === undefined || parameters.length < 3) return 'EBADMSG'
  if (parameters[0] !== OBJECT_IDENTIFIER || parameters[1] !== parameters.length - 2) return 'EBADMSG'
  const name = knownOid(parameters.subarray(2), dialect)
  if (name === SM2 && dialect === 'with-md5') return { keyKind: 'sm2' }
  const curve = name === undefined ? undefined : CURVES.get(name)
  return curve === undefined ? 'ENOPKG' : { keyKind: 'ecdsa', curve }
}

interface SignatureOf {
  readonly keyKind: KeyKind
  readonly digest: DigestName
  readonly signature: Uint8Array
  readonly signed: Uint8Array
}

/** Tries a signature whose digest the kernel has. */
export const verifyWithPublicKey = (key: PublicKey, of: SignatureOf, kernel: CryptoKernel): VerifyOutcome => {
  if (key.keyKind !== of.keyKind) return 'EKEYREJECTED'
  if (key.keyKind === 'ecdsa' && !ECDSA_DIGESTS.includes(of.digest)) return 'EINVAL'
  if (key.keyKind === 'sm2' && of.digest !== 'sm3') return 'EINVAL'
  if (key.keyKind === 'ecrdsa' && !of.digest.startsWith('streebog')) return 'EINVAL'
  if (!kernel.has(key.keyKind)) return 'ENOENT'
  if (key.keyKind === 'rsa') return verifyRsa(key.bytes, of, kernel.dialect)
  if (key.keyKind !== 'ecdsa' || key.curve === undefined) return 'undecided'
  const point = curvePublicKey(key.curve, key.bytes)
  return typeof point === 'string' ? point : verifyEcdsa(key.curve, point, of)
}
