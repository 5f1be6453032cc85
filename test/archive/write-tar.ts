/** Small archives: tar as ustar, GNU and pax write it, and ar. */

export interface Member {
  readonly path: string
  readonly content: string | Uint8Array
  /** tar's letter; a regular file where it is absent. */
  readonly type?: string
}

const bytesOf = (content: string | Uint8Array): Buffer =>
  typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content)

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`

/** A header with its checksum. `prefix`: the first part of a path that is too long for the name. */
export const tarHeader = (path: string, size: number, type = '0', prefix = ''): Buffer => {
  const header = Buffer.alloc(512)
  header.write(path, 0, 100, 'latin1')
  header.write(octal(0o644, 8), 100, 'latin1')
  header.write(octal(size, 12), 124, 'latin1')
  header.write(' '.repeat(8), 148, 'latin1')
  header.write(type, 156, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  header.write(prefix, 345, 155, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

const padded = (content: Buffer): Buffer => Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)])

const entry = ({ path, content, type }: Member): Buffer => {
  const bytes = bytesOf(content)
  return Buffer.concat([tarHeader(path, bytes.length, type), padded(bytes)])
}

/** A record that counts itself. */
const paxRecord = (key: string, value: string): string => {
  const rest = ` ${key}=${value}\n`
  let length = rest.length
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length
  return `${length}${rest}`
}

/** A file whose path no header has room for. */
export const longEntry = (kind: 'gnu' | 'pax', member: Member): readonly Member[] => {
  const { path } = member
  const ahead =
    kind === 'gnu'
      ? { path: '././@LongLink', content: `${path}\0`, type: 'L' }
      : { path: 'PaxHeader', content: paxRecord('mtime', '1') + paxRecord('path', path), type: 'x' }
  return [ahead, { ...member, path: path.slice(0, 100) }]
}

/** Without what ends an archive: .apk version 2 puts several behind each other. */
export const writeTarPart = (members: readonly Member[]): Buffer => Buffer.concat(members.map(entry))

export const writeTar = (members: readonly Member[]): Buffer =>
  Buffer.concat([writeTarPart(members), Buffer.alloc(1024)])

export const writeAr = (members: readonly Member[]): Buffer =>
  Buffer.concat([
    Buffer.from('!<arch>\n'),
    ...members.flatMap(({ path, content }) => {
      const bytes = bytesOf(content)
      const header = `${path.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${String(bytes.length).padEnd(10)}\`\n`
      return [Buffer.from(header, 'latin1'), bytes, Buffer.alloc(bytes.length % 2, '\n')]
    }),
  ])
