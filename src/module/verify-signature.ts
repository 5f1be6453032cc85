/**
 * Whether a module's signature is one of a trusted key.
 * Behaves as pkcs7_verify() in crypto/asymmetric_keys/pkcs7_verify.c and pkcs7_validate_trust() in pkcs7_trust.c (Linux
 * 6.12): whatever is wrong with a signature that is tried with a trusted key, it is EKEYREJECTED.
 */
import type { VerificationKey } from './certificate.ts'
import { type Chain, verifyChain } from './certificate-chain.ts'
import { type SignedBytes, sameBytes } from './embedded-certificate.ts'
import type { Errno } from './errno.ts'
import { digestOf } from './node-digest.ts'
import type { SignedData } from './pkcs7.ts'
import type { Signer } from './pkcs7-signer.ts'
import type { CryptoKernel } from './pkcs7-text.ts'
import { findKeys, isSignedBy } from './trusted-keys.ts'

/** `lines`: what the kernel prints. */
export type Verification = { readonly lines: readonly string[] } & VerificationKind

interface Wrong {
  readonly kind: 'wrong'
  readonly errno: Errno
  readonly reason: /** The contents have another digest than the attributes state. */
    | 'digest'
    /** The signature is not one of the key that it names. */
    | 'signature'
    /** Nor of a bare key: whether of other contents or by another key cannot be told. */
    | 'signature-or-key'
    /** A certificate that came along does not fit. */
    | 'certificate'
    /** It names no key. */
    | 'key-id'
  readonly signer: Signer
}

type VerificationKind =
  | { readonly kind: 'verified'; readonly signer: Signer; readonly key: VerificationKey }
  | Wrong
  /** None of the keys is the one that the signature names. */
  | { readonly kind: 'key-unknown' }
  /** The kernel has none of the digests (ENOPKG). */
  | { readonly kind: 'lacking' }
  /** No verdict: an algorithm that this Node lacks. */
  | { readonly kind: 'unsupported'; readonly algorithm: string }

const ANY_KERNEL: CryptoKernel = { dialect: 'with-sha3', has: () => true }

const wrong = (signer: Signer, reason: Wrong['reason'], errno: Errno = 'EKEYREJECTED'): Wrong => ({
  kind: 'wrong',
  errno,
  reason,
  signer,
})

const unsupported = ({ keyKind, digest }: Pick<Signer, 'keyKind' | 'digest'>): VerificationKind => ({
  kind: 'unsupported',
  algorithm: `${keyKind}, ${digest}`,
})

const signedBytes = (contents: Uint8Array, { keyKind, digest, signature, attributes }: Signer): SignedBytes => ({
  keyKind,
  digest,
  signature,
  signed: attributes?.signedBytes ?? contents,
})

/** Undefined: nothing against it. The kernel has the digest. */
const checkAttributes = (contents: Uint8Array, signer: Signer): VerificationKind | undefined => {
  const { attributes } = signer
  if (attributes === undefined) return undefined
  const digest = digestOf(signer.digest, contents)
  if (digest === undefined) return unsupported(signer)
  return sameBytes(digest, attributes.messageDigest) ? undefined : wrong(signer, 'digest')
}

/** One of the keys will do. */
const byKeys = (
  signer: Signer,
  signed: SignedBytes,
  keys: readonly VerificationKey[],
  reason: Wrong['reason'] = 'signature',
): VerificationKind => {
  let result: VerificationKind = { kind: 'key-unknown' }
  for (const key of keys) {
    const fits = isSignedBy(key, signed)
    if (fits === undefined) return unsupported(signed)
    if (fits) return { kind: 'verified', signer, key }
    result = wrong(signer, reason)
  }
  return result
}

