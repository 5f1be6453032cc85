/** Schemas `kcheck/info/1` and `kcheck/symvers-diff/1` as docs/schemas.md has them. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { moduleInfosJson } from '../../src/report/module-info-json.ts'
import { symversDiffJson } from '../../src/report/symvers-diff-json.ts'
import { moduleInfos } from '../../src/workspace/module-info.ts'
import { compareSymvers } from '../../src/workspace/symvers-diff.ts'
import { writePackage } from '../archive/write-package.ts'
import { append, pkcs7 } from '../module/write-der.ts'
import { writeModule } from '../module/write-module.ts'

const crc = z.string().regex(/^0x[0-9a-f]{8,16}$/)
const hex = z.string().regex(/^([0-9a-f]{2})*$/)
const version = z.strictObject({ symbol: z.string(), crc })

const problem = z.strictObject({
  code: z.string(),
  message: z.string().min(1),
  offset: z.int().optional(),
  field: z.string().optional(),
  section: z.int().optional(),
  value: z.string().optional(),
  limit: z.int().optional(),
  format: z.enum(['gzip', 'xz', 'zstd', 'tar', 'ar', 'adb']).optional(),
})

const module = z.strictObject({
  file: z.string(),
  result: z.literal('module'),
  compression: z.enum(['gzip', 'xz', 'zstd']).optional(),
  size: z.int(),
  architecture: z.strictObject({
    name: z.string().optional(),
    machine: z.int(),
    bits: z.union([z.literal(32), z.literal(64)]),
    byteOrder: z.enum(['little', 'big']),
  }),
  name: z.string().optional(),
  thisModule: z.strictObject({ size: z.int(), name: z.string().optional() }).optional(),
  vermagic: z.string().optional(),
  licence: z.strictObject({ text: z.string(), gpl: z.boolean() }),
  depends: z.array(z.string()).optional(),
  importedNamespaces: z.array(z.string()),
  parameters: z.array(
    z.strictObject({ name: z.string(), type: z.string().optional(), description: z.string().optional() }),
  ),
  fields: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  signature: z
    .strictObject({
      state: z.enum(['signed', 'refused', 'unsupported']),
      reason: z.string().optional(),
      idType: z.enum(['PKCS#7', 'X509', 'PGP']).optional(),
      moduleLength: z.int(),
      signer: z.string().optional(),
      key: hex.optional(),
      hash: z.string().optional(),
      signature: hex.optional(),
    })
    .optional(),
  versions: z.array(version).optional(),
  extendedVersions: z.array(version).optional(),
  extendedVersionsRefused: z.enum(['only-crcs', 'only-names', 'more-crcs-than-names']).optional(),
  imports: z.array(z.strictObject({ symbol: z.string(), weak: z.boolean() })),
  exports: z.array(
    z.strictObject({ symbol: z.string(), crc: crc.optional(), gpl: z.boolean(), namespace: z.string() }),
  ),
})

const failed = z.strictObject({ file: z.string(), result: z.literal('failed'), problem })

const packageSchema = z.strictObject({
  file: z.string(),
  format: z.enum(['ipk', 'ipk-ar', 'apk-2', 'apk-3']),
  name: z.string(),
  version: z.string(),
  architecture: z.string(),
  depends: z.array(z.string()),
  modules: z.array(z.string()),
})

const infoSchema = z.strictObject({
  schema: z.literal('kcheck/info/1'),
  packages: z.array(packageSchema),
  modules: z.array(z.discriminatedUnion('result', [module, failed])),
})

const exported = z.strictObject({
  symbol: z.string(),
  crc,
  module: z.string(),
  export: z.string().optional(),
  gpl: z.boolean(),
  namespace: z.string(),
})
const change = z.strictObject({ before: exported, after: exported })
const symbolBreak = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['vanished', 'no-versions', 'gpl']), symbol: z.string() }),
  z.strictObject({ kind: z.literal('crc'), symbol: z.string(), built: crc, after: crc }),
  z.strictObject({ kind: z.literal('namespace'), symbol: z.string(), namespace: z.string() }),
])
const symversFile = z.strictObject({
  file: z.string(),
  symbols: z.int(),
  problems: z.array(z.strictObject({ code: z.string(), line: z.int(), column: z.int(), args: z.looseObject({}) })),
  duplicates: z.array(z.string()),
})

const diffSchema = z.discriminatedUnion('result', [
  z.strictObject({
    schema: z.literal('kcheck/symvers-diff/1'),
    result: z.literal('compared'),
    before: symversFile,
    after: symversFile,
    compared: z.strictObject({ crc: z.boolean(), namespace: z.boolean(), gpl: z.boolean() }),
    unchanged: z.int(),
    appeared: z.array(exported),
    vanished: z.array(exported),
    crc: z.array(change),
    namespace: z.array(change),
    gpl: z.array(change),
    module: z.array(change),
    modules: z
      .array(
        z.discriminatedUnion('result', [
          z.strictObject({
            file: z.string(),
            result: z.enum(['fits', 'breaks', 'fits-neither']),
            breaks: z.array(symbolBreak),
            unknown: z.array(z.string()),
          }),
          failed,
        ]),
      )
      .optional(),
  }),
  z.strictObject({
    schema: z.literal('kcheck/symvers-diff/1'),
    result: z.literal('failed'),
    problems: z.array(problem.extend({ file: z.string() })),
  }),
])

const plain = writeModule({
  modinfo: ['name=x', 'parm=a:b', 'author=\xe9'],
  versions: [['a', 1]],
  extended: [['b', 2]],
})
const user = writeModule({
  modinfo: ['license=none'],
  uses: ['gone', 'changed', 'closed', 'inside', 'elsewhere'],
  versions: [['changed', 1]],
})
const files = memoryFileSystem({
  'full.ko': append(plain, pkcs7(plain)),
  'bare.ko': writeModule({ modinfo: [], uses: ['u'] }),
  'm/user.ko': user,
  'm/broken.ko': user.subarray(0, 70),
  text: 'text\n',
  old: '0x1\tgone\tvmlinux\tEXPORT_SYMBOL\t\n0x1\tchanged\tvmlinux\tEXPORT_SYMBOL\t\n0x1\tclosed\tvmlinux\tEXPORT_SYMBOL\t\n0x1\tinside\tvmlinux\tEXPORT_SYMBOL\t\nbad\n',
  new: '0x2\tchanged\tvmlinux\tEXPORT_SYMBOL\t\n0x1\tclosed\tother\tEXPORT_SYMBOL_GPL\t\n0x1\tinside\tvmlinux\tEXPORT_SYMBOL\tNS\n0x1\tnew\tvmlinux\tEXPORT_SYMBOL\t\n0x1\tnew\tvmlinux\tEXPORT_SYMBOL\t\n',
})

test('modules, one with everything and one with nothing, and files that are none', () => {
  const paths = ['full.ko', 'bare.ko', 'm/broken.ko', 'text', 'nowhere']
  const { modules } = infoSchema.parse(JSON.parse(moduleInfosJson(moduleInfos(paths, files))))
  expect(modules.map(({ file, result }) => [file, result])).toEqual([
    ['full.ko', 'module'],
    ['bare.ko', 'module'],
    ['m/broken.ko', 'failed'],
    ['text', 'failed'],
    ['nowhere', 'failed'],
  ])
  expect(modules[0]).toMatchObject({ fields: expect.arrayContaining([{ key: 'author', value: '\udce9' }]) })
})

test('packages with the modules in them', () => {
  const packed = memoryFileSystem({
    'a.ipk': writePackage('ipk', { kernel: '1.2-1-abc', files: { 'lib/x.ko': plain, 'lib/y.ko': 'no' } }),
    'b.apk': writePackage('apk-3', {}),
    'c.apk': 'PK',
  })
  const json = JSON.parse(moduleInfosJson(moduleInfos(['a.ipk', 'b.apk', 'c.apk', 'd.ipk'], packed)))
  const { packages, modules } = infoSchema.parse(json)
  expect(packages.map(({ file, depends }) => [file, depends])).toEqual([
    ['a.ipk', ['libc', 'kernel (= 1.2-1-abc)', 'kmod-other']],
    ['b.apk', ['kmod-other', 'libc><1.2']],
  ])
  expect(modules.map(({ file, result }) => [file, result])).toEqual([
    ['a.ipk:lib/x.ko', 'module'],
    ['a.ipk:lib/y.ko', 'failed'],
    ['c.apk', 'failed'],
    ['d.ipk', 'failed'],
  ])
})

test('exports that differ in every way, and modules that they break', () => {
  const result = compareSymvers({ before: 'old', after: 'new', usedBy: ['m', 'bare.ko'] }, files)
  const parsed = diffSchema.parse(JSON.parse(symversDiffJson(result)))
  if (parsed.result === 'failed') throw new Error('failed')
  for (const list of [parsed.appeared, parsed.vanished, parsed.crc, parsed.namespace, parsed.gpl, parsed.module]) {
    expect(list).toHaveLength(1)
  }
  expect(parsed.before.problems).toMatchObject([{ code: 'columns', line: 5 }])
  expect(parsed.after.duplicates).toEqual(['new'])
  expect(parsed.modules?.map(({ file, result: of }) => [file, of])).toEqual([
    ['m/broken.ko', 'failed'],
    ['m/user.ko', 'breaks'],
    ['bare.ko', 'fits'],
  ])
  expect(parsed.modules?.[1]).toMatchObject({
    breaks: [
      { kind: 'vanished', symbol: 'gone' },
      { kind: 'crc', built: '0x00000001', after: '0x00000002' },
      { kind: 'gpl', symbol: 'closed' },
      { kind: 'namespace', namespace: 'NS' },
    ],
    unknown: ['elsewhere'],
  })
})

test('files that are no symvers', () => {
  const result = compareSymvers({ before: 'text', after: 'nowhere', usedBy: undefined }, files)
  expect(diffSchema.parse(JSON.parse(symversDiffJson(result)))).toMatchObject({
    problems: [
      { file: 'text', code: 'symvers/not-symvers' },
      { file: 'nowhere', code: 'file/ENOENT' },
    ],
  })
})
