/**
 * Authenticated attributes of a signer: where they are there, they are what is signed.
 * Behaves as pkcs7_sig_note_authenticated_attr() and pkcs7_sig_note_set_of_authattrs() in
 * crypto/asymmetric_keys/pkcs7_parser.c (Linux 6.12).
 */
import type { BerPart } from './ber-matcher.ts'
import { isCertificateTime } from './certificate-time.ts'
import { knownOid } from './object-identifiers.ts'
import { type Pkcs7Failure, pkcs7Failure } from './pkcs7-failure.ts'
import type { Pkcs7Text } from './pkcs7-text.ts'

export interface Attributes {
  readonly kind: 'attributes'
  /** The digest of what the message is about. */
  readonly messageDigest: Uint8Array
  /** The bytes that the signature is of: the attributes as a SET, which is not how they stand in the message. */
  readonly signedBytes: Uint8Array
}

const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_TIME = '1.2.840.113549.1.9.5'
const SMIME_CAPABILITIES = '1.2.840.113549.1.9.15'
const MS_OPUS_INFO = '1.3.6.1.4.1.311.2.1.12'
const MS_STATEMENT_TYPE = '1.3.6.1.4.1.311.2.1.11'
/** At most one each, with one value. */
const SINGLE = [CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME, SMIME_CAPABILITIES, MS_OPUS_INFO, MS_STATEMENT_TYPE]

export const MICROSOFT_INDIRECT_DATA = '1.3.6.1.4.1.311.2.1.4'

const OCTET_STRING = 0x04
const SET = 0x31

/** The attributes of one signer, as they come. */
export class AttributeReader {
  readonly #text: Pkcs7Text
  /** Of the message. */
  readonly #contentType: string
  readonly #found = new Set<string>()
  #messageDigest: Uint8Array | undefined

  constructor(text: Pkcs7Text, contentType: string) {
    this.#text = text
    this.#contentType = contentType
  }

  /** One value of the attribute whose name came last. */
  value(part: BerPart): Pkcs7Failure | undefined {
    const { lastOid: oid } = this.#text
    if (oid === undefined || !SINGLE.includes(oid)) return undefined
    if (this.#found.has(oid)) {
      return this.#warned('Repeated/multivalue AuthAttrs not permitted', 'EKEYREJECTED', part, oid)
    }
    this.#found.add(oid)
    const isMicrosoft = this.#contentType === MICROSOFT_INDIRECT_DATA
    switch (oid) {
      case CONTENT_TYPE:
        return knownOid(this.#text.contentOf(part), this.#text.kernel.dialect) === this.#contentType
          ? undefined
          : this.#warned('Mismatch between global data type (*) and sinfo 0 (*)', 'EBADMSG', part)
      case SIGNING_TIME:
        return isCertificateTime(part.tag, this.#text.contentOf(part)) ? undefined : this.#failure('EBADMSG', part)
      case MESSAGE_DIGEST:
        this.#messageDigest = this.#text.contentOf(part)
        return part.tag === OCTET_STRING ? undefined : this.#failure('EBADMSG', part)
      case SMIME_CAPABILITIES:
        return isMicrosoft
          ? undefined
          : this.#warned('S/MIME Caps only allowed with Authenticode', 'EKEYREJECTED', part, oid)
      default:
        return isMicrosoft
          ? undefined
          : this.#warned('Authenticode AuthAttrs only allowed with Authenticode', 'EKEYREJECTED', part, oid)
    }
  }

  /** All of them, where they are in the form that counts. */
  end(part: BerPart): Attributes | Pkcs7Failure {
    if (!this.#found.has(CONTENT_TYPE) || this.#messageDigest === undefined) {
      return this.#warned('Missing required AuthAttr', 'EBADMSG', part)
    }
    const signedBytes = Uint8Array.from(this.#text.bytes.subarray(part.start - part.header, part.end))
    signedBytes[0] = SET
    return { kind: 'attributes', messageDigest: this.#messageDigest, signedBytes }
  }

  #failure(errno: Pkcs7Failure['errno'], { start }: BerPart, oid?: string): Pkcs7Failure {
    return pkcs7Failure(errno, 'attributes', start, oid)
  }

  #warned(line: string, errno: Pkcs7Failure['errno'], part: BerPart, oid?: string): Pkcs7Failure {
    this.#text.warn(line)
    return this.#failure(errno, part, oid)
  }
}
