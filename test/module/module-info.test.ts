import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ModuleInfo, readModuleInfo } from '../../src/module/module-info.ts'
import { LAYOUTS, nameOf } from '../elf/write-elf.ts'
import { append, pkcs7 } from './write-der.ts'
import { STRUCT_SIZE, writeModule } from './write-module.ts'

const infoOf = (file: Uint8Array): ModuleInfo => {
  const info = readModuleInfo(file)
  if (info.kind !== 'module') throw new Error(JSON.stringify(info))
  return info
}

describe.each(LAYOUTS.map((layout) => [nameOf(layout), layout] as const))('readModuleInfo, %s', (_name, layout) => {
  test('reads what is in a module', () => {
    const info = infoOf(
      writeModule({
        layout,
        machine: layout.bits === 64 ? 62 : 40,
        structName: 'ham_radio',
        modinfo: [
          'license=Dual BSD/GPL',
          'import_ns=A',
          'import_ns=B',
          'depends=x,y',
          'vermagic=6.1 SMP ',
          'name=ham-radio',
          'parm=speed:how fast',
          'parmtype=speed:uint',
        ],
        versions: [
          ['printk', 0x92997ed8],
          ['.dotted', 7],
          ['module_layout', 1],
        ],
        extended: [[`${'long_'.repeat(20)}name`, 0xfedcba98]],
        uses: ['printk', '?perhaps'],
      }),
    )
    expect(info).toMatchObject({
      compression: undefined,
      architecture: { ...layout, name: layout.bits === 64 ? 'x86' : 'arm' },
      name: 'ham-radio',
      thisModule: { size: STRUCT_SIZE, name: 'ham_radio' },
      licence: { text: 'Dual BSD/GPL', gpl: true },
      importedNamespaces: ['A', 'B'],
      depends: ['x', 'y'],
      vermagic: '6.1 SMP ',
      parameters: [{ name: 'speed', type: 'uint', description: 'how fast' }],
      signature: undefined,
      versions: [
        { name: 'printk', crc: 0x92997ed8, high: 0 },
        { name: 'dotted', crc: 7 },
        { name: 'module_layout', crc: 1 },
      ],
      extendedVersions: { kind: 'present', entries: [{ crc: 0xfedcba98 }] },
      imports: [
        { name: 'printk', weak: false },
        { name: 'perhaps', weak: true },
      ],
    })
    expect(info.fields.map(({ key }) => key)).toEqual([
      'license',
      'import_ns',
      'import_ns',
      'depends',
      'vermagic',
      'name',
      'parm',
      'parmtype',
    ])
  })
})

test('exports are read off a module that has no labels of them', () => {
  const exports = [
    { name: 'egg', crc: 0x12345678, namespace: '' },
    { name: 'ham', crc: 0x89abcdef, gpl: true, namespace: 'RADIO' },
  ]
  expect(infoOf(writeModule({ exports })).exports).toEqual([
    { name: 'egg', crc: 0x12345678, gpl: false, namespace: '' },
    { name: 'ham', crc: 0x89abcdef, gpl: true, namespace: 'RADIO' },
  ])
})

test('what is not there is absent, and a machine without a name is a number', () => {
  const info = infoOf(writeModule({ machine: 0x7777, modinfo: [], versions: undefined }))
  expect(info).toMatchObject({ name: undefined, vermagic: undefined, depends: undefined, versions: undefined })
  expect(info.architecture).toMatchObject({ machine: 0x7777, name: undefined })
  expect(info.licence).toEqual({ text: 'unspecified', gpl: false })
  expect(infoOf(writeModule({ modinfo: ['depends='] })).depends).toEqual([])
})

test('a packed and signed module: the signature is behind the module, inside of what is packed', () => {
  const module = writeModule()
  const info = infoOf(gzipSync(append(module, pkcs7(module))))
  expect(info.compression).toBe('gzip')
  expect(info.signature).toMatchObject({ state: 'signed', idType: 'PKCS#7', moduleLength: module.length })
  expect(info.signature?.signer).toMatchObject({ name: 'signer', hash: 'sha256', keyId: Uint8Array.of(0x12, 0x34) })
  expect(info.fields.map(({ key }) => key)).toContain('sig_hashalgo')
})

describe('files that are no modules', () => {
  test.each([
    ['empty', Buffer.alloc(0), { kind: 'elf', finding: { code: 'elf/too-short' } }],
    ['text', Buffer.from('#!/bin/sh\n'), { kind: 'elf', finding: { code: 'elf/ident', field: 'e_ident', offset: 0 } }],
    ['without .modinfo', writeModule({ without: ['.modinfo'] }), { kind: 'no-modinfo' }],
    ['cut', writeModule().subarray(0, -100), { kind: 'elf', finding: { code: 'elf/out-of-file' } }],
    ['packed and cut', gzipSync(writeModule()).subarray(0, -20), { kind: 'damaged', format: 'gzip' }],
  ])('%s', (_what, file, fault) => {
    expect(readModuleInfo(file)).toMatchObject(fault)
  })

  test('whatever is in the file, there is an answer', () => {
    const sound = writeModule({ versions: [['a', 1]], exports: [{ name: 'a', crc: 1 }], uses: ['b'] })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const file = Buffer.from(sound)
        for (const [at, byte] of changes) file[at] = byte
        expect(readModuleInfo(file).kind).toMatch(/^(module|elf|no-modinfo|damaged)$/)
      }),
      { numRuns: 2000 },
    )
  })
})
