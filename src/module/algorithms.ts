/**
 * Object identifiers of digests and signature algorithms that a kernel knows, under the kernel's names.
 * Follows pkcs7_sig_note_digest_algo() and pkcs7_sig_note_pkey_algo() in crypto/asymmetric_keys/pkcs7_parser.c (Linux 6.1:
 * with md4, md5 and sm2; 6.12: with sha3). Whether a certain kernel has one of them built in is a fact of that kernel.
 */

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

/** The digest of an object identifier, or undefined where no kernel takes it. */
export const digestName = (oid: string): DigestName | undefined => DIGESTS.get(oid)

/** The kind of key that makes such signatures, or undefined where no kernel takes them. */
export const keyKind = (oid: string): KeyKind | undefined => KEY_KINDS.get(oid)
