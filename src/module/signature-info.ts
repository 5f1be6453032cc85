/**
 * Whose signature a module carries, as far as the signature itself says.
 * Names as in libkmod-signature.c (kmod 30): the signer is the issuer's common name, the key is the certificate's serial
 * number; before Linux 4.3 both stood beside the signature as they are.
 */
import { commonName } from './distinguished-name.ts'
import type { Signer } from './pkcs7-signer.ts'
import { readSignature, type SignatureDescription } from './signature.ts'

export interface SignatureInfo {
  /** What the kernel takes it for; `unsupported` is as good as none. */
  readonly state: 'signed' | 'refused' | 'unsupported'
  /** Why it is not `signed`. */
  readonly reason: string | undefined
  /** Bytes of the file that it is of. */
  readonly moduleLength: number
  /** `PKCS#7`, `X509`, `PGP`; undefined where the description has another number, or there is none. */
  readonly idType: string | undefined
  /** What can be read of the (first) signer. */
  readonly signer:
    | {
        /** Bytes, one unit each. */
        readonly name: string | undefined
        readonly keyId: Uint8Array
        readonly hash: string | undefined
        readonly signature: Uint8Array
      }
    | undefined
}

type SignerInfo = SignatureInfo['signer']

const ID_TYPES = ['PGP', 'X509', 'PKCS#7'] as const
const OLD_HASHES = ['md4', 'md5', 'sha1', 'rmd160', 'sha256', 'sha384', 'sha512', 'sha224', 'sm3'] as const
const OLD_ALGORITHMS = 2

/** The digits of a serial number, its sign left out. */
const magnitude = (serial: Uint8Array): Uint8Array => {
  const digits = Uint8Array.from(serial)
  if (((digits[0] ?? 0) & 0x80) !== 0) {
    let carry = 1
    for (let at = digits.length - 1; at >= 0; at--) {
      const sum = (~(digits[at] ?? 0) & 0xff) + carry
      digits[at] = sum
      carry = sum >> 8
    }
  }
  const first = digits.findIndex((digit) => digit !== 0)
  return first < 0 ? digits.subarray(0, 0) : digits.subarray(first)
}

const ofMessage = ({ id, digest, signature }: Signer): SignerInfo => ({
  name: id.kind === 'subject-key' ? undefined : commonName(id.issuer),
  keyId: id.kind === 'subject-key' ? id.keyId : magnitude(id.serial),
  hash: digest,
  signature,
})

/** Signer, key and signature in front of the description, as kernels before 4.3 had them. */
const ofOldLayout = (file: Uint8Array, end: number, description: SignatureDescription): SignerInfo => {
  const { algorithm, hash, signerLength, keyIdLength, length } = description
  const start = end - length - keyIdLength - signerLength
  if (algorithm >= OLD_ALGORITHMS || hash >= OLD_HASHES.length || length === 0 || start < 0) return undefined
  const key = start + signerLength
  return {
    name: Buffer.from(file.subarray(start, key)).toString('latin1'),
    keyId: file.subarray(key, key + keyIdLength),
    hash: OLD_HASHES[hash],
    signature: file.subarray(key + keyIdLength, end),
  }
}

const DESCRIPTION = 12

/** What is behind the module; `file` as the kernel gets it, unpacked. Undefined where it is not signed. */
export const readSignatureInfo = (file: Uint8Array): SignatureInfo | undefined => {
  const found = readSignature(file)
  if (found.kind === 'absent') return undefined
  const { description, moduleLength } = found
  const about = {
    state: found.kind,
    reason: found.kind === 'signed' ? undefined : found.reason,
    moduleLength,
    idType: description === undefined ? undefined : ID_TYPES[description.idType],
  }
  if (found.kind === 'unsupported' && found.reason === 'id-type') {
    return { ...about, signer: ofOldLayout(file, moduleLength - DESCRIPTION, found.description) }
  }
  const message = 'message' in found ? found.message : undefined
  return { ...about, signer: message === undefined ? undefined : ofMessage(message.signers[0]) }
}
