/**
 * Whether a module's signature is one of a given key.
 * Follows pkcs7_digest() in crypto/asymmetric_keys/pkcs7_verify.c and pkcs7_validate_trust_one() in pkcs7_trust.c
 * (Linux 6.12): keys are found by issuer and serial number, or by subject key identifier.
 */
import type { DigestName } from './algorithms.ts'
import type { VerificationKey } from './certificate.ts'
import type { SignedData } from './pkcs7.ts'
import type { Signer } from './pkcs7-signer.ts'

export type Verification =
  | { readonly kind: 'verified'; readonly signer: Signer; readonly key: VerificationKey }
  | {
      readonly kind: 'wrong'
      readonly reason: /** The contents have another digest than the attributes state. */
        | 'digest'
        /** The signature is not one of the key that it names. */
        | 'signature'
        /** Nor of a bare key: whether of other contents or by another key cannot be told. */
        | 'signature-or-key'
      readonly signer: Signer
    }
  /** None of the keys is the one that the signature names. */
  | { readonly kind: 'key-unknown' }
  /** No verdict: an algorithm that this Node lacks. */
  | { readonly kind: 'unsupported'; readonly algorithm: string }

/** As Node names digests. */
const NODE_NAME: Readonly<Record<DigestName, string | undefined>> = {
  md4: 'md4',
  md5: 'md5',
  sha1: 'sha1',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
  sm3: 'sm3',
  streebog256: undefined,
  streebog512: undefined,
}

const sameBytes = (a: Uint8Array, b: Uint8Array | undefined): boolean => b !== undefined && Buffer.compare(a, b) === 0

const isKeyOf = ({ id }: Signer, { certificate }: VerificationKey): boolean => {
  if (certificate === undefined) return false
  return id.kind === 'subject-key'
    ? sameBytes(id.keyId, certificate.subjectKeyId)
    : sameBytes(id.serial, certificate.serial) && sameBytes(id.issuerDer, certificate.issuerDer)
}

/** The digest of the contents is what the attributes say; undefined where this Node cannot compute it. */
const digestFits = (contents: Uint8Array, digest: string, expected: Uint8Array): boolean | undefined => {
  try {
    return sameBytes(process.getBuiltinModule('node:crypto').createHash(digest).update(contents).digest(), expected)
  } catch {
    return undefined
  }
}

const signatureFits = (
  signed: Uint8Array,
  digest: string,
  { keyKind, signature }: Signer,
  { key }: VerificationKey,
): boolean | undefined => {
  const kind = key.asymmetricKeyType
  if (keyKind !== 'rsa' && keyKind !== 'ecdsa') return undefined
  if (kind !== (keyKind === 'rsa' ? 'rsa' : 'ec')) return false
  try {
    return process.getBuiltinModule('node:crypto').verify(digest, signed, key, signature)
  } catch {
    return undefined
  }
}

const verifySigner = (contents: Uint8Array, signer: Signer, keys: readonly VerificationKey[]): Verification => {
  const digest = NODE_NAME[signer.digest]
  const unsupported = { kind: 'unsupported', algorithm: signer.digest } as const
  if (digest === undefined) return unsupported
  const { attributes } = signer
  if (attributes !== undefined) {
    const fits = digestFits(contents, digest, attributes.messageDigest)
    if (fits !== true) return fits === undefined ? unsupported : { kind: 'wrong', reason: 'digest', signer }
  }
  const named = keys.filter((key) => isKeyOf(signer, key))
  const tried = named.length > 0 ? named : keys.filter(({ certificate }) => certificate === undefined)
  if (tried.length === 0) return { kind: 'key-unknown' }
  const signed = attributes?.signedBytes ?? contents
  for (const key of tried) {
    const fits = signatureFits(signed, digest, signer, key)
    if (fits === undefined) return { kind: 'unsupported', algorithm: `${signer.keyKind}, ${signer.digest}` }
    if (fits) return { kind: 'verified', signer, key }
  }
  return { kind: 'wrong', reason: named.length > 0 ? 'signature' : 'signature-or-key', signer }
}

/**
 * Tries a message on the contents that it is of (the file up to `moduleLength`). A wrong signer is fatal, else one verified
 * signer is enough; without any, a lacking algorithm tells more than a lacking key.
 */
export const verifySignature = (
  contents: Uint8Array,
  message: SignedData,
  keys: readonly VerificationKey[],
): Verification => {
  let result: Verification = { kind: 'key-unknown' }
  for (const signer of message.signers) {
    const verification = verifySigner(contents, signer, keys)
    if (verification.kind === 'wrong') return verification
    if (verification.kind === 'verified' || result.kind === 'key-unknown') result = verification
  }
  return result
}
