/**
 * The last message that was read. Modules of one kernel are signed in one way, with one key: their messages differ in
 * nothing but the signature at the end, and need not be read thousands of times.
 */
import { type Pkcs7Result, parsePkcs7 } from './pkcs7.ts'
import type { CryptoKernel } from './pkcs7-text.ts'

interface Remembered {
  readonly kernel: CryptoKernel
  /** A copy: what files are read into is used again. */
  readonly bytes: Uint8Array
  readonly signatureSize: number
  readonly result: Extract<Pkcs7Result, { kind: 'message' }>
}

let last: Remembered | undefined

const isLikeLast = (bytes: Uint8Array, kernel: CryptoKernel): boolean =>
  last !== undefined &&
  last.kernel === kernel &&
  last.bytes.length === bytes.length &&
  Buffer.compare(
    bytes.subarray(0, bytes.length - last.signatureSize),
    last.bytes.subarray(0, bytes.length - last.signatureSize),
  ) === 0

/** Only what has one signer, whose signature is the last of the message, and made the kernel say nothing. */
const remember = (kernel: CryptoKernel, bytes: Uint8Array, result: Pkcs7Result): void => {
  if (result.kind !== 'message' || result.lines.length > 0) return
  const { signers } = result.message
  const { signature } = signers[0]
  const end = signature.byteOffset + signature.length
  if (signers.length !== 1 || signature.buffer !== bytes.buffer || end !== bytes.byteOffset + bytes.length) return
  last = { kernel, bytes, signatureSize: signature.length, result }
}

/** As `parsePkcs7`, and quick about a message like the one before it. */
export const readMessageLike = (bytes: Uint8Array, kernel: CryptoKernel): Pkcs7Result => {
  if (last !== undefined && isLikeLast(bytes, kernel)) {
    const { message } = last.result
    const signature = bytes.subarray(bytes.length - last.signatureSize)
    return { ...last.result, message: { ...message, signers: [{ ...message.signers[0], signature }] } }
  }
  const copy = bytes.slice()
  const result = parsePkcs7(copy, kernel)
  remember(kernel, copy, result)
  return result
}
