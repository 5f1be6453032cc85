/**
 * The keys that a signature is tried with: X.509 certificates or bare public keys, in PEM or DER.
 * Follows RFC 5280, 4.1 and 4.2.1.2, as far as asymmetric_key_match in crypto/asymmetric_keys (Linux 6.12) needs it.
 */
import type { KeyObject } from 'node:crypto'
import { latin1 } from '../files/source-file.ts'
import { contentOf, type DerElement, readChildren, readElement, readOid, TAG, wholeOf } from './der.ts'
import { type NamePart, readName } from './distinguished-name.ts'
import { issuerKeyId } from './pkcs7-signer.ts'

export interface CertificateId {
  readonly subject: readonly NamePart[]
  /** Serial number and content of the issuer's name. */
  readonly keyId: Uint8Array
  /** The extension Subject Key Identifier, where the certificate has it. */
  readonly subjectKeyId: Uint8Array | undefined
}

export interface VerificationKey {
  readonly key: KeyObject
  /** Absent for a bare key: nothing tells whose signatures it is for. */
  readonly certificate: CertificateId | undefined
}

const PEM = /-----BEGIN (CERTIFICATE|PUBLIC KEY)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g
const SUBJECT_KEY_ID = '2.5.29.14'

const readKey = (spki: Uint8Array): KeyObject | undefined => {
  try {
    return process
      .getBuiltinModule('node:crypto')
      .createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    // a kind of key or a curve that this Node does not know
    return undefined
  }
}

const readSubjectKeyId = (bytes: Uint8Array, extensions: DerElement | undefined): Uint8Array | undefined => {
  const list = extensions === undefined ? undefined : readElement(bytes, extensions.content, extensions.contentEnd)
  for (const extension of list === undefined ? [] : (readChildren(bytes, list) ?? [])) {
    const parts = readChildren(bytes, extension) ?? []
    const value = parts.at(-1)
    if (readOid(bytes, parts[0]) !== SUBJECT_KEY_ID || value?.tag !== TAG.octetString) continue
    const id = readElement(bytes, value.content, value.contentEnd)
    return id?.tag === TAG.octetString ? contentOf(bytes, id) : undefined
  }
  return undefined
}

const readCertificate = (bytes: Uint8Array, tbs: DerElement): VerificationKey | undefined => {
  const parts = readChildren(bytes, tbs) ?? []
  // version 1 certificates do not say their version
  const [serial, , issuer, , subject, spki, ...rest] = parts[0]?.tag === TAG.context0 ? parts.slice(1) : parts
  if (serial?.tag !== TAG.integer || issuer === undefined || subject === undefined || spki === undefined) {
    return undefined
  }
  const name = readName(bytes, subject)
  const key = readKey(wholeOf(bytes, spki))
  if (name === undefined || key === undefined) return undefined
  const extensions = rest.find(({ tag }) => tag === TAG.context3)
  const subjectKeyId = readSubjectKeyId(bytes, extensions)
  const keyId = issuerKeyId(contentOf(bytes, serial), contentOf(bytes, issuer))
  const id = { subject: name, keyId, subjectKeyId }
  return { key, certificate: id }
}

/** A certificate starts with a sequence in a sequence in a sequence; a key's inner one starts with its algorithm. */
const readDer = (bytes: Uint8Array): VerificationKey | undefined => {
  const outer = readElement(bytes, 0, bytes.length)
  const [first, second] = outer?.tag === TAG.sequence ? (readChildren(bytes, outer) ?? []) : []
  if (first === undefined) return undefined
  if (second?.tag !== TAG.bitString) return readCertificate(bytes, first)
  const key = readKey(bytes)
  return key === undefined ? undefined : { key, certificate: undefined }
}

/** All keys of a file, or undefined where one of them cannot be read or there is none. */
export const readKeys = (file: Uint8Array): readonly VerificationKey[] | undefined => {
  const blocks = [...latin1(file).matchAll(PEM)].map(([, , text = '']) => Buffer.from(text, 'base64'))
  const keys = (blocks.length === 0 ? [file] : blocks).map(readDer)
  return keys.every((key) => key !== undefined) ? keys : undefined
}
