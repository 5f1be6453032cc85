/**
 * A certificate that comes with a message, as the kernel reads it: what it says of itself and its issuer, its key, and
 * whether it is signed with that key. A wrong signature of its own is a reason to refuse the whole message.
 * Behaves as x509_cert_parse() in crypto/asymmetric_keys/x509_cert_parser.c and x509_check_for_self_signed() in
 * x509_public_key.c (Linux 6.1 and 6.12). What tells whether a certificate is on a blacklist is not here.
 */
import { type DigestName, type KeyKind, signatureAlgorithm } from './algorithms.ts'
import { type BerActions, type BerPart, matchBer } from './ber-matcher.ts'
import { type Extensions, takesExtension } from './certificate-extensions.ts'
import { isCertificateTime } from './certificate-time.ts'
import type { Errno } from './errno.ts'
import { type IssuerKey, NO_ISSUER_KEY, readIssuerKey } from './issuer-key.ts'
import { knownOid } from './object-identifiers.ts'
import { issuerKeyId } from './pkcs7-signer.ts'
import type { CryptoKernel } from './pkcs7-text.ts'
import { type PublicKey, publicKeyKind, verifyWithPublicKey } from './public-key.ts'
import { CERTIFICATE, type X509Action } from './x509-grammar.ts'

/** Something signed, with the algorithms that say how. */
export interface SignedBytes {
  readonly keyKind: KeyKind
  readonly digest: DigestName
  readonly signature: Uint8Array
  readonly signed: Uint8Array
}

export interface EmbeddedCertificate {
  readonly kind: 'certificate'
  /** Serial number and content of the issuer's name. */
  readonly keyId: Uint8Array
  readonly subjectKeyId: Uint8Array | undefined
  /** The same two of its issuer. */
  readonly issuer: IssuerKey
  readonly key: PublicKey
  /** Its own. */
  readonly signature: SignedBytes
  readonly isSelfSigned: boolean
  /** Whether that could not be told here. */
  readonly isDoubtful: boolean
}

interface Failure {
  readonly kind: 'failure'
  readonly errno: Errno | 'ENOPKG'
}

const refused = (errno: Failure['errno']): Failure => ({ kind: 'failure', errno })

export const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0

class CertificateReader {
  readonly #bytes: Uint8Array
  readonly #kernel: CryptoKernel
  readonly #lines: string[]
  readonly #extensions: Extensions = { subjectKeyId: undefined, authority: undefined }
  #lastOid: string | undefined
  #serial = new Uint8Array(0)
  #issuer = new Uint8Array(0)
  #subject: Uint8Array | undefined
  #algorithm: { readonly oid: string; readonly digest: DigestName; readonly keyKind: KeyKind } | undefined
  #parameters: Uint8Array | undefined
  #key: PublicKey | undefined
  #signed = new Uint8Array(0)
  #signature = new Uint8Array(0)

  constructor(bytes: Uint8Array, kernel: CryptoKernel, lines: string[]) {
    this.#bytes = bytes
    this.#kernel = kernel
    this.#lines = lines
  }

