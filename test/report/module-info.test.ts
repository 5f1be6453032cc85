/** The lines of `kcheck info`, beside those of modinfo where it is installed. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ModuleInfo, readModuleInfo } from '../../src/module/module-info.ts'
import { fieldText, modinfoText, moduleInfoText, versionsText } from '../../src/report/module-info.ts'
import { append, pkcs7 } from '../module/write-der.ts'
import { type NewModule, writeModule } from '../module/write-module.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const infoOf = (file: Uint8Array): ModuleInfo => {
  const info = readModuleInfo(file)
  if (info.kind !== 'module') throw new Error(JSON.stringify(info))
  return info
}
const small = (module: NewModule): ModuleInfo => infoOf(writeModule(module))

const ODD: readonly string[] = [
  'parm=a:desc a',
  'parmtype=b:int',
  'keyless',
  'parm=c:one',
  'parmtype=a:charp',
  'parm=c:two',
  'parm=nocolon',
  'parmtype=e',
  'averyveryverylongkeyname=x',
  'exactly15chars_=y',
  'empty=',
  '=nokey',
  'author=J\xc3\xb6rg \xe9',
  'multi=a\nb\n',
  'parmtype=f-x:bool',
  'parm=f_x:desc:more',
  'parm=g:',
  'parmtype=h:',
]

test('as modinfo prints it, and more behind', () => {
  const info = small({
    modinfo: ['license=GPL', 'name=other', 'parm=x:y', 'parmtype=x:int'],
    versions: [
      ['a', 1],
      ['b', 0xfe],
    ],
  })
  expect(moduleInfoText('m\u00e9.ko', info, { versions: true })).toBe(
    [
      'filename:       m\xc3\xa9.ko',
      'license:        GPL',
      'name:           other',
      'parm:           x:y (int)',
      'this_module:    896',
      'struct_name:    sample',
      'versions:       2',
      '0x00000001\ta',
      '0x000000fe\tb',
      '',
    ].join('\n'),
  )
})

test('versions of both kinds of sections; what both say is said once', () => {
  const info = small({
    versions: [
      ['a', 1],
      ['b', 2],
    ],
    extended: [
      ['a', 1],
      ['b', 3],
      ['long', 4],
    ],
  })
  expect(versionsText(info)).toBe('0x00000001\ta\n0x00000002\tb\n0x00000003\tb\n0x00000004\tlong\n')
})

test('values of one field', () => {
  const info = small({ modinfo: ['alias=a', 'alias=b', 'parm=p:text', 'parmtype=q:int', 'versions=mine'] })
  const field = (name: string): string => fieldText('f.ko', info, name)
  expect(['alias', 'parm', 'parmtype', 'filename', 'none', 'this_module', 'versions'].map(field)).toEqual([
    'a\nb\n',
    'q: (int)\np:text\n',
    'q:int\n',
    'f.ko\n',
    '',
    '896\n',
    'mine\n',
  ])
})

const MODINFO = 'modinfo'
const hasModinfo = /kmod version 30/.test(spawnSync(MODINFO, ['-V'], { encoding: 'utf8' }).stdout ?? '')

describe.skipIf(!hasModinfo)('modinfo of kmod 30', () => {
  const folder = temporaryFolder()
  const modinfo = (file: Uint8Array, ...options: readonly string[]): string => {
    const path = join(folder(), 'm.ko')
    writeFileSync(path, file)
    return spawnSync(MODINFO, [...options, path], { encoding: 'latin1' }).stdout
  }
  const both = (file: Uint8Array): void => {
    const path = join(folder(), 'm.ko')
    const info = infoOf(file)
    expect(modinfoText(path, info)).toBe(modinfo(file))
    for (const field of ['parm', 'parmtype', 'keyless', 'empty', '', 'filename', 'signer', 'signature']) {
      expect(fieldText(path, info, field)).toBe(modinfo(file, '-F', field))
    }
  }

  const module = writeModule({ modinfo: ODD })
  const oldSignature = Buffer.concat([Buffer.from('Red Hat'), Buffer.from([1, 0xab]), Buffer.alloc(41, 7)])
  test.each([
    ['odd fields', module],
    ['signed', append(module, pkcs7(module))],
    ['signed as before 4.3', append(module, oldSignature, [1, 4, 1, 7, 2, 0, 0, 0], 41)],
    ['signed with a hash that is none', append(module, oldSignature, [1, 9, 1, 7, 2, 0, 0, 0], 41)],
  ])('%s', (_what, file) => both(file))

  test('any fields', () => {
    const unit = fc.constantFrom('a', 'b', 'parm', 'parmtype', '=', ':', ' ', '\n', '\xe9', '()')
    const text = fc.array(unit, { minLength: 1, maxLength: 8 }).map((units) => units.join(''))
    const parameter = fc
      .tuple(fc.constantFrom('parm', 'parmtype'), fc.constantFrom('a', 'b'), text)
      .map(([key, name, value]) => `${key}=${name}:${value}`)
    fc.assert(
      fc.property(fc.array(fc.oneof(text, parameter), { minLength: 1, maxLength: 6 }), (texts) => {
        const file = writeModule({ modinfo: texts })
        expect(modinfoText(join(folder(), 'm.ko'), infoOf(file))).toBe(modinfo(file))
      }),
      { numRuns: 100 },
    )
  })
})
