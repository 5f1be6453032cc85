/** What kernels 6.1 and 6.12 said of messages that were changed or made up: each is one of a kind that was booted. */
import { describe, expect, test } from 'vitest'
import { readKeys } from '../../src/module/certificate.ts'
import { parsePkcs7 } from '../../src/module/pkcs7.ts'
import type { CryptoKernel } from '../../src/module/pkcs7-text.ts'
import { verifySignature } from '../../src/module/verify-signature.ts'
import {
  certificate,
  der,
  ec,
  integer,
  KEY_ID,
  NULL,
  name,
  OID,
  octets,
  oid,
  otherRsa,
  rawSign,
  rsa,
  SERIAL,
  sequence,
  set,
} from './write-der.ts'

const CONTENTS = Buffer.from('contents of a module')
const V6_1: CryptoKernel = { dialect: 'with-md5', has: (name) => name !== 'ecdsa' && name !== 'sha512' }
const V6_12: CryptoKernel = { dialect: 'with-sha3', has: () => true }

const ISSUER = sequence(name('signer'), integer(...SERIAL))
const algorithm = (text: string) => sequence(oid(text), NULL)
const signer = (
  signature: Uint8Array,
  {
    id = ISSUER as Uint8Array,
    version = 1,
    digest = OID.sha256 as string,
    key = OID.rsa as string,
    attributes = NONE,
  } = {},
) => sequence(integer(version), id, algorithm(digest), ...attributes, algorithm(key), octets(signature))
const NONE: readonly Uint8Array[] = []
const HEAD = [set(algorithm(OID.sha256)), sequence(oid(OID.data))]
const message = (...parts: readonly Uint8Array[]) => sequence(oid(OID.signedData), der(0xa0, sequence(...parts)))
const signedBy = (...signers: readonly Uint8Array[]) => message(integer(1), ...HEAD, set(...signers))
const GOOD = rawSign(CONTENTS, rsa.privateKey)
/** Of a length that no signature of the key has. */
const BAD = Buffer.alloc(100)
const own = certificate(rsa.publicKey, { by: rsa.privateKey })
const keys = readKeys(own) ?? []
const CHANGED = Buffer.from(own.toString('latin1').replace('260101', '270101'), 'latin1')

/** The errno, and the lines that were printed. */
const said = (bytes: Uint8Array, kernel = V6_12): readonly string[] => {
  const parsed = parsePkcs7(bytes, kernel)
  if (parsed.kind === 'failure') return [parsed.errno, ...parsed.lines]
  const { kind, lines, ...rest } = verifySignature(CONTENTS, parsed.message, keys, kernel)
  return ['errno' in rest ? rest.errno : kind, ...parsed.lines, ...lines]
}

