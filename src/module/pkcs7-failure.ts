/**
 * Why a PKCS#7 message is not taken, with what the kernel would return for it.
 */
import type { Errno } from './errno.ts'

export interface Pkcs7Failure {
  readonly kind: 'failure'
  /** ENOPKG: an algorithm that the kernel does not know; the module then counts as one signed with "unsupported crypto". */
  readonly errno: Errno | 'ENOPKG'
  readonly reason: /** Not the elements that a message is made of. */
    | 'structure'
    /** Not signed data, or signed data of another kind. */
    | 'content-type'
    /** Of the message or of a signer: not 1 or 3. */
    | 'version'
    /** A signer's version does not go with the message's. */
    | 'version-mismatch'
    /** No signer, or signers with attributes beside signers without. */
    | 'signers'
    /** Required ones are missing, or one is there twice. */
    | 'attributes'
    | 'digest-algorithm'
    | 'signature-algorithm'
    /** One of the certificates sent along is none, or its own signature is wrong. */
    | 'certificate'
  /** Byte offset in the message. */
  readonly at: number
  /** The object identifier that was not expected. */
  readonly oid?: string
}

/** A failure as a value. */
export const pkcs7Failure = (
  errno: Pkcs7Failure['errno'],
  reason: Pkcs7Failure['reason'],
  at: number,
  oid?: string,
): Pkcs7Failure => ({ kind: 'failure', errno, reason, at, ...(oid === undefined ? {} : { oid }) })
