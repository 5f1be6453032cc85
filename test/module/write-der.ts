/** Writes DER, and with it certificates and signatures as Linux's sign-file makes them. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export const der = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(content)
  const digits: number[] = []
  for (let left = body.length; left > 0; left >>= 8) digits.unshift(left & 0xff)
  const length = body.length < 0x80 ? [body.length] : [0x80 + digits.length, ...digits]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const base128 = (value: number): readonly number[] => {
  const digits = [value % 128]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) + 128)
  return digits
}

export const oid = (text: string): Buffer => {
  const [root = 0, second = 0, ...arcs] = text.split('.').map(Number)
  return der(0x06, Buffer.from([root * 40 + second, ...arcs].flatMap(base128)))
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)
export const set = (...parts: readonly Uint8Array[]): Buffer => der(0x31, ...parts)
export const integer = (...bytes: readonly number[]): Buffer => der(0x02, Buffer.from(bytes))
export const octets = (bytes: Uint8Array): Buffer => der(0x04, bytes)
export const NULL = der(0x05)

export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
} as const

export const name = (common: string): Buffer =>
  sequence(
    set(sequence(oid('2.5.4.10'), der(0x0c, Buffer.from('Org')))),
    set(sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(common)))),
  )

export const SERIAL = [0x12, 0x34]
export const KEY_ID = Buffer.from('0123456789abcdef0123', 'latin1')

export const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 })
export const otherRsa = generateKeyPairSync('rsa', { modulusLength: 1024 })
export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })

export const spki = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' })

const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text))

export interface CertificateOptions {
  readonly version1?: boolean
  readonly common?: string
  /** Who signs it; else its signature is empty. */
  readonly by?: KeyObject
  /** The issuer's name, where it is another one. */
  readonly issuer?: string
}

/** A certificate. */
export const certificate = (
  key: KeyObject,
  { version1 = false, common = 'signer', by, issuer = common }: CertificateOptions = {},
): Buffer => {
  const algorithm = sequence(oid(by?.asymmetricKeyType === 'ec' ? OID.ecdsaSha256 : '1.2.840.113549.1.1.11'), NULL)
  const extensions = der(0xa3, sequence(sequence(oid('2.5.29.14'), octets(octets(KEY_ID)))))
  const tbs = sequence(
    ...(version1 ? [] : [der(0xa0, integer(2))]),
    integer(...SERIAL),
    algorithm,
    name(issuer),
    sequence(utcTime('260101000000Z'), utcTime('491231235959Z')),
    name(common),
    spki(key),
    ...(version1 ? [] : [extensions]),
  )
  const signature = by === undefined ? Buffer.alloc(0) : sign('sha256', tbs, by)
  return sequence(tbs, algorithm, der(0x03, Buffer.from([0]), signature))
}

export interface SignOptions {
  readonly key?: KeyObject
  readonly keyId?: boolean
  readonly withAttributes?: boolean
  readonly digestOid?: string
  /** Of the message, where they are not the one of its signers. */
  readonly digests?: readonly string[]
  readonly algorithmOid?: string
  readonly contentType?: string
  /** The content type that the attributes state; it should be the message's. */
  readonly attributeType?: string
  readonly content?: Uint8Array
  readonly repeatAttribute?: boolean
  readonly certificates?: readonly Uint8Array[]
  readonly signers?: number
  /** The last signer signs something else. */
  readonly lastIsWrong?: boolean
  readonly version?: number
  readonly signerVersion?: number
}

const attributes = (contents: Uint8Array, contentType: string): Buffer[] => [
  sequence(oid(OID.contentType), set(oid(contentType))),
  sequence(oid(OID.messageDigest), set(octets(createHash('sha256').update(contents).digest()))),
]

const signerInfo = (contents: Uint8Array, options: SignOptions): Buffer => {
  const { key = rsa.privateKey, keyId = false, withAttributes = false } = options
  const attached = withAttributes ? attributes(contents, options.attributeType ?? options.contentType ?? OID.data) : []
  if (options.repeatAttribute === true) attached.push(...attached)
  const signed = withAttributes ? set(...attached) : contents
  return sequence(
    integer(options.signerVersion ?? (keyId ? 3 : 1)),
    keyId ? der(0x80, KEY_ID) : sequence(name('signer'), integer(...SERIAL)),
    sequence(oid(options.digestOid ?? OID.sha256), NULL),
    ...(withAttributes ? [der(0xa0, ...attached)] : []),
    sequence(oid(options.algorithmOid ?? (key.asymmetricKeyType === 'ec' ? OID.ecdsaSha256 : OID.rsa)), NULL),
    octets(sign('sha256', signed, key)),
  )
}

/** What is in a signer's octet string. */
export const rawSign = (contents: Uint8Array, key: KeyObject, digest = 'sha256'): Buffer => sign(digest, contents, key)

/** A PKCS#7 message of contents that it does not hold. */
export const pkcs7 = (contents: Uint8Array, options: SignOptions = {}): Buffer => {
  const count = options.signers ?? 1
  const infos = Array.from({ length: count }, (_, at) =>
    signerInfo(options.lastIsWrong === true && at === count - 1 ? Buffer.from('else') : contents, options),
  )
  const content = options.content === undefined ? [] : [der(0xa0, octets(options.content))]
  return sequence(
    oid(OID.signedData),
    der(
      0xa0,
      sequence(
        integer(options.version ?? (options.keyId === true ? 3 : 1)),
        set(...(options.digests ?? [OID.sha256]).map((digest) => sequence(oid(digest), NULL))),
        sequence(oid(options.contentType ?? OID.data), ...content),
        ...(options.certificates === undefined ? [] : [der(0xa0, ...options.certificates)]),
        set(...infos),
      ),
    ),
  )
}

export const MARKER = Buffer.from('~Module signature appended~\n', 'latin1')

/** Contents with a message behind them; `fields` are the eight bytes of struct module_signature before the length. */
export const append = (
  contents: Uint8Array,
  message: Uint8Array,
  fields: readonly number[] = [0, 0, 2, 0, 0, 0, 0, 0],
  length: number = message.length,
): Buffer => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(length)
  return Buffer.concat([contents, message, Buffer.from(fields), size, MARKER])
}
