import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readKeys, type VerificationKey } from '../../src/module/certificate.ts'
import { commonName } from '../../src/module/distinguished-name.ts'
import { parsePkcs7 } from '../../src/module/pkcs7.ts'
import { readSignature } from '../../src/module/signature.ts'
import { verifySignature } from '../../src/module/verify-signature.ts'
import {
  append,
  certificate,
  der,
  ec,
  MARKER,
  oid,
  otherRsa,
  pkcs7,
  rsa,
  type SignOptions,
  sequence,
  spki,
} from './write-der.ts'

const MODULE = Buffer.from('\x7fELF and so on: not looked at here', 'latin1')
const FIELDS = [0, 0, 2, 0, 0, 0, 0, 0]
const signed = (options: SignOptions = {}) => append(MODULE, pkcs7(MODULE, options))
const keysOf = (file: Uint8Array): readonly VerificationKey[] => {
  const keys = readKeys(file)
  if (keys === undefined) throw new Error('no keys')
  return keys
}
const verify = (file: Uint8Array, ...certificates: readonly Uint8Array[]) => {
  const signature = readSignature(file)
  if (!('message' in signature) || signature.message === undefined) return signature.kind
  const contents = file.subarray(0, signature.moduleLength)
  const verification = verifySignature(contents, signature.message, certificates.flatMap(keysOf))
  return 'reason' in verification ? `${verification.kind}: ${verification.reason}` : verification.kind
}

describe('readSignature', () => {
  test('reads what sign-file appends', () => {
    const signature = readSignature(signed())
    expect(signature).toMatchObject({
      kind: 'signed',
      moduleLength: MODULE.length,
      description: { algorithm: 0, hash: 0, idType: 2, length: pkcs7(MODULE).length },
    })
    if (signature.kind !== 'signed') return
    const [signer] = signature.message.signers
    expect(signer).toMatchObject({ digest: 'sha256', keyKind: 'rsa', attributes: undefined })
    expect(signer.id.kind === 'issuer-and-serial' && commonName(signer.id.issuer)).toBe('signer')
    expect(signer.id).toMatchObject({ serial: Buffer.from([0x12, 0x34]) })
    expect(signer.signature).toHaveLength(128)
  })

  test.each([
    ['no marker', MODULE],
    ['an empty file', Buffer.alloc(0)],
    ['the marker alone: it must be behind something', MARKER],
    ['a byte is cut off', signed().subarray(0, -1)],
    ['a newline is behind it', Buffer.concat([signed(), Buffer.from('\n')])],
  ])('unsigned: %s', (_, file) => {
    expect(readSignature(file)).toEqual({ kind: 'absent', moduleLength: file.length, lines: [] })
  })

  test.each([
    ['too-short', Buffer.concat([Buffer.alloc(12), MARKER])],
    ['length', append(MODULE, pkcs7(MODULE), FIELDS, 0x7fffffff)],
    ['length', append(Buffer.alloc(0), Buffer.alloc(9), FIELDS)],
    ['parameters', append(MODULE, pkcs7(MODULE), [1, 0, 2, 0, 0, 0, 0, 0])],
    ['parameters', append(MODULE, pkcs7(MODULE), [0, 0, 2, 0, 0, 0, 0, 1])],
    ['message', append(MODULE, pkcs7(MODULE), FIELDS, pkcs7(MODULE).length - 1)],
    ['message', append(MODULE, Buffer.alloc(20))],
    ['has-content', signed({ content: MODULE })],
  ])('a bad message, whatever is enforced: %s', (reason, file) => {
    expect(readSignature(file)).toMatchObject({ kind: 'refused', errno: 'EBADMSG', reason })
  })

  test.each([
    ['has-attributes', signed({ withAttributes: true })],
    ['not-data', signed({ contentType: '1.3.6.1.4.1.311.2.1.4', withAttributes: true })],
  ])('a message that is not for modules: %s', (reason, file) => {
    expect(readSignature(file)).toMatchObject({ kind: 'refused', errno: 'EKEYREJECTED', reason })
  })

  test('the length is looked at before the kind, and the kind before the rest', () => {
    expect(readSignature(append(MODULE, pkcs7(MODULE), [1, 1, 1, 1, 1, 1, 1, 1], 1000))).toMatchObject({
      reason: 'length',
    })
    expect(readSignature(append(MODULE, pkcs7(MODULE), [1, 1, 1, 1, 1, 1, 1, 1]))).toMatchObject({
      kind: 'unsupported',
      reason: 'id-type',
      moduleLength: signed().length - MARKER.length,
    })
  })

  test.each([
    ['digest-algorithm', { digestOid: '1.2.3' }],
    ['signature-algorithm', { algorithmOid: '1.2.3' }],
  ])('an unknown %s is as good as no signature', (reason, options) => {
    expect(readSignature(signed(options))).toMatchObject({
      kind: 'unsupported',
      reason: 'algorithm',
      moduleLength: MODULE.length,
      failure: { errno: 'ENOPKG', reason, oid: '1.2.3' },
    })
  })
})

