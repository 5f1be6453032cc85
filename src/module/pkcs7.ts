/**
 * PKCS#7 SignedData, as module signatures are: who signed, with which algorithms, and the signature.
 * Follows crypto/asymmetric_keys/pkcs7.asn1 and pkcs7_parser.c (Linux 6.12): what the kernel refuses is refused with its
 * errno, in the order in which it reads.
 */
import { type DerElement, readChildren, readElement, readOid, TAG, wholeOf } from './der.ts'
import { type Pkcs7Failure, pkcs7Failure } from './pkcs7-failure.ts'
import { isSigner, readSigner, type Signer } from './pkcs7-signer.ts'

export interface SignedData {
  /** `1.2.840.113549.1.7.1` is plain data, the only one that modules may have. */
  readonly contentType: string
  /** Whether the message holds what was signed: a module's must not. */
  readonly hasContent: boolean
  /** DER of the certificates sent along; Linux's own tools send none. */
  readonly certificates: readonly Uint8Array[]
  /** At least one; all with attributes or none. */
  readonly signers: readonly [Signer, ...Signer[]]
}

export type Pkcs7Result = { readonly kind: 'message'; readonly message: SignedData } | Pkcs7Failure

const SIGNED_DATA = '1.2.840.113549.1.7.2'
const PLAIN_DATA = '1.2.840.113549.1.7.1'
const MICROSOFT_INDIRECT_DATA = '1.3.6.1.4.1.311.2.1.4'

const structure = (at: number): Pkcs7Failure => pkcs7Failure('EBADMSG', 'structure', at)

/** `ContentInfo` of the whole message: the SignedData sequence in it. */
const openMessage = (bytes: Uint8Array): DerElement | Pkcs7Failure => {
  const outer = readElement(bytes, 0, bytes.length)
  if (outer?.tag !== TAG.sequence) return structure(0)
  const [type, wrapped] = readChildren(bytes, outer) ?? []
  const oid = readOid(bytes, type)
  if (oid === undefined || type === undefined) return structure(outer.content)
  if (oid !== SIGNED_DATA) return pkcs7Failure('EINVAL', 'content-type', type.start, oid)
  const signed = wrapped?.tag === TAG.context0 ? readElement(bytes, wrapped.content, wrapped.contentEnd) : undefined
  return signed?.tag === TAG.sequence ? signed : structure(wrapped?.start ?? type.end)
}

/** The version at the start of SignedData: 1 or 3. */
const readVersion = (bytes: Uint8Array, element: DerElement | undefined): 1 | 3 | undefined => {
  const isByte = element?.tag === TAG.integer && element.contentEnd - element.content === 1
  const version = isByte ? bytes[element.content] : undefined
  return version === 1 || version === 3 ? version : undefined
}

const readContentType = (bytes: Uint8Array, element: DerElement): { oid: string; hasContent: boolean } | undefined => {
  const [type, content] = element.tag === TAG.sequence ? (readChildren(bytes, element) ?? []) : []
  const oid = readOid(bytes, type)
  return oid === undefined ? undefined : { oid, hasContent: content?.tag === TAG.context0 }
}

const readSigners = (
  bytes: Uint8Array,
  element: DerElement | undefined,
  version: 1 | 3,
  contentType: string,
): readonly Signer[] | Pkcs7Failure => {
  const infos = element?.tag === TAG.set || element?.tag === TAG.sequence ? readChildren(bytes, element) : undefined
  if (infos === undefined) return structure(element?.start ?? bytes.length)
  const signers: Signer[] = []
  for (const info of infos) {
    const signer = readSigner(bytes, info, version, contentType)
    if (!isSigner(signer)) return signer
    if (contentType === MICROSOFT_INDIRECT_DATA && signer.attributes === undefined) {
      return pkcs7Failure('EBADMSG', 'attributes', info.start)
    }
    signers.push(signer)
  }
  return signers
}

/** The message that starts at the first byte; what is behind it is not looked at. */
export const parsePkcs7 = (bytes: Uint8Array): Pkcs7Result => {
  const signed = openMessage(bytes)
  if ('kind' in signed) return signed
  const parts = readChildren(bytes, signed)
  const [versionPart, digests, contentInfo, ...rest] = parts ?? []
  const version = readVersion(bytes, versionPart)
  if (versionPart === undefined || digests === undefined || contentInfo === undefined) return structure(signed.content)
  if (version === undefined) return pkcs7Failure('EINVAL', 'version', versionPart.start)
  const content = readContentType(bytes, contentInfo)
  if (content === undefined) return structure(contentInfo.start)
  if (content.oid !== PLAIN_DATA && content.oid !== MICROSOFT_INDIRECT_DATA) {
    return pkcs7Failure('EINVAL', 'content-type', contentInfo.start, content.oid)
  }
  const tags = rest.slice(0, -1).map(({ tag }) => tag)
  if (tags.some((tag) => tag < TAG.context0 || tag > TAG.context3)) return structure(contentInfo.end)
  const signers = readSigners(bytes, rest.at(-1), version, content.oid)
  if ('kind' in signers) return signers
  const [first, ...others] = signers
  if (
    first === undefined ||
    others.some((each) => (each.attributes === undefined) !== (first.attributes === undefined))
  ) {
    return pkcs7Failure('EINVAL', 'signers', rest.at(-1)?.start ?? 0)
  }
  const sets = rest.filter(({ tag }) => tag === TAG.context0 || tag === TAG.context2)
  const certificates = sets.flatMap((set) => readChildren(bytes, set) ?? [])
  return {
    kind: 'message',
    message: {
      contentType: content.oid,
      hasContent: content.hasContent,
      certificates: certificates.map((certificate) => wholeOf(bytes, certificate)),
      signers: [first, ...others],
    },
  }
}

/** Whether a message signs plain data. */
export const signsPlainData = (message: SignedData): boolean => message.contentType === PLAIN_DATA
