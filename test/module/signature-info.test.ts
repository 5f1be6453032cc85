import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSignatureInfo } from '../../src/module/signature-info.ts'
import { append, pkcs7 } from './write-der.ts'

const MODULE = Buffer.from('\x7fELF and so on', 'latin1')
/** Algorithm, hash, type, lengths of signer and key. */
const old = (algorithm: number, hash: number, type: number, signer: string, key: number[], signature: number[]) =>
  append(
    MODULE,
    Buffer.concat([Buffer.from(signer, 'latin1'), Buffer.from(key), Buffer.from(signature)]),
    [algorithm, hash, type, signer.length, key.length, 0, 0, 0],
    signature.length,
  )

describe('readSignatureInfo', () => {
  test('nothing of a module that is not signed', () => {
    expect(readSignatureInfo(MODULE)).toBeUndefined()
  })

  test('PKCS#7: issuer, serial number, digest', () => {
    const info = readSignatureInfo(append(MODULE, pkcs7(MODULE)))
    expect(info).toMatchObject({ state: 'signed', reason: undefined, idType: 'PKCS#7', moduleLength: MODULE.length })
    expect(info?.signer).toMatchObject({ name: 'signer', keyId: Uint8Array.of(0x12, 0x34), hash: 'sha256' })
    expect(info?.signer?.signature).toHaveLength(128)
  })

  test('before 4.3 all stood beside the signature', () => {
    const info = readSignatureInfo(old(1, 4, 1, 'Red Hat', [1, 0xab], [9, 8, 7]))
    expect(info).toMatchObject({ state: 'unsupported', reason: 'id-type', idType: 'X509' })
    expect(info?.signer).toEqual({
      name: 'Red Hat',
      keyId: Buffer.from([1, 0xab]),
      hash: 'sha256',
      signature: Buffer.from([9, 8, 7]),
    })
  })

  test.each([
    ['an algorithm that is none', old(2, 4, 1, 's', [1], [2])],
    ['a hash that is none', old(1, 9, 1, 's', [1], [2])],
    ['no signature', old(1, 4, 1, 's', [1], [])],
    ['more than there is', append(MODULE, Buffer.alloc(4), [1, 4, 1, 200, 200, 0, 0, 0], 4)],
    ['no message', append(MODULE, Buffer.from('no DER at all'))],
  ])('no signer is read: %s', (_what, file) => {
    const info = readSignatureInfo(file)
    expect(info?.state).toMatch(/^(refused|unsupported)$/)
    expect(info?.signer).toBeUndefined()
  })

  test('whatever stands behind a module, there is an answer', () => {
    const file = append(MODULE, pkcs7(MODULE))
    fc.assert(
      fc.property(fc.nat(file.length - MODULE.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(file)
        changed[MODULE.length + at] = byte
        expect(['signed', 'refused', 'unsupported', undefined]).toContain(readSignatureInfo(changed)?.state)
      }),
      { numRuns: 1000 },
    )
  })
})
