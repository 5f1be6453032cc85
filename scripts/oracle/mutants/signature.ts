/**
 * Mutations of a signed module's end: the message, the twelve bytes that describe it, the marker. And of what is signed.
 */
import type { Draw } from './draw.ts'
import type { ElfEdit } from './elf-edit.ts'
import { changeNumber, keepsCode, type Mutate, type Mutation } from './mutation.ts'

const MARKER = '~Module signature appended~\n'
const DESCRIPTION = 12

/** Where a signed module's message begins; undefined for one that is not signed. */
export const signatureStart = (bytes: Uint8Array): number | undefined => {
  const marker = bytes.length - MARKER.length
  if (Buffer.from(bytes.subarray(Math.max(0, marker))).toString('latin1') !== MARKER) return undefined
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(marker - 4)
  return marker - DESCRIPTION - size
}

const FIELDS = ['algo', 'hash', 'id_type', 'signer_len', 'key_id_len', 'pad[0]', 'pad[1]', 'pad[2]']

type Change = (elf: ElfEdit, draw: Draw, start: number) => string

const field: Change = (elf, draw) => {
  const number = draw.below(FIELDS.length)
  const at = elf.length - MARKER.length - DESCRIPTION + number
  return changeNumber(elf, draw, { at, size: 1 }, FIELDS[number] ?? '', [3n])
}

const length: Change = (elf, draw) => {
  const at = elf.length - MARKER.length - 4
  const old = new DataView(elf.bytes.buffer).getUint32(at)
  const wanted = draw.of([0, 1, old - 1, old + 1, old + 64, elf.length, elf.length - 40, 0x7fffffff, 0xffffffff])
  new DataView(elf.bytes.buffer).setUint32(at, wanted)
  return `sig_len ${old} -> ${wanted}`
}

/** One bit; of the first bytes more often than of the rest, most of which is the signature proper. */
const message: Change = (elf, draw, start) => {
  const size = elf.length - MARKER.length - DESCRIPTION - start
  const at = start + draw.below(draw.oneIn(3) ? size : Math.min(size, 140))
  const bit = 1 << draw.below(8)
  elf.bytes[at] = (elf.bytes[at] ?? 0) ^ bit
  return `message byte ${at - start} ^ ${bit}`
}

const cut: Change = (elf, draw) => {
  elf.truncate(elf.length - draw.of([1, MARKER.length, MARKER.length + DESCRIPTION, 100 + draw.below(300)]))
  return `cut to ${elf.length}`
}

const appended: Change = (elf, draw) => {
  const tail = draw.of(['\n', '\0', MARKER, 'x'])
  elf.append(Buffer.from(tail, 'latin1'))
  return `appended ${JSON.stringify(tail)}`
}

const signedBytes: Change = (elf, draw, start) => {
  const at = draw.below(start)
  elf.bytes[at] = (elf.bytes[at] ?? 0) ^ 1
  return `signed byte ${at} ^ 1`
}

/** Some of the message is gone, and the description says so. */
const shorter: Change = (elf, draw, start) => {
  const end = elf.bytes.slice(elf.length - MARKER.length - DESCRIPTION)
  const size = elf.length - start - end.length
  const kept = draw.below(size)
  elf.truncate(start + kept)
  elf.append(end)
  new DataView(elf.bytes.buffer).setUint32(elf.length - MARKER.length - 4, kept)
  return `message of ${kept} bytes`
}

const twice: Change = (elf, _draw, start) => {
  elf.append(elf.bytes.slice(start))
  return 'signature twice'
}

const CHANGES: readonly Change[] = [
  field,
  field,
  length,
  message,
  message,
  message,
  message,
  cut,
  appended,
  signedBytes,
  shorter,
  twice,
]

export const mutateSignature: Mutate = (elf: ElfEdit, draw: Draw): Mutation | undefined => {
  const start = signatureStart(elf.bytes)
  return start === undefined ? undefined : keepsCode(`signature: ${draw.of(CHANGES)(elf, draw, start)}`)
}
