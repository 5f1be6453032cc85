/** Small .apk files of version 3: values are laid one behind the other, and none is shared unless it is said. */
import { sha256 } from '../../src/files/checksums.ts'

/** A word of the table, made when what it refers to is there. */
export type AdbValue = number | string | Uint8Array | readonly (AdbValue | undefined)[]

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}

/** Lists are objects and arrays alike: nothing that reads them tells them apart. */
class TableWriter {
  #bytes = Buffer.alloc(8)

  #append(bytes: Buffer, alignment: number): number {
    const gap = (alignment - (this.#bytes.length % alignment)) % alignment
    const at = this.#bytes.length + gap
    this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(gap), bytes])
    return at
  }

  value(value: AdbValue | undefined): number {
    if (value === undefined) return 0
    if (typeof value === 'number')
      return value < 0x10000000 ? 0x10000000 + value : 0x20000000 + this.#append(word(value), 4)
    if (typeof value === 'string') return this.#blob(Buffer.from(value, 'latin1'))
    if (value instanceof Uint8Array) return this.#blob(Buffer.from(value))
    const words = value.map((item) => this.value(item))
    return 0xe0000000 + this.#append(Buffer.concat([word(words.length + 1), ...words.map(word)]), 4)
  }

  #blob(bytes: Buffer): number {
    if (bytes.length === 0) return 0
    if (bytes.length < 0x100) return 0x80000000 + this.#append(Buffer.concat([Buffer.from([bytes.length]), bytes]), 1)
    if (bytes.length < 0x10000)
      return 0x90000000 + this.#append(Buffer.concat([word(bytes.length).subarray(0, 2), bytes]), 2)
    return 0xa0000000 + this.#append(Buffer.concat([word(bytes.length), bytes]), 4)
  }

  end(root: number): Buffer {
    this.#bytes.writeUInt32LE(root, 4)
    return this.#bytes
  }
}

export const writeTable = (root: AdbValue): Buffer => {
  const writer = new TableWriter()
  return writer.end(writer.value(root) >>> 0)
}

/** `wide`: with the size in eight bytes. */
export const writeBlock = (kind: 0 | 1 | 2, content: Uint8Array, wide = false): Buffer => {
  const header = wide ? Buffer.alloc(16) : word(kind * 2 ** 30 + 4 + content.length)
  if (wide) {
    header.writeUInt32LE((3 * 2 ** 30 + kind) >>> 0)
    header.writeBigUInt64LE(BigInt(16 + content.length), 8)
  }
  const raw = Buffer.concat([header, content])
  return Buffer.concat([raw, Buffer.alloc((8 - (raw.length % 8)) % 8)])
}

export const writeContainer = (schema: string, blocks: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from(`ADB.${schema}`, 'latin1'), ...blocks])

/** The object of a file: name, access, size, time, hash, target. */
const fileObject = (name: string, content: Uint8Array): AdbValue => [
  name,
  [0o644, 'root', 'root'],
  content.length,
  1,
  sha256([content]),
]

export interface Apk3Folder {
  readonly name: string
  readonly files: readonly (readonly [name: string, content: Uint8Array])[]
}

const dataBlock = (path: number, file: number, content: Uint8Array): Buffer =>
  writeBlock(2, Buffer.concat([word(path), word(file), content]))

/** `depends`: name, version, match. */
export interface Apk3 {
  readonly name: string
  readonly version: string
  readonly architecture: string
  readonly depends: readonly (readonly [name: string, version?: string, match?: number])[]
  readonly folders: readonly Apk3Folder[]
}

/** The container before it is compressed. */
export const writeApk3 = ({ name, version, architecture, depends, folders }: Apk3): Buffer => {
  const info: (AdbValue | undefined)[] = [name, version, Buffer.alloc(20, 1), 'about', architecture]
  info[14] = depends
  const paths = folders.map(({ name: folder, files }): AdbValue => {
    const listed = files.map(([file, content]) => fileObject(file, content))
    return [folder, [0o755, 'root', 'root'], listed]
  })
  const data = folders.flatMap(({ files }, path) =>
    files.flatMap(([, content], file) => (content.length === 0 ? [] : [dataBlock(path + 1, file + 1, content)])),
  )
  const table = writeTable([Array.from(info, (member) => member), paths])
  return writeContainer('pckg', [writeBlock(0, table), writeBlock(1, Buffer.alloc(70, 7)), ...data])
}
