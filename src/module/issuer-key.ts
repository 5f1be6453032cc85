/**
 * How a certificate names the key of its issuer: the extension Authority Key Identifier of RFC 5280, 4.2.1.1.
 * Behaves as the actions of x509_akid.asn1 in crypto/asymmetric_keys/x509_cert_parser.c (Linux 6.1 and 6.12).
 */
import type { CryptoDialect } from '../kernel/loader-changes.ts'
import { type BerActions, type BerFault, type BerPart, matchBer } from './ber-matcher.ts'
import { issuerKeyId } from './pkcs7-signer.ts'
import { AUTHORITY_KEY, type AuthorityAction } from './x509-grammar.ts'

export interface IssuerKey {
  /** Serial number and content of the name of whoever issued the issuer's certificate. */
  readonly keyId: Uint8Array | undefined
  readonly subjectKeyId: Uint8Array | undefined
}

export const NO_ISSUER_KEY: IssuerKey = { keyId: undefined, subjectKeyId: undefined }

/** A serial number counts with a name alone. */
export const readIssuerKey = (bytes: Uint8Array, dialect: CryptoDialect): IssuerKey | BerFault => {
  let name: Uint8Array | undefined
  let keyId: Uint8Array | undefined
  let subjectKeyId: Uint8Array | undefined
  const contentOf = ({ start, end }: BerPart): Uint8Array => bytes.subarray(start, end)
  const actions: BerActions<AuthorityAction, never> = {
    keyId: (part) => {
      subjectKeyId ??= contentOf(part)
      return undefined
    },
    name: (part) => {
      name = contentOf(part)
      return undefined
    },
    serial: (part) => {
      if (name !== undefined) keyId ??= issuerKeyId(contentOf(part), name)
      return undefined
    },
  }
  return matchBer(AUTHORITY_KEY[dialect], actions, bytes) ?? { keyId, subjectKeyId }
}
