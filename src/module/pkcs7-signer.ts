/**
 * One signer of a PKCS#7 message: RFC 2315, 9.2, and RFC 5652, 5.3.
 * Behaves as the actions of SignerInfo in crypto/asymmetric_keys/pkcs7_parser.c (Linux 6.12).
 */
import { type DigestName, digestName, type KeyKind, keyKind } from './algorithms.ts'
import type { BerPart } from './ber-matcher.ts'
import { type NamePart, namePart } from './distinguished-name.ts'
import { AttributeReader, type Attributes, MICROSOFT_INDIRECT_DATA } from './pkcs7-attributes.ts'
import { type Pkcs7Failure, pkcs7Failure } from './pkcs7-failure.ts'
import type { Pkcs7Text } from './pkcs7-text.ts'

/** Which certificate has the key. */
export type SignerId =
  | {
      readonly kind: 'issuer-and-serial'
      readonly issuer: readonly NamePart[]
      /** Big-endian, signed. */
      readonly serial: Uint8Array
    }
  | { readonly kind: 'subject-key'; readonly keyId: Uint8Array }

export interface Signer {
  readonly id: SignerId
  /** What is compared with the identifiers of keys: the serial number and the content of the issuer's name, or the key's. */
  readonly keyId: Uint8Array
  readonly digest: DigestName
  readonly keyKind: KeyKind
  /** Authenticated attributes: then these are signed, and one of them is the digest of the contents. */
  readonly attributes: Attributes | undefined
  readonly signature: Uint8Array
}

/** What comes before the signers in the message. */
export interface MessageHead {
  readonly version: number
  readonly contentType: string
}

const NONE: Uint8Array = new Uint8Array(0)

/** The bytes of both. */
const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** The identifier of the key of a certificate, by its issuer. */
export const issuerKeyId = (serial: Uint8Array, issuerContent: Uint8Array): Uint8Array => joined(serial, issuerContent)

/** Reads one signer after the other. Identifiers of one stay in force for the next one that lacks them. */
export class SignerReader {
  readonly signers: Signer[] = []
  readonly #text: Pkcs7Text
  readonly #head: () => MessageHead
  #byKeyId = false
  #name: NamePart[] = []
  #issuer: readonly NamePart[] = []
  #issuerContent = NONE
  #serial = NONE
  #keyId = NONE
  #digest: DigestName | undefined
  #keyKind: KeyKind | undefined
  #signature = NONE
  #reader: AttributeReader | undefined
  #attributes: Attributes | undefined

  constructor(text: Pkcs7Text, head: () => MessageHead) {
    this.#text = text
    this.#head = head
  }

  version(part: BerPart): Pkcs7Failure | undefined {
    const [version, ...rest] = this.#text.contentOf(part)
    if ((version !== 1 && version !== 3) || rest.length > 0) {
      this.#text.warn('Unsupported SignerInfo version')
      return pkcs7Failure('EINVAL', 'version', part.start)
    }
    if ((version === 1) !== (this.#head().version === 1)) {
      this.#text.warn('SignedData-SignerInfo version mismatch')
      return pkcs7Failure('EBADMSG', 'version-mismatch', part.start)
    }
    this.#byKeyId = version === 3
    this.#name = []
    return undefined
  }

  nameValue(part: BerPart): undefined {
    this.#name.push(namePart(this.#text.lastOidText, this.#text.contentOf(part)))
  }

  issuer(part: BerPart): undefined {
    this.#issuer = this.#name
    this.#issuerContent = this.#text.contentOf(part)
  }

  serial(part: BerPart): undefined {
    this.#serial = this.#text.contentOf(part)
  }

  keyId(part: BerPart): undefined {
    this.#keyId = this.#text.contentOf(part)
  }

  digestAlgorithm({ start }: BerPart): Pkcs7Failure | undefined {
    const { lastOid, lastOidText, lines, kernel } = this.#text
    this.#digest = lastOid === undefined ? undefined : digestName(lastOid, kernel.dialect)
    if (this.#digest !== undefined) return undefined
    lines.push('Unsupported digest algo: *')
    return pkcs7Failure('ENOPKG', 'digest-algorithm', start, lastOidText)
  }

  attributeValue(part: BerPart): Pkcs7Failure | undefined {
    this.#reader ??= new AttributeReader(this.#text, this.#head().contentType)
    return this.#reader.value(part)
  }

  attributes(part: BerPart): Pkcs7Failure | undefined {
    const attributes = this.#reader?.end(part)
    if (attributes?.kind === 'failure') return attributes
    this.#attributes = attributes
    return undefined
  }

  signatureAlgorithm({ start }: BerPart): Pkcs7Failure | undefined {
    const { lastOid, lastOidText, lines, kernel } = this.#text
    this.#keyKind = lastOid === undefined ? undefined : keyKind(lastOid, kernel.dialect)
    if (this.#keyKind !== undefined) return undefined
    lines.push('Unsupported pkey algo: *')
    return pkcs7Failure('ENOPKG', 'signature-algorithm', start, lastOidText)
  }

  signature(part: BerPart): undefined {
    this.#signature = this.#text.contentOf(part)
  }

  /** The signer is complete. */
  end({ start }: BerPart): Pkcs7Failure | undefined {
    if (this.#head().contentType === MICROSOFT_INDIRECT_DATA && this.#attributes === undefined) {
      this.#text.warn('Authenticode requires AuthAttrs')
      return pkcs7Failure('EBADMSG', 'attributes', start)
    }
    // the grammar does not let a signer end without them
    if (this.#digest === undefined || this.#keyKind === undefined) return pkcs7Failure('EBADMSG', 'structure', start)
    this.signers.push({
      id: this.#byKeyId
        ? { kind: 'subject-key', keyId: this.#keyId }
        : { kind: 'issuer-and-serial', issuer: this.#issuer, serial: this.#serial },
      keyId: this.#byKeyId ? this.#keyId : issuerKeyId(this.#serial, this.#issuerContent),
      digest: this.#digest,
      keyKind: this.#keyKind,
      attributes: this.#attributes,
      signature: this.#signature,
    })
    this.#reader = undefined
    this.#attributes = undefined
    return undefined
  }
}
