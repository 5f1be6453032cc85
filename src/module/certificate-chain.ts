/**
 * What a message proves by itself: signers whose certificates came along must have signed, and so must the issuers of these
 * certificates that came along.
 * Behaves as pkcs7_verify_one() and pkcs7_verify_sig_chain() in crypto/asymmetric_keys/pkcs7_verify.c (Linux 6.12).
 */
import { type EmbeddedCertificate, type SignedBytes, sameBytes } from './embedded-certificate.ts'
import type { Errno } from './errno.ts'
import type { CryptoKernel } from './pkcs7-text.ts'
import { type VerifyOutcome, verifyWithPublicKey } from './public-key.ts'

/** Certificates from the signer's up, each with its issuer's if that came along; the last may be its own issuer. */
export interface Chain {
  readonly certificates: readonly EmbeddedCertificate[]
  /** The last one is signed with its own key. */
  readonly endsInItself: boolean
}

export type ChainResult =
  | { readonly kind: 'chain'; readonly chain: Chain }
  | { readonly kind: 'wrong'; readonly errno: Errno }
  | { readonly kind: 'undecided' }

/** The issuer's certificate among those that came along. */
const issuerOf = (
  { issuer }: EmbeddedCertificate,
  certificates: readonly EmbeddedCertificate[],
): EmbeddedCertificate | undefined =>
  issuer.keyId === undefined
    ? certificates.find(({ subjectKeyId }) => sameBytes(subjectKeyId, issuer.subjectKeyId))
    : certificates.find(({ keyId }) => sameBytes(keyId, issuer.keyId))

const verifyIssued = (issued: SignedBytes, by: EmbeddedCertificate, kernel: CryptoKernel): VerifyOutcome => {
  // without the digest there is nothing to compare with
  if (!kernel.has(issued.digest)) return issued.keyKind === 'rsa' ? 'EINVAL' : 'undecided'
  return verifyWithPublicKey(by.key, issued, kernel)
}

/**
 * `signer`: counted from 1. Undefined where the signer's certificate did not come along. What the kernel prints goes to
 * `lines`.
 */
export const verifyChain = (
  signer: { readonly number: number; readonly keyId: Uint8Array; readonly signature: SignedBytes },
  certificates: readonly EmbeddedCertificate[],
  kernel: CryptoKernel,
  lines: string[],
): ChainResult | undefined => {
  const first = certificates.find(({ keyId }) => sameBytes(keyId, signer.keyId))
  if (first === undefined) return undefined
  const outcome = verifyWithPublicKey(first.key, signer.signature, kernel)
  if (outcome !== undefined) return outcome === 'undecided' ? { kind: outcome } : { kind: 'wrong', errno: outcome }
  const chain = [first]
  for (let last = first; ; ) {
    if (last.isSelfSigned) return { kind: 'chain', chain: { certificates: chain, endsInItself: true } }
    const next = issuerOf(last, certificates)
    if (next === undefined) return { kind: 'chain', chain: { certificates: chain, endsInItself: false } }
    if (
      last.issuer.keyId !== undefined &&
      last.issuer.subjectKeyId !== undefined &&
      !sameBytes(next.subjectKeyId, last.issuer.subjectKeyId)
    ) {
      const [from, to] = [last, next].map((certificate) => certificates.indexOf(certificate) + 1)
      lines.push(`PKCS7: Sig ${signer.number}: X.509 chain contains auth-skid nonmatch (${from}->${to})`)
      return { kind: 'wrong', errno: 'EKEYREJECTED' }
    }
    if (chain.includes(next)) {
      lines.push(`PKCS7: Sig ${signer.number}: X.509 chain contains loop`)
      return { kind: 'chain', chain: { certificates: chain, endsInItself: false } }
    }
    const issued = verifyIssued(last.signature, next, kernel)
    if (issued !== undefined) return issued === 'undecided' ? { kind: issued } : { kind: 'wrong', errno: issued }
    chain.push(next)
    last = next
  }
}
