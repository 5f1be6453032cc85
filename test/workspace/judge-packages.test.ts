/** Packages among what is to be judged: what they need of the kernel package, and the modules in them. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { PackageFormat } from '../../src/archive/package-content.ts'
import type { MemoryFiles } from '../../src/files/memory-file-system.ts'
import { judgeModules } from '../../src/workspace/judge-modules.ts'
import type { ModuleRun } from '../../src/workspace/module-outcome.ts'
import type { ModuleRequest } from '../../src/workspace/module-request.ts'
import { type SmallPackage, writePackage } from '../archive/write-package.ts'
import { disk, goodModule, HEADERS } from './kernel-files.ts'

const NEEDED = '6.1.0~0123456789abcdef0123456789abcdef-r1'
const KO = 'lib/modules/6.1.0/good.ko'

const judge = (inputs: readonly string[], files: MemoryFiles, request: Partial<ModuleRequest> = {}): ModuleRun => {
  const outcome = judgeModules({ cwd: '/here', inputs, kernel: HEADERS, ...request }, { files: disk(files) })
  if (outcome.kind === 'failed') throw new Error(JSON.stringify(outcome.problem))
  return outcome
}

const small = (given: SmallPackage = {}): SmallPackage => ({ kernel: NEEDED, files: { [KO]: goodModule() }, ...given })

const one = (given: SmallPackage, kernelPackage?: string, format: PackageFormat = 'ipk') => {
  const file = `foo.${format.slice(0, 3)}`
  const request = kernelPackage === undefined ? {} : { kernelPackage }
  const { packages } = judge([file], { [`/here/${file}`]: writePackage(format, given) }, request)
  return packages[0]
}

describe.each(['ipk', 'ipk-ar', 'apk-2', 'apk-3'] as const)('%s', (format) => {
  test('its modules are judged as any other', () => {
    const run = judge(['a.apk'], { '/here/a.apk': writePackage(format, small()) })
    expect(run.modules.map(({ file, result }) => [file, result.name, result.verdict])).toEqual([
      [`a.apk:${KO}`, 'sample', 'loads'],
    ])
    expect(run.packages).toMatchObject([{ file: 'a.apk', format, name: 'kmod-foo', modules: [`a.apk:${KO}`] }])
    expect(run.unjudged).toEqual([])
  })

  test('the kernel package that it needs', () => {
    expect(one(small(), NEEDED, format)).toMatchObject({ verdict: 'fits', check: null, tools: null, findings: [] })
    const other = one(small(), NEEDED.replace('0123', '3210'), format)
    expect(other).toMatchObject({
      verdict: 'refused',
      check: 'package/kernel-dependency',
      findings: [{ kind: 'error', args: { needed: NEEDED, differs: ['vermagic'] } }],
    })
    const tool = format.startsWith('ipk') ? 'opkg' : 'apk'
    expect(other?.tools?.[tool]).toContain('kmod-foo')
  })
})

test('the name of a kmods folder says the same', () => {
  expect(one(small(), '6.1.0-1-0123456789abcdef0123456789abcdef')?.verdict).toBe('fits')
  expect(one(small(), '6.1.1-2-0123456789abcdef0123456789abcdef')?.findings[0]?.args).toEqual({
    needed: NEEDED,
    installed: '6.1.1~0123456789abcdef0123456789abcdef-r2',
    differs: ['linuxVersion', 'linuxRelease'],
    folder: '6.1.1-2-0123456789abcdef0123456789abcdef',
  })
})

test('it is not said which kernel package the device has', () => {
  expect(one(small())).toMatchObject({
    verdict: 'unchecked',
    requires: {
      text: `kernel (= ${NEEDED})`,
      linuxVersion: '6.1.0',
      linuxRelease: '1',
      vermagic: '0123456789abcdef0123456789abcdef',
    },
  })
})

test('packages that need no kernel, or one in another way', () => {
  expect(one(small({ kernel: '' }), NEEDED)).toMatchObject({ verdict: 'fits', requires: null })
  expect(one(small({ kernel: '5.4' }), NEEDED)).toMatchObject({
    verdict: 'refused',
    requires: { text: 'kernel (= 5.4)' },
    findings: [{ args: { needed: '5.4', differs: [] } }],
  })
})

test('a module of another release of Linux than its package says', () => {
  const old = goodModule({ modinfo: [] })
  const file = small({ kernel: NEEDED.replace('6.1.0', '6.1.7'), files: { [`${KO}.gz`]: gzipSync(old) } })
  expect(one(file)?.findings).toEqual([
    {
      code: 'package/linux-version',
      kind: 'note',
      args: { module: `foo.ipk:${KO}.gz`, release: '6.1.0-56-amd64', linuxVersion: '6.1.7' },
    },
  ])
})

describe('packages without modules', () => {
  const empty = writePackage('ipk', small({ files: { 'etc/foo': 'x' } }))

  test('named', () => {
    const run = judge(['e.ipk'], { '/here/e.ipk': empty })
    expect(run.unjudged).toEqual([{ file: 'e.ipk', problem: { kind: 'no-modules-in-package' } }])
    expect(run.packages).toMatchObject([{ verdict: 'unchecked', modules: [] }])
  })

  test('in a folder only those that are for a kernel are told', () => {
    const files = {
      '/here/d/a.ipk': writePackage('ipk', small()),
      '/here/d/e.ipk': empty,
      '/here/d/other.apk': 'PK',
      '/here/d/text.ipk': writePackage('ipk', { files: { 'bin/a': 'x' } }),
    }
    const run = judge(['d'], files)
    expect(run.packages.map(({ file }) => file)).toEqual(['d/a.ipk', 'd/e.ipk'])
    expect(run.modules.map(({ file }) => file)).toEqual([`d/a.ipk:${KO}`])
    expect(run.unjudged).toEqual([])
  })

  test('a folder of nothing but packages of other programs', () => {
    expect(judge(['d'], { '/here/d/other.apk': 'PK' }).unjudged).toEqual([
      { file: 'd', problem: { kind: 'no-modules' } },
    ])
  })
})

test('a package that was found and is named too is one package, and counts as named', () => {
  const files = {
    '/here/d/a.ipk': writePackage('ipk', small()),
    '/here/d/e.ipk': writePackage('ipk', small({ files: {} })),
  }
  const run = judge(['d', 'd/a.ipk', './d/e.ipk', 'd/a.ipk'], files)
  expect(run.packages.map(({ file }) => file)).toEqual(['d/a.ipk', 'd/e.ipk'])
  expect(run.modules).toHaveLength(1)
  expect(run.unjudged).toEqual([{ file: './d/e.ipk', problem: { kind: 'no-modules-in-package' } }])
})

test('what is damaged, no package or not there', () => {
  const files = {
    '/here/cut.ipk': writePackage('ipk', small()).subarray(0, 100),
    '/here/d/cut.apk': writePackage('apk-3', small()).subarray(0, 100),
    '/here/zip.apk': 'PK',
  }
  expect(judge(['cut.ipk', 'd', 'zip.apk', 'none.ipk'], files).unjudged).toMatchObject([
    { file: 'cut.ipk', problem: { kind: 'damaged', code: 'archive/damaged', format: 'gzip' } },
    { file: 'd/cut.apk', problem: { kind: 'damaged', code: 'archive/damaged', format: 'adb' } },
    { file: 'zip.apk', problem: { kind: 'damaged', code: 'archive/no-package' } },
    { file: 'none.ipk', problem: { kind: 'unreadable', code: 'ENOENT' } },
  ])
})

describe('which kernel', () => {
  const files = { '/here/a.ipk': writePackage('ipk', small()) }
  const request = { cwd: '/here', inputs: ['a.ipk'], runningRelease: '6.1.0-56-amd64' }

  test('packages for a device are not for the kernel that runs', () => {
    const outcome = judgeModules(request, { files: disk(files) })
    expect(outcome).toMatchObject({
      kind: 'judged',
      notes: [{ kind: 'packages-without-kernel' }, { kind: 'no-symvers' }],
      kernel: { release: { kind: 'unknown' } },
    })
  })

  test('those that are for no certain kernel are', () => {
    const own = { '/here/a.ipk': writePackage('ipk', small({ kernel: '' })) }
    expect(judgeModules(request, { files: disk(own) }).notes[0]).toMatchObject({ because: 'running' })
  })

  test('the kernel package tells the release, where no folder of the kernel does', () => {
    const kernelPackage = `kernel - ${NEEDED}`
    const outcome = judgeModules({ ...request, kernelPackage }, { files: disk(files) })
    expect(outcome).toMatchObject({
      kernel: { release: { value: '6.1.0', source: { kind: 'option', option: '--kernel-package' } } },
    })
    expect(judge(['a.ipk'], files, { kernelPackage }).kernel.release).toMatchObject({ value: '6.1.0-56-amd64' })
  })

  test('a text that names none', () => {
    const outcome = judgeModules({ ...request, kernelPackage: '6.1' }, { files: disk(files) })
    expect(outcome).toMatchObject({ kind: 'failed', problem: { kind: 'bad-kernel-package', text: '6.1' } })
  })
})

test('what tools print of a module is about where it is installed', () => {
  const bad = goodModule({ structName: 'bad', uses: ['nowhere'] })
  const run = judge(['a.ipk'], { '/here/a.ipk': writePackage('ipk', { files: { 'lib/modules/6.1.0/bad.ko': bad } }) })
  expect(run.modules[0]?.tools).toMatchObject({
    insmod: expect.stringContaining('could not insert module /lib/modules/6.1.0/bad.ko: '),
    modprobe: expect.stringContaining("could not insert 'bad'"),
  })
})

test('modules of packages serve each other', () => {
  const giver = goodModule({ structName: 'giver', exports: [{ name: 'given', crc: 7, namespace: '' }] })
  const user = goodModule({ structName: 'user', uses: ['given'], versions: [['given', 7]] })
  const files = {
    '/here/user.ipk': writePackage('ipk', { files: { 'lib/user.ko': user } }),
    '/here/giver.apk': writePackage('apk-3', { files: { 'giver.ko': giver } }),
  }
  const run = judge(['user.ipk', 'giver.apk'], files)
  expect(run.modules.map(({ result }) => result.verdict)).toEqual(['loads', 'loads'])
  expect(run.loadOrder).toEqual(['giver.apk:giver.ko', 'user.ipk:lib/user.ko'])
})
