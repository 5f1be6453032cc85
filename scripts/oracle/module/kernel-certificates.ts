/**
 * The certificates inside a kernel's image, by which it knows the signatures of its modules: the x86 boot image holds the
 * compressed kernel, and that holds them in DER, one after the other.
 * Documentation/arch/x86/boot.rst (Linux 6.12): setup_sects, payload_offset, payload_length.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expand } from '../../../src/archive/expand.ts'
import { readKeys, type VerificationKey } from '../../../src/module/certificate.ts'

const SETUP_SECTORS = 0x1f1
const PAYLOAD_OFFSET = 0x248
const PAYLOAD_LENGTH = 0x24c
const SECTOR = 512
/** The kernel's build writes the unpacked size behind formats that do not say it. */
const SIZE_TAIL = 4
const LIMIT = 1 << 28

const XZ = 'xz'

/** xz with the filter for x86 code is more than this project reads. */
const byProgram = (payload: Uint8Array): Uint8Array | undefined => {
  const done = spawnSync(XZ, ['--decompress', '--stdout', '--single-stream'], { input: payload, maxBuffer: LIMIT })
  return done.stdout !== null && done.stdout.length > 0 ? done.stdout : undefined
}

/** The kernel inside a boot image. */
const kernelOf = (image: Buffer): Uint8Array | undefined => {
  const sectors = image[SETUP_SECTORS] || 4
  const start = (sectors + 1) * SECTOR + image.readUInt32LE(PAYLOAD_OFFSET)
  const end = start + image.readUInt32LE(PAYLOAD_LENGTH)
  for (const payload of [image.subarray(start, end - SIZE_TAIL), image.subarray(start, end)]) {
    const found = expand(payload, { limit: LIMIT })
    if (found.kind !== 'damaged' && found.kind !== 'plain') return found.bytes
  }
  return byProgram(image.subarray(start, end - SIZE_TAIL))
}

/** A sequence of some hundred bytes in which a sequence is first. */
const CERTIFICATE_START = Buffer.from([0x30, 0x82])
const HEADER = 4

const certificatesIn = (kernel: Uint8Array): readonly VerificationKey[] => {
  const bytes = Buffer.from(kernel.buffer, kernel.byteOffset, kernel.byteLength)
  const found: VerificationKey[] = []
  for (let at = bytes.indexOf(CERTIFICATE_START); at >= 0 && at + 8 < bytes.length; ) {
    const size = HEADER + bytes.readUInt16BE(at + 2)
    const isLikely = size > 256 && bytes[at + 4] === 0x30 && bytes[at + 5] === 0x82 && at + size <= bytes.length
    const keys = isLikely ? readKeys(bytes.subarray(at, at + size)) : undefined
    const certificates = keys?.filter(({ certificate }) => certificate !== undefined) ?? []
    found.push(...certificates)
    at = bytes.indexOf(CERTIFICATE_START, certificates.length > 0 ? at + size : at + 1)
  }
  return found
}

/**
 * All keys that an image is built with; undefined where it is compressed with what is not read here (lz4). Throws where it
 * has none: a kernel that checks signatures has.
 */
export const kernelCertificates = (image: string): readonly VerificationKey[] | undefined => {
  const kernel = kernelOf(readFileSync(image))
  if (kernel === undefined) return undefined
  const keys = certificatesIn(kernel)
  if (keys.length === 0) throw new Error(`${image}: no certificate in it`)
  return keys
}
