/**
 * Authenticated attributes of a signer: where they are there, they are what is signed.
 * Follows pkcs7_sig_note_authenticated_attr() and pkcs7_sig_note_set_of_authattrs() in
 * crypto/asymmetric_keys/pkcs7_parser.c (Linux 6.12).
 */
import { contentOf, type DerElement, readChildren, readOid, TAG } from './der.ts'
import { type Pkcs7Failure, pkcs7Failure } from './pkcs7-failure.ts'

export interface Attributes {
  readonly kind: 'attributes'
  /** The digest of what the message is about. */
  readonly messageDigest: Uint8Array
  /** The bytes that the signature is of: the attributes as a SET, which is not how they stand in the message. */
  readonly signedBytes: Uint8Array
}

const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
/** At most one each, with one value. */
const SINGLE = new Set([CONTENT_TYPE, MESSAGE_DIGEST, '1.2.840.113549.1.9.5', '1.2.840.113549.1.9.15'])

/** The attributes of one signer in a message with the given type of content. */
export const readAttributes = (
  bytes: Uint8Array,
  element: DerElement,
  contentType: string,
): Attributes | Pkcs7Failure => {
  const found = new Map<string, DerElement>()
  const list = readChildren(bytes, element)
  if (list === undefined) return pkcs7Failure('EBADMSG', 'structure', element.start)
  for (const attribute of list) {
    const [type, set] = readChildren(bytes, attribute) ?? []
    const oid = readOid(bytes, type)
    const values = set?.tag === TAG.set ? readChildren(bytes, set) : undefined
    if (oid === undefined || values === undefined) return pkcs7Failure('EBADMSG', 'structure', attribute.start)
    const [value] = values
    if (value === undefined || !SINGLE.has(oid)) continue
    if (found.has(oid) || values.length > 1) return pkcs7Failure('EKEYREJECTED', 'attributes', attribute.start, oid)
    found.set(oid, value)
  }
  const digest = found.get(MESSAGE_DIGEST)
  if (readOid(bytes, found.get(CONTENT_TYPE)) !== contentType || digest?.tag !== TAG.octetString) {
    return pkcs7Failure('EBADMSG', 'attributes', element.start)
  }
  const signedBytes = Uint8Array.from(bytes.subarray(element.start, element.end))
  signedBytes[0] = TAG.set
  return { kind: 'attributes', messageDigest: contentOf(bytes, digest), signedBytes }
}