describe('what a message is made of', () => {
  test('the structure comes first', () => {
    expect(said(signedBy(signer(GOOD)))).toEqual(['verified'])
    expect(said(sequence(oid(OID.signedData)))).toEqual(['EINVAL', 'PKCS7: Inconsistently supplied authAttrs'])
    expect(said(message(integer(1), ...HEAD))).toEqual(['EINVAL', 'PKCS7: Inconsistently supplied authAttrs'])
    expect(said(signedBy())).toEqual(['EBADMSG'])
    expect(said(message(integer(1), set(sequence(integer(1))), sequence(oid(OID.data)), set(signer(GOOD))))).toEqual([
      'EBADMSG',
    ])
    expect(said(Buffer.concat([signedBy(signer(GOOD)), Buffer.alloc(66_000)]))).toEqual(['EMSGSIZE'])
  })

  test('versions', () => {
    expect(said(message(integer(2), ...HEAD))).toEqual(['EINVAL', 'PKCS7: Unsupported SignedData version'])
    expect(said(signedBy(signer(GOOD, { version: 65 })))).toEqual(['EINVAL', 'PKCS7: Unsupported SignerInfo version'])
    expect(said(signedBy(signer(GOOD, { version: 3 })))).toEqual([
      'EBADMSG',
      'PKCS7: SignedData-SignerInfo version mismatch',
    ])
  })

  test('identifiers that a kernel does not know are said, and some matter', () => {
    const UNKNOWN = '2.16.840.229.3.4.2.1'
    expect(said(signedBy(signer(GOOD, { digest: UNKNOWN })))).toEqual([
      'ENOPKG',
      expect.stringMatching(/^PKCS7: Unknown OID: \[\d+\] 2\.16\.840\.229\.3\.4\.2\.1$/),
      'Unsupported digest algo: *',
    ])
    expect(said(signedBy(signer(GOOD, { key: '2.16.840.1.101.3.4.3.10' })), V6_1)).toEqual([
      'ENOPKG',
      expect.stringContaining('2.16.840.1.101.3.4.3.10'),
      'Unsupported pkey algo: *',
    ])
    expect(said(signedBy(signer(GOOD, { digest: '1.2.840.113549.2.5' })), V6_1)).toEqual(['EKEYREJECTED'])
    // noted twice
    const type = message(integer(1), HEAD[0] ?? NULL, sequence(oid('1.2.3')), set(signer(GOOD)))
    expect(said(type)).toEqual([
      'EINVAL',
      'PKCS7: Unknown OID: [44] 1.2.3',
      'PKCS7: Unknown OID: [44] 1.2.3',
      'PKCS7: Unsupported data type *',
    ])
    expect(said(sequence(oid('1.2.3')))).toEqual([
      'EINVAL',
      'PKCS7: Unknown OID: [4] 1.2.3',
      'PKCS7: Only support pkcs7_signedData type',
    ])
  })

  test.each([
    [[], '(bad)'],
    [[0x80], '3.8'],
    [[0x2a, 0x80], '1.2(bad)'],
    [[0x2a, ...Array(9).fill(0xff), 0x7f], '1.2.18446744073709551615'],
    [[0xff, 1], '6.15.1'],
    [[0x2a, ...Array(20).fill([0x83, 0xff, 0x7f]).flat()], '1.2.65535.65535.65535.65535.65535.65535.65535.655'],
    [[0x2a, ...Array(9).fill([0x87, 0x7f]).flat(), 0x84], '1.2.1023.1023.1023.1023.1023.1023.1023.1023.1023('],
    [[0x2a, 0x80, 0x80, 1], '1.2.1'],
  ])('identifiers as they are printed: %j', (bytes, text) => {
    const digests = set(sequence(der(0x06, Buffer.from(bytes as number[]))))
    const parsed = parsePkcs7(message(integer(1), digests, HEAD[1] ?? NULL, set(signer(GOOD))))
    expect(parsed.kind).toBe('message')
    expect(parsed.lines).toHaveLength(1)
    expect(parsed.lines[0]?.replace(/^.*\] /, '')).toBe(text)
  })
})

