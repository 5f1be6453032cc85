/**
 * The extensions of a certificate that the kernel looks into: RFC 5280, 4.2.1.
 * Behaves as x509_process_extension() in crypto/asymmetric_keys/x509_cert_parser.c (Linux 6.1 and 6.12).
 */
import type { CryptoDialect } from '../kernel/loader-changes.ts'

const SUBJECT_KEY_ID = '2.5.29.14'
const KEY_USAGE = '2.5.29.15'
const BASIC_CONSTRAINTS = '2.5.29.19'
const AUTHORITY_KEY_ID = '2.5.29.35'

const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const SEQUENCE = 0x30
/** A BOOLEAN of one byte that is true. */
const TRUE = [0x01, 1, 0xff] as const

export interface Extensions {
  subjectKeyId: Uint8Array | undefined
  /** Of the issuer's key, not read yet. */
  authority: Uint8Array | undefined
}

const isKeyUsage = (value: Uint8Array): boolean => value.length >= 4 && value[0] === BIT_STRING && (value[2] ?? 0) < 8

const isBasicConstraints = (value: Uint8Array): boolean => {
  if (value[0] !== SEQUENCE || value[1] !== value.length - 2) return false
  return value.length === 2 || TRUE.every((byte, index) => value[2 + index] === byte)
}

/** Whether the kernel takes an extension. What is worth keeping of it goes to `found`. */
export const takesExtension = (
  oid: string | undefined,
  value: Uint8Array,
  found: Extensions,
  dialect: CryptoDialect,
): boolean => {
  switch (oid) {
    case SUBJECT_KEY_ID:
      if (found.subjectKeyId !== undefined || value.length < 3) return false
      if (value[0] !== OCTET_STRING || value[1] !== value.length - 2) return false
      found.subjectKeyId = value.subarray(2)
      return true
    case AUTHORITY_KEY_ID:
      found.authority = value
      return true
    // looked at since Linux 6.4
    case KEY_USAGE:
      return dialect === 'with-md5' || isKeyUsage(value)
    case BASIC_CONSTRAINTS:
      return dialect === 'with-md5' || isBasicConstraints(value)
    default:
      return true
  }
}
