/**
 * Object identifiers of digests and signature algorithms that a kernel knows, under the kernel's names.
 * Follows pkcs7_sig_note_digest_algo() and pkcs7_sig_note_pkey_algo() in crypto/asymmetric_keys/pkcs7_parser.c (Linux 6.1:
 * with md4, md5 and sm2; 6.12: with sha3). Whether a certain kernel has one of them built in is a fact of that kernel.
 */

import type { CryptoDialect } from '../kernel/loader-changes.ts'

export type DigestName =
  | 'md4'
  | 'md5'
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512'
  | 'sm3'
  | 'streebog256'
  | 'streebog512'

export type KeyKind = 'rsa' | 'ecdsa' | 'sm2' | 'ecrdsa'

const DIGESTS: ReadonlyMap<string, DigestName> = new Map([
  ['1.2.840.113549.2.4', 'md4'],
  ['1.2.840.113549.2.5', 'md5'],
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
  ['2.16.840.1.101.3.4.2.8', 'sha3-256'],
  ['2.16.840.1.101.3.4.2.9', 'sha3-384'],
  ['2.16.840.1.101.3.4.2.10', 'sha3-512'],
  ['1.2.156.10197.1.401', 'sm3'],
  ['1.2.643.7.1.1.2.2', 'streebog256'],
  ['1.2.643.7.1.1.2.3', 'streebog512'],
])

const KEY_KINDS: ReadonlyMap<string, KeyKind> = new Map([
  ['1.2.840.113549.1.1.1', 'rsa'],
  ['1.2.840.10045.4.1', 'ecdsa'],
  ['1.2.840.10045.4.3.1', 'ecdsa'],
  ['1.2.840.10045.4.3.2', 'ecdsa'],
  ['1.2.840.10045.4.3.3', 'ecdsa'],
  ['1.2.840.10045.4.3.4', 'ecdsa'],
  ['2.16.840.1.101.3.4.3.10', 'ecdsa'],
  ['2.16.840.1.101.3.4.3.11', 'ecdsa'],
  ['2.16.840.1.101.3.4.3.12', 'ecdsa'],
  ['1.2.156.10197.1.501', 'sm2'],
  ['1.2.643.7.1.1.1.1', 'ecrdsa'],
  ['1.2.643.7.1.1.1.2', 'ecrdsa'],
])

const CERTIFICATE_SIGNATURES: ReadonlyMap<string, readonly [DigestName, KeyKind]> = new Map([
  ['1.2.840.113549.1.1.4', ['md4', 'rsa']],
  ['1.2.840.113549.1.1.5', ['sha1', 'rsa']],
  ['1.2.840.113549.1.1.14', ['sha224', 'rsa']],
  ['1.2.840.113549.1.1.11', ['sha256', 'rsa']],
  ['1.2.840.113549.1.1.12', ['sha384', 'rsa']],
  ['1.2.840.113549.1.1.13', ['sha512', 'rsa']],
  ['2.16.840.1.101.3.4.3.14', ['sha3-256', 'rsa']],
  ['2.16.840.1.101.3.4.3.15', ['sha3-384', 'rsa']],
  ['2.16.840.1.101.3.4.3.16', ['sha3-512', 'rsa']],
  ['1.2.840.10045.4.1', ['sha1', 'ecdsa']],
  ['1.2.840.10045.4.3.1', ['sha224', 'ecdsa']],
  ['1.2.840.10045.4.3.2', ['sha256', 'ecdsa']],
  ['1.2.840.10045.4.3.3', ['sha384', 'ecdsa']],
  ['1.2.840.10045.4.3.4', ['sha512', 'ecdsa']],
  ['2.16.840.1.101.3.4.3.10', ['sha3-256', 'ecdsa']],
  ['2.16.840.1.101.3.4.3.11', ['sha3-384', 'ecdsa']],
  ['2.16.840.1.101.3.4.3.12', ['sha3-512', 'ecdsa']],
  ['1.2.643.7.1.1.3.2', ['streebog256', 'ecrdsa']],
  ['1.2.643.7.1.1.3.3', ['streebog512', 'ecrdsa']],
  ['1.2.156.10197.1.501', ['sm3', 'sm2']],
])

const ONLY: Readonly<Record<string, CryptoDialect>> = {
  md4: 'with-md5',
  md5: 'with-md5',
  sm2: 'with-md5',
  'sha3-256': 'with-sha3',
  'sha3-384': 'with-sha3',
  'sha3-512': 'with-sha3',
}

const ofDialect = <T extends string>(name: T | undefined, dialect: CryptoDialect): T | undefined =>
  name === undefined || (ONLY[name] ?? dialect) !== dialect ? undefined : name

/** The digest of an object identifier, or undefined where the kernel does not take it. */
export const digestName = (oid: string, dialect: CryptoDialect): DigestName | undefined =>
  ofDialect(DIGESTS.get(oid), dialect)

/** The kind of key that makes such signatures, or undefined where the kernel does not take them. */
export const keyKind = (oid: string, dialect: CryptoDialect): KeyKind | undefined =>
  ofDialect(KEY_KINDS.get(oid), dialect)

/** The digest and kind of key of a certificate's signature: named together, unlike those of a message. */
export const signatureAlgorithm = (
  oid: string,
  dialect: CryptoDialect,
): { readonly digest: DigestName; readonly keyKind: KeyKind } | undefined => {
  const [digest, kind] = CERTIFICATE_SIGNATURES.get(oid) ?? []
  const known = ofDialect(digest, dialect)
  return known === undefined || kind === undefined || ofDialect(kind, dialect) === undefined
    ? undefined
    : { digest: known, keyKind: kind }
}
