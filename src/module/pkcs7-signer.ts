/**
 * One signer of a PKCS#7 message: RFC 2315, 9.2, and RFC 5652, 5.3.
 * Follows SignerInfo in crypto/asymmetric_keys/pkcs7.asn1 and its actions in pkcs7_parser.c (Linux 6.12).
 */
import { type DigestName, digestName, type KeyKind, keyKind } from './algorithms.ts'
import { contentOf, type DerElement, readChildren, readOid, TAG, wholeOf } from './der.ts'
import { type NamePart, readName } from './distinguished-name.ts'
import { type Attributes, readAttributes } from './pkcs7-attributes.ts'
import { type Pkcs7Failure, pkcs7Failure } from './pkcs7-failure.ts'

/** Which certificate has the key. */
export type SignerId =
  | {
      readonly kind: 'issuer-and-serial'
      readonly issuer: readonly NamePart[]
      /** The issuer's name in DER, which is what is compared. */
      readonly issuerDer: Uint8Array
      /** Big-endian, signed. */
      readonly serial: Uint8Array
    }
  | { readonly kind: 'subject-key'; readonly keyId: Uint8Array }

export interface Signer {
  readonly id: SignerId
  readonly digest: DigestName
  readonly keyKind: KeyKind
  /** Authenticated attributes: then these are signed, and one of them is the digest of the contents. */
  readonly attributes: Attributes | undefined
  readonly signature: Uint8Array
}

/** Tells a signer from why it is none. */
export const isSigner = (result: Signer | Pkcs7Failure): result is Signer => !('kind' in result)

const structure = (at: number): Pkcs7Failure => pkcs7Failure('EBADMSG', 'structure', at)

const readId = (bytes: Uint8Array, element: DerElement | undefined): SignerId | undefined => {
  if (element?.tag === TAG.plainContext0) return { kind: 'subject-key', keyId: contentOf(bytes, element) }
  const [issuer, serial] = element?.tag === TAG.sequence ? (readChildren(bytes, element) ?? []) : []
  if (issuer === undefined || serial?.tag !== TAG.integer) return undefined
  const name = readName(bytes, issuer)
  return name === undefined
    ? undefined
    : {
        kind: 'issuer-and-serial',
        issuer: name,
        issuerDer: wholeOf(bytes, issuer),
        serial: contentOf(bytes, serial),
      }
}

/** The object identifier of an AlgorithmIdentifier. */
const readAlgorithm = (bytes: Uint8Array, element: DerElement | undefined): string | undefined =>
  element?.tag === TAG.sequence ? readOid(bytes, readChildren(bytes, element)?.[0]) : undefined

const versionFailure = (
  bytes: Uint8Array,
  element: DerElement | undefined,
  messageVersion: 1 | 3,
): Pkcs7Failure | undefined => {
  if (element?.tag !== TAG.integer) return structure(element?.start ?? bytes.length)
  const version = element.contentEnd - element.content === 1 ? bytes[element.content] : undefined
  if (version !== 1 && version !== 3) return pkcs7Failure('EINVAL', 'version', element.start)
  return version === messageVersion ? undefined : pkcs7Failure('EBADMSG', 'version-mismatch', element.start)
}

/** The signer of one SignerInfo, in a message of the given version and type of content. */
export const readSigner = (
  bytes: Uint8Array,
  info: DerElement,
  messageVersion: 1 | 3,
  contentType: string,
): Signer | Pkcs7Failure => {
  const parts = info.tag === TAG.sequence ? readChildren(bytes, info) : undefined
  if (parts === undefined) return structure(info.start)
  const [version, idPart, digestPart, ...rest] = parts
  const refused = versionFailure(bytes, version, messageVersion)
  if (refused !== undefined) return refused
  const id = readId(bytes, idPart)
  if (id === undefined) return structure(idPart?.start ?? info.end)
  const digestOid = readAlgorithm(bytes, digestPart)
  if (digestOid === undefined || digestPart === undefined) return structure(digestPart?.start ?? info.end)
  const digest = digestName(digestOid)
  if (digest === undefined) return pkcs7Failure('ENOPKG', 'digest-algorithm', digestPart.start, digestOid)
  const [optional] = rest
  // the old form, a sequence in [2], is allowed and not looked at
  const isOptional = optional?.tag === TAG.context0 || optional?.tag === TAG.context2
  const attributes = optional?.tag === TAG.context0 ? readAttributes(bytes, optional, contentType) : undefined
  if (attributes?.kind === 'failure') return attributes
  const [algorithmPart, signature] = isOptional ? rest.slice(1) : rest
  const algorithm = readAlgorithm(bytes, algorithmPart)
  if (algorithm === undefined || algorithmPart === undefined) return structure(algorithmPart?.start ?? info.end)
  const kind = keyKind(algorithm)
  if (kind === undefined) return pkcs7Failure('ENOPKG', 'signature-algorithm', algorithmPart.start, algorithm)
  if (signature?.tag !== TAG.octetString) return structure(signature?.start ?? info.end)
  return { id, digest, keyKind: kind, attributes, signature: contentOf(bytes, signature) }
}