describe('attributes', () => {
  const attribute = (text: string, ...values: readonly Uint8Array[]) => sequence(oid(text), set(...values))
  const TYPE = attribute(OID.contentType, oid(OID.data))
  const DIGEST = attribute(OID.messageDigest, octets(Buffer.alloc(32)))
  const TIME = '1.2.840.113549.1.9.5'
  const time = (tag: number, text: string) => attribute(TIME, der(tag, Buffer.from(text)))
  const withAttributes = (...list: readonly Uint8Array[]) =>
    said(signedBy(signer(GOOD, { attributes: [der(0xa0, ...list)] })))[0]

  test.each([
    ['EBADMSG', [TYPE]],
    ['EBADMSG', [DIGEST]],
    ['EKEYREJECTED', [TYPE, TYPE]],
    ['EBADMSG', [attribute(OID.contentType, oid(OID.signedData)), DIGEST]],
    ['EBADMSG', [TYPE, attribute(OID.messageDigest, integer(1))]],
    ['EKEYREJECTED', [TYPE, attribute('1.2.840.113549.1.9.15', NULL)]],
    ['EKEYREJECTED', [TYPE, attribute('1.3.6.1.4.1.311.2.1.12', NULL)]],
    ['EBADMSG', [TYPE, DIGEST, time(0x17, '261301000000Z')]],
    ['EBADMSG', [TYPE, DIGEST, time(0x17, '260230000000Z')]],
    ['EBADMSG', [TYPE, DIGEST, time(0x18, '20260101000000Z')]],
    ['EBADMSG', [TYPE, DIGEST, time(0x04, '260101000000Z')]],
    ['EBADMSG', [TYPE, DIGEST, sequence()]],
  ])('%s', (errno, list) => {
    expect(withAttributes(...list)).toBe(errno)
  })

  test('good ones, and in the old form, which is read and does not count', () => {
    expect(withAttributes(TYPE, DIGEST, time(0x17, '240229235960Z'))).toBe('EKEYREJECTED')
    expect(withAttributes(TYPE, DIGEST, time(0x18, '20610101240000Z'))).toBe('EKEYREJECTED')
    expect(said(signedBy(signer(GOOD, { attributes: [der(0xa2, sequence(TYPE, DIGEST))] })))).toEqual(['verified'])
    expect(said(signedBy(signer(GOOD, { attributes: [der(0xa2, sequence(TYPE, TYPE))] })))[0]).toBe('EKEYREJECTED')
  })
})

describe('which key is meant', () => {
  const byKeyId = (id: Uint8Array) => message(integer(3), ...HEAD, set(signer(GOOD, { version: 3, id: der(0x80, id) })))

  test('identifiers are compared whole, with either of a key', () => {
    expect(said(byKeyId(KEY_ID))).toEqual(['verified'])
    expect(said(byKeyId(KEY_ID.subarray(1)))).toEqual(['key-unknown'])
    expect(said(byKeyId(Buffer.concat([Buffer.from(SERIAL), name('signer').subarray(2)])))).toEqual(['verified'])
  })

  test('none at all', () => {
    expect(said(byKeyId(Buffer.alloc(0)))).toEqual(['EINVAL'])
    expect(said(signedBy(signer(GOOD, { id: der(0x80, KEY_ID) })))).toEqual(['EINVAL'])
  })

  test('one that is not stated is the one of the signer before', () => {
    const first = signer(GOOD, { version: 3, id: der(0x80, KEY_ID) })
    expect(said(message(integer(3), ...HEAD, set(first, signer(GOOD, { version: 3 }))))).toEqual(['verified'])
  })

  test('several signers: one that counts is enough, a wrong one is fatal, a lacking digest is not', () => {
    const [good, bad] = [signer(GOOD), signer(Buffer.alloc(128))]
    const unknown = signer(GOOD, { id: sequence(name('else'), integer(1)) })
    const sha512 = signer(GOOD, { digest: '2.16.840.1.101.3.4.2.3' })
    expect(said(signedBy(unknown, good))).toEqual(['verified'])
    expect(said(signedBy(good, bad))).toEqual(['EKEYREJECTED'])
    expect(said(signedBy(sha512, good), V6_1)).toEqual(['verified'])
    expect(said(signedBy(sha512, unknown), V6_1)).toEqual(['lacking'])
    expect(said(signedBy(sha512), V6_1)).toEqual(['lacking'])
    expect(said(signedBy(unknown))).toEqual(['key-unknown'])
  })

  test('bytes behind an ECDSA signature', () => {
    const parsed = parsePkcs7(
      signedBy(signer(Buffer.concat([rawSign(CONTENTS, ec.privateKey), Buffer.from('x')]), { key: OID.ecdsaSha256 })),
    )
    if (parsed.kind !== 'message') throw new Error(parsed.kind)
    expect(verifySignature(CONTENTS, parsed.message, readKeys(certificate(ec.publicKey)) ?? []).kind).toBe('verified')
  })
})

