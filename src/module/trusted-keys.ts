/**
 * The keys that a kernel trusts: which of them is meant, and whether it has made a signature.
 * Behaves as find_asymmetric_key() in crypto/asymmetric_keys/asymmetric_type.c (Linux 6.12): an identifier is compared
 * whole with each of a key's two.
 */
import type { VerificationKey } from './certificate.ts'
import { curveOf, verifyEcdsa } from './ecdsa.ts'
import { type SignedBytes, sameBytes } from './embedded-certificate.ts'
import { nodeDigest } from './node-digest.ts'

/**
 * The keys of either identifier; with both, the second one must be the key's too. There should be one at most: of several the
 * kernel takes any.
 */
export const findKeys = (
  keys: readonly VerificationKey[],
  keyId: Uint8Array | undefined,
  subjectKeyId?: Uint8Array,
): readonly VerificationKey[] | 'EINVAL' | 'EKEYREJECTED' => {
  const wanted = keyId ?? subjectKeyId
  if (wanted === undefined || wanted.length === 0) return 'EINVAL'
  const found = keys.filter(
    ({ certificate }) => sameBytes(certificate?.keyId, wanted) || sameBytes(certificate?.subjectKeyId, wanted),
  )
  if (found.length === 0 || keyId === undefined || subjectKeyId === undefined) return found
  const both = found.filter(({ certificate }) => sameBytes(certificate?.subjectKeyId, subjectKeyId))
  return both.length === 0 ? 'EKEYREJECTED' : both
}

/** Whether a signature is the key's; undefined where this Node cannot tell. */
export const isSignedBy = ({ key }: VerificationKey, of: SignedBytes): boolean | undefined => {
  const kind = key.asymmetricKeyType
  if (of.keyKind !== 'rsa' && of.keyKind !== 'ecdsa') return kind === 'rsa' || kind === 'ec' ? false : undefined
  if (kind !== (of.keyKind === 'rsa' ? 'rsa' : 'ec')) return false
  const digest = nodeDigest(of.digest)
  if (digest === undefined) return undefined
  if (kind === 'ec') {
    const curve = curveOf(key)
    const outcome = curve === undefined ? 'undecided' : verifyEcdsa(curve, key, of)
    return outcome === 'undecided' ? undefined : outcome === undefined
  }
  try {
    return process.getBuiltinModule('node:crypto').verify(digest, of.signed, key, of.signature)
  } catch {
    return undefined
  }
}