describe('parsePkcs7', () => {
  test.each([
    ['EINVAL version', { version: 2 }],
    ['EINVAL version', { signerVersion: 2 }],
    ['EBADMSG version-mismatch', { signerVersion: 3 }],
    ['EINVAL content-type', { contentType: '1.2.3' }],
    ['EBADMSG structure', { signers: 0 }],
    ['EBADMSG attributes', { withAttributes: true, attributeType: '1.2.3' }],
    ['EKEYREJECTED attributes', { withAttributes: true, repeatAttribute: true }],
    ['EBADMSG attributes', { contentType: '1.3.6.1.4.1.311.2.1.4' }],
  ])('%s: %o', (expected, options) => {
    const result = parsePkcs7(pkcs7(MODULE, options))
    expect(result.kind === 'failure' && `${result.errno} ${result.reason}`).toBe(expected)
  })

  test('several signers, and certificates sent along', () => {
    const result = parsePkcs7(pkcs7(MODULE, { signers: 2 }))
    expect(result.kind === 'message' && result.message.signers.length).toBe(2)
    expect(result.kind === 'message' && result.message.certificates).toEqual([])
    const certificates = [rsa, ec].map(({ publicKey, privateKey }) => certificate(publicKey, { by: privateKey }))
    expect(parsePkcs7(pkcs7(MODULE, { certificates }))).toMatchObject({
      kind: 'message',
      message: { certificates: [{ key: { keyKind: 'rsa' } }, { key: { keyKind: 'ecdsa', curve: 'P-256' } }] },
    })
  })

  test('another message', () => {
    expect(parsePkcs7(sequence(sequence()))).toMatchObject({ errno: 'EBADMSG', reason: 'structure' })
    expect(parsePkcs7(certificate(rsa.publicKey))).toMatchObject({ errno: 'EBADMSG' })
  })

  test('damage is answered, and never believed', () => {
    const keys = keysOf(certificate(rsa.publicKey))
    const messages = [pkcs7(MODULE), pkcs7(MODULE, { withAttributes: true }), pkcs7(MODULE, { keyId: true })]
    fc.assert(
      fc.property(fc.constantFrom(...messages), fc.nat(), fc.nat(255), fc.nat(), (message, place, byte, cut) => {
        const damaged = Buffer.from(message)
        damaged[place % damaged.length] = byte
        const result = parsePkcs7(cut % 3 === 0 ? damaged.subarray(0, cut % damaged.length) : damaged)
        if (result.kind === 'failure') expect(result.at).toBeLessThanOrEqual(damaged.length)
        expect(
          result.kind === 'message' && verifySignature(Buffer.from('other contents'), result.message, keys).kind,
        ).not.toBe('verified')
      }),
      { numRuns: 2000 },
    )
  })

  test('anything is answered', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => parsePkcs7(bytes).kind === 'failure'))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => readKeys(bytes) === undefined))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        readSignature(Buffer.concat([bytes, MARKER]))
      }),
    )
  })
})

