/**
 * The signature behind a module: a PKCS#7 message, twelve bytes that describe it, and a marker at the very end of the file.
 * Follows module_sig_check() and mod_verify_sig() in kernel/module/signing.c, mod_check_sig() in kernel/module_signature.c
 * and verify_pkcs7_message_sig() in certs/system_keyring.c (Linux 6.12), up to the look at the keys.
 */
import { latin1 } from '../files/source-file.ts'
import type { Errno } from './errno.ts'
import { readMessageLike } from './message-memo.ts'
import { parsePkcs7, type SignedData, signsPlainData } from './pkcs7.ts'
import type { Pkcs7Failure } from './pkcs7-failure.ts'
import type { CryptoKernel } from './pkcs7-text.ts'

/** `struct module_signature`. */
export interface SignatureDescription {
  readonly algorithm: number
  readonly hash: number
  /** 2 is PKCS#7; 0 (PGP) and 1 (X.509) were of kernels before 4.3. */
  readonly idType: number
  readonly signerLength: number
  readonly keyIdLength: number
  readonly padding: readonly [number, number, number]
  /** Of the message, in bytes. */
  readonly length: number
}

interface Trailer {
  /** What is left of the file for the checks that follow, in bytes. */
  readonly moduleLength: number
  readonly description: SignatureDescription
}

/** `lines`: what the kernel prints. */
export type ModuleSignature = { readonly lines: readonly string[] } & ModuleSignatureKind

type ModuleSignatureKind =
  /** No marker at the end of the file: an unsigned module (ENODATA). */
  | { readonly kind: 'absent'; readonly moduleLength: number }
  /** Fatal whether or not signatures are enforced. */
  | {
      readonly kind: 'refused'
      readonly errno: Errno
      readonly reason: /** The file is too short for the description, or for the message it describes. */
        | 'too-short'
        | 'length'
        /** Fields that must be 0 are not. */
        | 'parameters'
        /** The message holds the data itself. */
        | 'has-content'
        /** It signs something else than data. */
        | 'not-data'
        /** It has authenticated attributes, which modules must not have. */
        | 'has-attributes'
        | 'message'
      readonly moduleLength: number
      readonly description?: SignatureDescription
      /** Why, when the reason is `message`. */
      readonly failure?: Pkcs7Failure
      /** The message, as far as it can be read. */
      readonly message?: SignedData
    }
  /** A signature of another kind, or by an algorithm that no kernel knows (ENOPKG): as good as none. */
  | ({ readonly kind: 'unsupported'; readonly reason: 'id-type' } & Trailer)
  | ({ readonly kind: 'unsupported'; readonly reason: 'algorithm'; readonly failure: Pkcs7Failure } & Trailer)
  | ({ readonly kind: 'signed'; readonly message: SignedData } & Trailer)

const MARKER = '~Module signature appended~\n'
const DESCRIPTION = 12
const PKCS7 = 2

const readDescription = (bytes: Uint8Array, start: number): SignatureDescription => {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, DESCRIPTION)
  return {
    algorithm: view.getUint8(0),
    hash: view.getUint8(1),
    idType: view.getUint8(2),
    signerLength: view.getUint8(3),
    keyIdLength: view.getUint8(4),
    padding: [view.getUint8(5), view.getUint8(6), view.getUint8(7)],
    length: view.getUint32(8, false),
  }
}

const hasParameters = ({ algorithm, hash, signerLength, keyIdLength, padding }: SignatureDescription): boolean =>
  [algorithm, hash, signerLength, keyIdLength, ...padding].some((field) => field !== 0)

/** Whether a file ends in the marker: what is signed, or pretends to be. */
const hasMarker = (file: Uint8Array): boolean =>
  file.length > MARKER.length &&
  file[file.length - 1] === 0x0a &&
  latin1(file.subarray(file.length - MARKER.length)) === MARKER

/** What the kernel prints of a message that is not for modules. */
const MESSAGE_FAULTS = {
  'has-content': ['PKCS7: Data already supplied', 'PKCS#7 signature with non-detached data'],
  'not-data': ['PKCS7: Invalid module sig (not pkcs7-data)'],
  'has-attributes': ['PKCS7: Invalid module sig (has authattrs)'],
} as const

/** What a message is refused for before keys are looked at. */
const messageFault = (message: SignedData): keyof typeof MESSAGE_FAULTS | undefined => {
  if (message.hasContent) return 'has-content'
  if (!signsPlainData(message)) return 'not-data'
  return message.signers[0].attributes === undefined ? undefined : 'has-attributes'
}

const readMessage = (bytes: Uint8Array, trailer: Trailer, kernel: CryptoKernel | undefined): ModuleSignature => {
  const parsed = kernel === undefined ? parsePkcs7(bytes) : readMessageLike(bytes, kernel)
  const { lines } = parsed
  if (parsed.kind === 'failure') {
    return parsed.errno === 'ENOPKG'
      ? { kind: 'unsupported', reason: 'algorithm', failure: parsed, lines, ...trailer }
      : { kind: 'refused', errno: parsed.errno, reason: 'message', failure: parsed, lines, ...trailer }
  }
  const { message } = parsed
  const reason = messageFault(message)
  if (reason === undefined) return { kind: 'signed', message, lines, ...trailer }
  const errno = reason === 'has-content' ? 'EBADMSG' : 'EKEYREJECTED'
  return { kind: 'refused', errno, reason, message, lines: [...lines, ...MESSAGE_FAULTS[reason]], ...trailer }
}

const WRONG_ID_TYPE = 'module: not signed with expected PKCS#7 message'
const WRONG_PARAMETERS = 'module: PKCS#7 signature info has unexpected non-zero params'

/**
 * What the end of a module's file says; the file as the kernel gets it, unpacked. `kernel`: which algorithms it has; without
 * it, all that any kernel could have.
 */
export const readSignature = (file: Uint8Array, kernel?: CryptoKernel): ModuleSignature => {
  if (!hasMarker(file)) return { kind: 'absent', moduleLength: file.length, lines: [] }
  const withoutMarker = file.length - MARKER.length
  if (withoutMarker <= DESCRIPTION) {
    return { kind: 'refused', errno: 'EBADMSG', reason: 'too-short', moduleLength: withoutMarker, lines: [] }
  }
  const messageEnd = withoutMarker - DESCRIPTION
  const description = readDescription(file, messageEnd)
  // the kernel has by now taken off the marker alone, and stays so unless the description is a good one
  const early = { moduleLength: withoutMarker, description }
  if (description.length >= messageEnd)
    return { kind: 'refused', errno: 'EBADMSG', reason: 'length', lines: [], ...early }
  if (description.idType !== PKCS7) return { kind: 'unsupported', reason: 'id-type', lines: [WRONG_ID_TYPE], ...early }
  if (hasParameters(description)) {
    return { kind: 'refused', errno: 'EBADMSG', reason: 'parameters', lines: [WRONG_PARAMETERS], ...early }
  }
  const moduleLength = messageEnd - description.length
  return readMessage(file.subarray(moduleLength, messageEnd), { moduleLength, description }, kernel)
}