/** Whether a trusted key stands behind a signer: its own, or one of the certificates above it. */
const trustSigner = (
  signer: Signer,
  own: SignedBytes,
  { certificates, endsInItself }: Chain,
  keys: readonly VerificationKey[],
): VerificationKind => {
  let signed = own
  for (const [index, certificate] of certificates.entries()) {
    const found = findKeys(keys, certificate.keyId, certificate.subjectKeyId)
    if (typeof found !== 'string' && found.length > 0) return byKeys(signer, signed, found)
    if (endsInItself && index === certificates.length - 1) return { kind: 'key-unknown' }
    signed = certificate.signature
  }
  const issuer = certificates.at(-1)?.issuer
  if (issuer?.keyId !== undefined || issuer?.subjectKeyId !== undefined) {
    const found = findKeys(keys, issuer.keyId, issuer.subjectKeyId)
    if (typeof found === 'string') return wrong(signer, 'certificate', found)
    if (found.length > 0) return byKeys(signer, signed, found)
  }
  const found = findKeys(keys, signer.keyId)
  if (typeof found === 'string') return wrong(signer, 'key-id', found)
  if (found.length > 0) return byKeys(signer, own, found)
  // keys of which nothing tells whose they are: any may be meant
  const bare = keys.filter(({ certificate }) => certificate === undefined)
  return byKeys(signer, own, bare, 'signature-or-key')
}

const NO_CHAIN: Chain = { certificates: [], endsInItself: false }

/** Chains by signer, without those whose digest the kernel lacks; or what ends it. */
const verifyAll = (
  contents: Uint8Array,
  { signers, certificates }: SignedData,
  kernel: CryptoKernel,
  lines: string[],
): ReadonlyMap<Signer, Chain> | VerificationKind => {
  const chains = new Map<Signer, Chain>()
  for (const [index, signer] of signers.entries()) {
    if (!kernel.has(signer.digest)) continue
    const fault = checkAttributes(contents, signer)
    if (fault !== undefined) return fault
    const about = { number: index + 1, keyId: signer.keyId, signature: signedBytes(contents, signer) }
    const result = verifyChain(about, certificates, kernel, lines)
    if (result?.kind === 'wrong') return wrong(signer, 'certificate', result.errno)
    if (result?.kind === 'undecided') return unsupported(signer)
    chains.set(signer, result?.chain ?? NO_CHAIN)
  }
  return chains.size === 0 ? { kind: 'lacking' } : chains
}

const verify = (
  contents: Uint8Array,
  message: SignedData,
  keys: readonly VerificationKey[],
  kernel: CryptoKernel,
  lines: string[],
): VerificationKind => {
  const doubtful = message.certificates.find(({ isDoubtful }) => isDoubtful)
  if (doubtful !== undefined) return unsupported(doubtful.signature)
  const chains = verifyAll(contents, message, kernel, lines)
  if ('kind' in chains) return chains
  let result: VerificationKind | undefined
  for (const signer of message.signers) {
    const chain = chains.get(signer)
    const one: VerificationKind =
      chain === undefined ? { kind: 'lacking' } : trustSigner(signer, signedBytes(contents, signer), chain, keys)
    if (one.kind === 'wrong' || one.kind === 'unsupported') return one
    // one that counts is enough; without any, a lacking algorithm tells more than a lacking key
    if (one.kind === 'verified' || result === undefined || result.kind === 'key-unknown') result = one
  }
  return result ?? { kind: 'key-unknown' }
}

/** Of keys that it has no algorithm for, the kernel knows nothing: it could not check their own signatures. */
const isUsable = ({ key }: VerificationKey, { has }: CryptoKernel): boolean =>
  (key.asymmetricKeyType !== 'rsa' || has('rsa')) && (key.asymmetricKeyType !== 'ec' || has('ecdsa'))

/**
 * Tries a message on the contents that it is of (the file up to `moduleLength`). `kernel`: which algorithms it has; without
 * it, all.
 */
export const verifySignature = (
  contents: Uint8Array,
  message: SignedData,
  keys: readonly VerificationKey[],
  kernel: CryptoKernel = ANY_KERNEL,
): Verification => {
  const lines: string[] = []
  const usable = keys.filter((key) => isUsable(key, kernel))
  return { ...verify(contents, message, usable, kernel, lines), lines }
}