describe('verifySignature', () => {
  test.each([
    ['RSA, by issuer and serial', {}, rsa],
    ['ECDSA', { key: ec.privateKey }, ec],
    ['by subject key identifier', { keyId: true }, rsa],
    ['with attributes', { withAttributes: true }, rsa],
  ])('%s', (_, options: SignOptions, pair) => {
    const file = signed(options)
    expect(verify(file, certificate(pair.publicKey))).toBe('verified')
    expect(verify(file, certificate(otherRsa.publicKey), certificate(pair.publicKey))).toBe('verified')
    expect(verify(file, spki(pair.publicKey))).toBe('verified')
    expect(verify(file)).toBe('key-unknown')
    expect(verify(file, certificate(otherRsa.publicKey))).toBe('wrong: signature')
    expect(verify(file, spki(otherRsa.publicKey))).toBe('wrong: signature-or-key')
  })

  test('a key of another issuer is not tried', () => {
    expect(verify(signed(), certificate(rsa.publicKey, { common: 'somebody' }))).toBe('key-unknown')
    expect(verify(signed({ keyId: true }), certificate(rsa.publicKey, { version1: true }))).toBe('key-unknown')
    expect(verify(signed(), certificate(rsa.publicKey, { version1: true }))).toBe('verified')
  })

  test('changed contents', () => {
    const other = Buffer.from(MODULE)
    other[5] = 0
    const change = (options: SignOptions) => append(other, pkcs7(MODULE, options))
    expect(verify(change({}), certificate(rsa.publicKey))).toBe('wrong: signature')
    expect(verify(change({ withAttributes: true }), certificate(rsa.publicKey))).toBe('wrong: digest')
    // without the key, only attributes give it away
    expect(verify(change({}))).toBe('key-unknown')
    expect(verify(change({ withAttributes: true }))).toBe('wrong: digest')
  })

  test('an algorithm that Node lacks', () => {
    expect(verify(signed({ digestOid: '1.2.643.7.1.1.2.2' }), certificate(rsa.publicKey))).toBe('unsupported')
    // the key is of another kind, whatever the digest
    expect(verify(signed({ algorithmOid: '1.2.643.7.1.1.1.1' }), certificate(rsa.publicKey))).toBe('wrong: signature')
  })

  test('signed by two', () => {
    expect(verify(signed({ signers: 2 }), certificate(rsa.publicKey))).toBe('verified')
    expect(verify(signed({ signers: 2, lastIsWrong: true }), certificate(rsa.publicKey))).toBe('wrong: signature')
  })
})

describe('readKeys', () => {
  const pem = (label: string, bytes: Buffer) =>
    `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`

  test('PEM, several in a file, text around them', () => {
    const text = `Bag\n${pem('CERTIFICATE', certificate(rsa.publicKey))}x\n${pem('PUBLIC KEY', spki(ec.publicKey))}`
    const keys = readKeys(Buffer.from(text))
    expect(keys?.map(({ key, certificate }) => [key.asymmetricKeyType, certificate?.subject])).toEqual([
      [
        'rsa',
        [
          { type: 'O', value: 'Org' },
          { type: 'CN', value: 'signer' },
        ],
      ],
      ['ec', undefined],
    ])
  })

  test('what is none', () => {
    for (const file of ['', 'text', pem('CERTIFICATE', der(0x30)), pem('PRIVATE KEY', der(0x30))]) {
      expect(readKeys(Buffer.from(file))).toBeUndefined()
    }
    expect(readKeys(sequence(sequence(oid('1.2.3')), der(0x03, Buffer.from([0]))))).toBeUndefined()
  })
})