  read(): EmbeddedCertificate | Failure {
    const actions: BerActions<X509Action, Failure> = {
      oid: (part) => {
        this.#lastOid = knownOid(this.#contentOf(part), this.#kernel.dialect)
        return undefined
      },
      parameters: (part) => {
        if (this.#subject !== undefined && this.#key === undefined) this.#parameters = this.#wholeOf(part)
        return undefined
      },
      serial: (part) => {
        this.#serial = this.#contentOf(part)
        return undefined
      },
      signatureAlgorithm: () => this.#signatureAlgorithm(),
      issuer: (part) => {
        this.#issuer = this.#contentOf(part)
        return undefined
      },
      time: (part) => (isCertificateTime(part.tag, this.#contentOf(part)) ? undefined : refused('EBADMSG')),
      subject: (part) => {
        this.#subject = this.#contentOf(part)
        return undefined
      },
      key: (part) => this.#readKey(this.#contentOf(part)),
      extension: (part) =>
        takesExtension(this.#lastOid, this.#contentOf(part), this.#extensions, this.#kernel.dialect)
          ? undefined
          : refused('EBADMSG'),
      signedPart: (part) => {
        this.#signed = this.#wholeOf(part)
        return undefined
      },
      signature: (part) => this.#readSignature(this.#contentOf(part)),
    }
    const failure = matchBer(CERTIFICATE, actions, this.#bytes)
    return failure === undefined ? this.#end() : refused(failure.errno)
  }

  #contentOf({ start, end }: BerPart): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(start, end) as Uint8Array<ArrayBuffer>
  }

  #wholeOf({ start, header, end }: BerPart): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(start - header, end) as Uint8Array<ArrayBuffer>
  }

  #signatureAlgorithm(): Failure | undefined {
    const oid = this.#lastOid
    const found = oid === undefined ? undefined : signatureAlgorithm(oid, this.#kernel.dialect)
    if (oid === undefined || found === undefined) return refused('ENOPKG')
    this.#algorithm = { oid, ...found }
    return undefined
  }

  #readKey(content: Uint8Array): Failure | undefined {
    const kind = publicKeyKind(this.#lastOid, this.#parameters, this.#kernel.dialect)
    if (typeof kind === 'string') return refused(kind)
    if (content[0] !== 0) return refused('EBADMSG')
    this.#key = { ...kind, bytes: content.subarray(1) }
    return undefined
  }

  #readSignature(content: Uint8Array): Failure | undefined {
    if (this.#lastOid !== this.#algorithm?.oid) {
      this.#lines.push('X.509: signatureAlgorithm (*) differs from tbsCertificate.signature (*)')
      return refused('EINVAL')
    }
    if (content[0] !== 0) return refused('EBADMSG')
    this.#signature = content.subarray(1) as Uint8Array<ArrayBuffer>
    return undefined
  }

  #authority(): IssuerKey | Failure {
    const { authority } = this.#extensions
    const issuer = authority === undefined ? NO_ISSUER_KEY : readIssuerKey(authority, this.#kernel.dialect)
    if (!('kind' in issuer)) return issuer
    this.#lines.push("X.509: Couldn't decode AuthKeyIdentifier")
    return refused(issuer.errno)
  }

  #end(): EmbeddedCertificate | Failure {
    const issuer = this.#authority()
    if ('kind' in issuer) return issuer
    // the grammar does not let a certificate end without them
    if (this.#key === undefined || this.#algorithm === undefined) return refused('EBADMSG')
    const { keyKind, digest } = this.#algorithm
    const certificate: EmbeddedCertificate = {
      kind: 'certificate',
      keyId: issuerKeyId(this.#serial, this.#issuer),
      subjectKeyId: this.#extensions.subjectKeyId,
      issuer,
      key: this.#key,
      signature: { keyKind, digest, signature: this.#signature, signed: this.#signed },
      isSelfSigned: false,
      isDoubtful: false,
    }
    return sameBytes(this.#subject, this.#issuer) ? this.#withOwnSignature(certificate) : certificate
  }

  /** Issuer and subject are the same: it may be signed with its own key. */
  #withOwnSignature(certificate: EmbeddedCertificate): EmbeddedCertificate | Failure {
    const { issuer, keyId, subjectKeyId, signature, key } = certificate
    if (issuer.keyId !== undefined || issuer.subjectKeyId !== undefined) {
      const hasSubjectKeyId = sameBytes(subjectKeyId, issuer.subjectKeyId)
      const hasKeyId = sameBytes(keyId, issuer.keyId)
      if (!hasSubjectKeyId && !hasKeyId) return certificate
      if (hasSubjectKeyId !== hasKeyId && issuer.keyId !== undefined && issuer.subjectKeyId !== undefined) {
        return refused('EKEYREJECTED')
      }
    }
    if (!this.#kernel.has(signature.digest)) return certificate
    const outcome = verifyWithPublicKey(key, signature, this.#kernel)
    if (outcome === 'undecided') return { ...certificate, isSelfSigned: true, isDoubtful: true }
    return outcome === undefined ? { ...certificate, isSelfSigned: true } : refused(outcome)
  }
}

/** `bytes`: the certificate, with what may be behind it. What the kernel prints goes to `lines`. */
export const readEmbeddedCertificate = (
  bytes: Uint8Array,
  kernel: CryptoKernel,
  lines: string[],
): EmbeddedCertificate | Failure => new CertificateReader(bytes, kernel, lines).read()
