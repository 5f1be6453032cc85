/** Which kernel modules are judged for: each fact with its source, and what ends it. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { MemoryFiles } from '../../src/files/memory-file-system.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { ModuleRequestFailure } from '../../src/workspace/module-failure.ts'
import type { ModuleNote } from '../../src/workspace/module-outcome.ts'
import type { ModuleRequest } from '../../src/workspace/module-request.ts'
import { targetKernel } from '../../src/workspace/target-kernel.ts'
import { MIPS, writeModule } from '../module/write-module.ts'
import { CONFIG, disk, goodModule, HEADERS, line, MODULES, RELEASE, SYMVERS, VERMAGIC } from './kernel-files.ts'

const target = (request: Partial<ModuleRequest>, files = disk()) => {
  const notes: ModuleNote[] = []
  const found = targetKernel(files, { cwd: '/here', inputs: ['x.ko'], ...request }, notes)
  return { ...found, notes, facts: found.kernel.facts }
}

const problem = (request: Partial<ModuleRequest>, files = disk()) => {
  try {
    target(request, files)
  } catch (error) {
    if (error instanceof ModuleRequestFailure) return error.problem
    throw error
  }
  return undefined
}

const only = (files: MemoryFiles) => memoryFileSystem(files)

describe('folders', () => {
  test.each([HEADERS, MODULES])('%s tells everything', (kernel) => {
    const { description, kernel: found, notes } = target({ kernel })
    expect(description).toMatchObject({
      release: { value: RELEASE },
      version: { value: '6.1.192' },
      architecture: { value: 'x86' },
      vermagic: { value: VERMAGIC },
      structModuleSize: { value: 0x380, source: { kind: 'file', file: `${MODULES}/kernel/drivers/own.ko` } },
      policy: { value: 'debian', source: { kind: 'file', file: `${HEADERS}/.kernelvariables` } },
      symvers: [{ file: `${HEADERS}/Module.symvers`, symbols: 3 }],
      modversions: { value: true, source: { kind: 'config' } },
    })
    expect(found.exports).toMatchObject({ kind: 'known', source: { file: `${HEADERS}/Module.symvers` } })
    expect(notes).toEqual([{ kind: 'policy-assumed', policy: 'debian', because: 'release' }])
  })

  test('names that the kernel takes itself are those of a version, not of parameters', () => {
    const { builtinNames } = target({ kernel: MODULES }).kernel
    expect(builtinNames).toMatchObject({ value: new Set(['kernel', 'printk', 'tcp_cubic']) })
  })

  test('the running kernel is the default, and said', () => {
    const { description, notes } = target({ runningRelease: RELEASE })
    expect(description.release).toMatchObject({ value: RELEASE })
    expect(notes[0]).toEqual({ kind: 'kernel-found', folder: MODULES, because: 'running' })
  })

  test('what the running kernel takes is listed', () => {
    const files = disk({ '/sys/module/core/version': '1', '/sys/module/loaded/initstate': 'live' })
    const { builtinNames } = target({ runningRelease: RELEASE }, files).kernel
    expect(builtinNames).toMatchObject({ value: new Set(['core']), source: { file: '/sys/module' } })
  })

  test('a Module.symvers of a kernel folder means that kernel', () => {
    const { description, notes } = target({ symvers: [`${HEADERS}/Module.symvers`] })
    expect(description.release).toMatchObject({ value: RELEASE })
    expect(notes[0]).toEqual({ kind: 'kernel-found', folder: HEADERS, because: 'symvers' })
  })

  test('one of an external module means none', () => {
    const { description, notes } = target(
      { symvers: ['Module.symvers'] },
      only({ '/here/Module.symvers': line(1, 'x', 'x') }),
    )
    expect(description.release.kind).toBe('unknown')
    expect(notes).toEqual([{ kind: 'no-symvers' }])
  })
})

describe('Module.symvers', () => {
  const more = { '/here/extra.symvers': line(9, 'more', 'x/extra-mod') + line(9, 'printk', 'x/extra-mod') }

  test("comes after the kernel's own", () => {
    const { kernel, description } = target({ kernel: HEADERS, symvers: ['extra.symvers'] }, disk(more))
    expect(description.symvers.map(({ file }) => file)).toEqual([`${HEADERS}/Module.symvers`, 'extra.symvers'])
    const table = kernel.exports.kind === 'known' ? kernel.exports.value : undefined
    expect(table?.find('more')).toMatchObject({ owner: 'extra_mod', crc: 9 })
    expect(table?.find('printk')).toMatchObject({ owner: 'vmlinux', crc: 0x2000 })
  })

  test("of a kernel stands in the place of the folder's", () => {
    const files = disk({ '/here/k.gz': gzipSync(line(7, 'printk')) })
    expect(target({ kernel: HEADERS, symvers: ['k.gz'] }, files).description.symvers).toEqual([
      { file: 'k.gz', symbols: 1 },
    ])
  })

  test('alone tells MODVERSIONS by its CRCs', () => {
    const facts = (text: string) => target({ symvers: ['s'] }, only({ '/here/s': text })).facts.features.modversions
    expect(facts(SYMVERS)).toEqual({ kind: 'known', value: true, source: { kind: 'inferred', from: 'symvers' } })
    expect(facts(line(0, 'printk'))).toMatchObject({ value: false })
  })

  test('what is wrong in it is noted', () => {
    const { notes } = target({ symvers: ['s'] }, only({ '/here/s': `${SYMVERS}0x1\n` }))
    expect(notes).toMatchObject([{ kind: 'symvers-problem', file: 's', problem: { code: 'columns', line: 4 } }])
  })
})

describe('single facts', () => {
  test('a configuration may be compressed', () => {
    const { description } = target({ config: '/proc/config.gz' }, only({ '/proc/config.gz': gzipSync(CONFIG) }))
    expect(description).toMatchObject({ version: { value: '6.1.192' }, architecture: { value: 'x86' } })
  })

  test('--like tells vermagic, architecture and size', () => {
    const ko = writeModule({
      layout: MIPS,
      machine: 8,
      structSize: 0x240,
      versions: undefined,
      modinfo: ['vermagic=6.6.73 mod_unload MIPS32_R2 32BIT '],
    })
    const { description, facts } = target({ like: 'ref.ko' }, only({ '/here/ref.ko': ko }))
    expect(description).toMatchObject({
      release: { value: '6.6.73' },
      architecture: { value: 'mips', source: { kind: 'option', option: '--like' } },
      structModuleSize: { value: 0x240 },
      modversions: { value: false, source: { kind: 'inferred', from: 'vermagic' } },
    })
    expect(facts.architecture).toMatchObject({ bits: { value: 32 }, byteOrder: { value: 'big' } })
  })

  test('--vermagic and --release count more than files', () => {
    const { description } = target({ kernel: HEADERS, release: '6.1.9', vermagic: '6.1.9 mod_unload ' })
    expect(description).toMatchObject({ release: { value: '6.1.9' }, vermagic: { value: '6.1.9 mod_unload ' } })
  })

  test.each([{ symvers: ['s'], vermagic: '6.1' }, { kernel: HEADERS }])('an empty Module.symvers: %j', (request) => {
    const files = disk({ '/here/s': '', [`${HEADERS}/Module.symvers`]: '\n' })
    const { kernel, notes } = target(request, files)
    const file = request.kernel === undefined ? 's' : `${HEADERS}/Module.symvers`
    expect(kernel.exports.kind).toBe('unknown')
    expect(notes.filter(({ kind }) => kind.endsWith('-symvers'))).toEqual([{ kind: 'empty-symvers', file }])
  })

  test('a link to headers that are not installed', () => {
    const files = only({ '/lib/modules/6.1/modules.dep': '' })
    const notes = target(
      { kernel: '/lib/modules/6.1' },
      { ...files, isLink: (path) => path === '/lib/modules/6.1/build' },
    ).notes
    expect(notes).toContainEqual({
      kind: 'no-symvers',
      folder: '/lib/modules/6.1',
      broken: { link: '/lib/modules/6.1/build', modulesName: '6.1' },
    })
  })

  test('--policy', () => {
    expect(target({ kernel: HEADERS, policy: 'mainline' }).kernel.policy).toMatchObject({ value: { name: 'mainline' } })
    expect(target({ release: '6.6.73' }).kernel.policy).toEqual({
      kind: 'unknown',
      wanted: [{ kind: 'option', option: '--policy' }],
    })
    const files = disk({ '/here/config': `CONFIG_MODULES=y\nCONFIG_BUILD_SALT="${RELEASE}"\n` })
    const salted = target({ config: 'config' }, files)
    expect(salted.kernel.policy).toMatchObject({
      value: { name: 'debian' },
      source: { kind: 'config', symbol: 'BUILD_SALT', line: 2 },
    })
    expect(salted.notes).toContainEqual({ kind: 'policy-assumed', policy: 'debian', because: 'config' })
    expect(target({ release: '6.12.9+bpo-amd64' }).kernel.policy).toMatchObject({ value: { name: 'debian' } })
  })

  test('modules of a kernel without headers tell what its files do not', () => {
    const { description } = target({ kernel: MODULES }, only({ [`${MODULES}/kernel/a.ko`]: goodModule() }))
    expect(description).toMatchObject({
      vermagic: { value: VERMAGIC, source: { kind: 'file', file: `${MODULES}/kernel/a.ko` } },
      architecture: { value: 'x86' },
      modversions: { value: true, source: { from: 'vermagic' } },
    })
  })
})

describe('the state it is in', () => {
  test('as stated', () => {
    const { state } = target({ kernel: HEADERS, sigEnforce: true, blacklist: ['a', 'b'] }).kernel
    expect(state).toMatchObject({ sigEnforce: true, lockdown: false, blacklist: ['a', 'b'], loaded: undefined })
  })

  test('/proc/modules', () => {
    const text =
      'nvidia 62517248 3 nvidia_uvm, Live 0x0000000000000000 (POE)\nxfrm_algo 16384 2 af_key, Live 0xffffffffc0a12000\n'
    const { loaded } = target({ kernel: HEADERS, loaded: ['m'] }, disk({ '/here/m': text })).kernel.state
    expect([...(loaded?.values() ?? [])]).toEqual([
      { name: 'nvidia', proprietary: true },
      { name: 'xfrm_algo', proprietary: false },
    ])
  })

  test('lsmod, names, and files of modules, whose exports are there', () => {
    const text = `Module                  Size  Used by\next4 987136  1\nmy-name\n/m/exporter.ko\n`
    const files = disk({
      '/here/list': text,
      '/m/exporter.ko': goodModule({ structName: 'exporter', exports: [{ name: 'given', crc: 4, namespace: '' }] }),
    })
    const { kernel } = target({ kernel: HEADERS, loaded: ['list'] }, files)
    expect([...(kernel.state.loaded?.values() ?? [])]).toEqual([
      { name: 'ext4', proprietary: undefined },
      { name: 'my_name', proprietary: undefined },
      { name: 'exporter', proprietary: false },
    ])
    expect(kernel.exports.kind === 'known' && kernel.exports.value.find('given')).toMatchObject({ owner: 'exporter' })
  })

  test('lines that are none are noted', () => {
    const { notes } = target({ kernel: HEADERS, loaded: ['m'] }, disk({ '/here/m': 'ext4\nwhat is this?\n' }))
    expect(notes).toContainEqual({ kind: 'loaded-problem', file: 'm', line: 2 })
  })
})

const junk = { '/here/junk': 'no\x00thing', '/here/x.gz': gzipSync('a').subarray(0, 12) }

test.each<[Partial<ModuleRequest>, object | undefined]>([
  [{}, { kind: 'no-target' }],
  [{ runningRelease: '6.9' }, { kind: 'no-target', release: '6.9' }],
  [{ kernel: 'none' }, { kind: 'unreadable', what: 'kernel', path: 'none', code: 'ENOENT' }],
  [{ kernel: '.' }, { kind: 'not-a-kernel', folder: '.' }],
  [{ kernel: 'junk' }, { kind: 'not-a-kernel', folder: 'junk' }],
  [{ symvers: ['none'] }, { kind: 'unreadable', what: 'symvers', path: 'none', code: 'ENOENT' }],
  [{ symvers: ['junk'] }, { kind: 'not-symvers', path: 'junk' }],
  [
    { symvers: ['x.gz'] },
    {
      kind: 'damaged',
      what: 'symvers',
      path: 'x.gz',
      format: 'gzip',
      code: 'archive/damaged',
      args: expect.anything(),
    },
  ],
  [{ config: 'none' }, { kind: 'unreadable', what: 'config', path: 'none', code: 'ENOENT' }],
  [{ config: 'junk' }, { kind: 'not-a-config', path: 'junk' }],
  [{ like: 'none' }, { kind: 'unreadable', what: 'like', path: 'none', code: 'ENOENT' }],
  [{ like: 'junk' }, { kind: 'not-a-module', path: 'junk' }],
  [
    { release: '6.1', loaded: ['none'] },
    { kind: 'unreadable', what: 'loaded', path: 'none', code: 'ENOENT' },
  ],
  [
    { release: '6.1', loaded: ['junk'] },
    { kind: 'bad-loaded', path: 'junk' },
  ],
  [
    { release: '6.1', keys: ['junk'] },
    { kind: 'bad-key', path: 'junk' },
  ],
  [
    { release: '6.1', policy: 'gentoo' },
    { kind: 'bad-policy', name: 'gentoo', known: ['mainline', 'debian'] },
  ],
])('%j cannot be met', (request, expected) => {
  expect(problem(request, disk(junk))).toEqual(expected)
})