describe('certificates that come along', () => {
  const along = (infos: readonly Uint8Array[], ...certificates: readonly Uint8Array[]) =>
    message(integer(1), ...HEAD, der(0xa0, ...certificates), set(...infos))

  test.each([
    ['none', [], 'verified'],
    ['the trusted one', [own], 'verified'],
    ['of no element', [NULL], 'EBADMSG'],
    ['of an empty sequence', [sequence()], 'EBADMSG'],
    ['cut short', [own.subarray(0, -1)], 'EBADMSG'],
    ['changed after it was signed', [CHANGED], 'EKEYREJECTED'],
    ['with an empty signature', [certificate(rsa.publicKey)], 'EINVAL'],
    ['of another issuer', [certificate(otherRsa.publicKey, { issuer: 'else' })], 'verified'],
  ])('%s', (_, certificates, expected) => {
    expect(said(along([signer(GOOD)], ...certificates))[0]).toBe(expected)
  })

  test('of a kind of key that the kernel lacks', () => {
    const one = along([signer(GOOD)], certificate(ec.publicKey, { common: 'else', by: ec.privateKey }))
    expect(said(one)).toEqual(['verified'])
    expect(said(one, V6_1)).toEqual(['ENOENT'])
  })

  test('of revocation lists, which are read and forgotten', () => {
    const list = (content: Uint8Array) => message(integer(1), ...HEAD, der(0xa1, sequence(content)), set(signer(BAD)))
    expect(said(list(own))).toEqual(['EKEYREJECTED'])
    expect(said(list(NULL))).toEqual(['EBADMSG'])
    // its own certificate would be tried first, and that tells what is wrong
    expect(said(along([signer(BAD)], own))).toEqual(['EINVAL'])
  })

  const FOREIGN = { id: sequence(name('else'), integer(...SERIAL)) }

  test('a signer whose certificate came along, and nobody trusts it', () => {
    const its = certificate(otherRsa.publicKey, { common: 'else', by: otherRsa.privateKey })
    const info = signer(rawSign(CONTENTS, otherRsa.privateKey), FOREIGN)
    expect(said(along([info], its))).toEqual(['key-unknown'])
    expect(said(along([info, signer(GOOD)], its))).toEqual(['verified'])
  })

  test.each([
    ['of another length', Buffer.alloc(127, 1), 'EINVAL', 'EINVAL'],
    ['0', Buffer.alloc(128), 'EBADMSG', 'EINVAL'],
    ['larger than the modulus', Buffer.alloc(128, 0xff), 'EINVAL', 'EINVAL'],
    ['of other contents', rawSign(Buffer.from('x'), otherRsa.privateKey), 'EKEYREJECTED', 'EKEYREJECTED'],
    ['with another digest', rawSign(CONTENTS, otherRsa.privateKey, 'sha512'), 'EBADMSG', 'EBADMSG'],
  ])('an RSA signature by its key: %s', (_, signature, on6_1, on6_12) => {
    const its = certificate(otherRsa.publicKey, { common: 'else', by: otherRsa.privateKey })
    const bytes = along([signer(signature, FOREIGN)], its)
    expect(said(bytes, V6_1)).toEqual([on6_1])
    expect(said(bytes)).toEqual([on6_12])
  })

  const ORDER = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex')

  test.each([
    ['no sequence', Buffer.alloc(70), 'EBADMSG'],
    ['no number', sequence(integer(), integer(1)), 'EINVAL'],
    ['a number that is too long', sequence(integer(1, ...ORDER), integer(1)), 'EINVAL'],
    ['0', sequence(integer(0), integer(1)), 'EBADMSG'],
    ['the order of the group', sequence(integer(0, ...ORDER), integer(1)), 'EBADMSG'],
    ['of other contents', rawSign(Buffer.from('x'), ec.privateKey), 'EKEYREJECTED'],
    ['right', rawSign(CONTENTS, ec.privateKey), 'key-unknown'],
  ])('an ECDSA signature by its key: %s', (_, signature, expected) => {
    const its = certificate(ec.publicKey, { common: 'else', by: ec.privateKey })
    expect(said(along([signer(signature, { ...FOREIGN, key: OID.ecdsaSha256 })], its))).toEqual([expected])
  })
})
