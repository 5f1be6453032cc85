/**
 * PKCS#7 SignedData, as module signatures are: who signed, with which algorithms, and the signature.
 * Behaves as pkcs7_parse_message() in crypto/asymmetric_keys/pkcs7_parser.c (Linux 6.1 and 6.12): what the kernel refuses is
 * refused with its errno and its words, in the order in which it reads.
 */
import { type BerActions, type BerPart, matchBer } from './ber-matcher.ts'
import { type EmbeddedCertificate, readEmbeddedCertificate } from './embedded-certificate.ts'
import { MICROSOFT_INDIRECT_DATA } from './pkcs7-attributes.ts'
import { type Pkcs7Failure, pkcs7Failure } from './pkcs7-failure.ts'
import { PKCS7, type Pkcs7Action } from './pkcs7-grammar.ts'
import { type Signer, SignerReader } from './pkcs7-signer.ts'
import { type CryptoKernel, Pkcs7Text } from './pkcs7-text.ts'

export interface SignedData {
  /** `1.2.840.113549.1.7.1` is plain data, the only one that modules may have. */
  readonly contentType: string
  /** Whether the message holds what was signed: a module's must not. */
  readonly hasContent: boolean
  /** The certificates sent along; Linux's own tools send none. */
  readonly certificates: readonly EmbeddedCertificate[]
  /** At least one; all with attributes or none. */
  readonly signers: readonly [Signer, ...Signer[]]
}

/** `lines`: what the kernel prints while it reads. */
export type Pkcs7Result = { readonly lines: readonly string[] } & (
  | { readonly kind: 'message'; readonly message: SignedData }
  | Pkcs7Failure
)

const SIGNED_DATA = '1.2.840.113549.1.7.2'
const PLAIN_DATA = '1.2.840.113549.1.7.1'
const SEQUENCE = 0x30
const OPEN_LENGTH = 0x80

/** The newest kernel, with everything it could have. */
const ANY_KERNEL: CryptoKernel = { dialect: 'with-sha3', has: () => true }

class MessageReader {
  contentType = ''
  hasContent = false
  readonly #text: Pkcs7Text
  readonly #signers: SignerReader
  #version = 0
  /** With those of revocation lists, which are read in the same way and then forgotten. */
  readonly #read: EmbeddedCertificate[] = []
  #certificates: readonly EmbeddedCertificate[] = []
  readonly actions: BerActions<Pkcs7Action, Pkcs7Failure>

  constructor(text: Pkcs7Text) {
    this.#text = text
    const signers = new SignerReader(text, () => ({ version: this.#version, contentType: this.contentType }))
    this.#signers = signers
    this.actions = {
      oid: (part) => text.noteOid(part),
      messageType: (part) => this.#checkType(part),
      messageVersion: (part) => this.#checkVersion(part),
      content: () => {
        this.hasContent = true
        return undefined
      },
      contentType: (part) => this.#checkContentType(part),
      certificate: (part) => this.#certificate(part),
      certificates: () => {
        this.#certificates = this.#read.slice()
        return undefined
      },
      signerVersion: (part) => signers.version(part),
      nameValue: (part) => signers.nameValue(part),
      issuer: (part) => signers.issuer(part),
      serial: (part) => signers.serial(part),
      keyId: (part) => signers.keyId(part),
      digestAlgorithm: (part) => signers.digestAlgorithm(part),
      attributeValue: (part) => signers.attributeValue(part),
      attributes: (part) => signers.attributes(part),
      signatureAlgorithm: (part) => signers.signatureAlgorithm(part),
      signature: (part) => signers.signature(part),
      signer: (part) => signers.end(part),
    }
  }

  /** What has been read, once all of it has. */
  end(): SignedData | Pkcs7Failure {
    const [first, ...others] = this.#signers.signers
    const hasAttributes = first?.attributes !== undefined
    if (first === undefined || others.some(({ attributes }) => (attributes !== undefined) !== hasAttributes)) {
      this.#text.warn('Inconsistently supplied authAttrs')
      return pkcs7Failure('EINVAL', 'signers', this.#text.bytes.length)
    }
    const { contentType, hasContent } = this
    return { contentType, hasContent, certificates: this.#certificates, signers: [first, ...others] }
  }

  #checkType({ start }: BerPart): Pkcs7Failure | undefined {
    if (this.#text.lastOid === SIGNED_DATA) return undefined
    this.#text.warn('Only support pkcs7_signedData type')
    return pkcs7Failure('EINVAL', 'content-type', start, this.#text.lastOidText)
  }

  #checkVersion(part: BerPart): Pkcs7Failure | undefined {
    const [version, ...rest] = this.#text.contentOf(part)
    if ((version === 1 || version === 3) && rest.length === 0) {
      this.#version = version
      return undefined
    }
    this.#text.warn('Unsupported SignedData version')
    return pkcs7Failure('EINVAL', 'version', part.start)
  }

  #checkContentType({ start }: BerPart): Pkcs7Failure | undefined {
    const { lastOid, lastOidText } = this.#text
    if (lastOid !== PLAIN_DATA && lastOid !== MICROSOFT_INDIRECT_DATA) {
      this.#text.warn('Unsupported data type *')
      return pkcs7Failure('EINVAL', 'content-type', start, lastOidText)
    }
    this.contentType = lastOid
    return undefined
  }

  #certificate({ tag, header, start, end }: BerPart): Pkcs7Failure | undefined {
    if (tag !== SEQUENCE) return pkcs7Failure('EBADMSG', 'certificate', start)
    const { bytes, kernel, lines } = this.#text
    const from = start - header
    const whole = bytes.subarray(from, bytes[from + 1] === OPEN_LENGTH ? end + 2 : end)
    const certificate = readEmbeddedCertificate(whole, kernel, lines)
    if (certificate.kind === 'failure') return pkcs7Failure(certificate.errno, 'certificate', start)
    this.#read.push(certificate)
    return undefined
  }
}

/** The message that starts at the first byte; what is behind it is not looked at. */
export const parsePkcs7 = (bytes: Uint8Array, kernel: CryptoKernel = ANY_KERNEL): Pkcs7Result => {
  const text = new Pkcs7Text(bytes, kernel)
  const reader = new MessageReader(text)
  const { lines } = text
  const refused = matchBer(PKCS7, reader.actions, bytes)
  if (refused?.kind === 'fault') return { ...pkcs7Failure(refused.errno, 'structure', refused.at), lines }
  const message = refused ?? reader.end()
  return 'kind' in message ? { ...message, lines } : { kind: 'message', message, lines }
}

/** Whether a message signs plain data. */
export const signsPlainData = (message: SignedData): boolean => message.contentType === PLAIN_DATA
