/** The hash of a small buildroot, and whether it is the one that is asked for. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { vermagic } from '../../src/workspace/vermagic.ts'
import type { VermagicRequest } from '../../src/workspace/vermagic-request.ts'
import { TREE, tinyBuildroot } from '../openwrt/tiny-buildroot.ts'

const HASHED = [
  'CONFIG_A=y',
  'CONFIG_ATH79=y',
  'CONFIG_B=m',
  'CONFIG_B_EXTRA=y',
  'CONFIG_KALLSYMS_UNCOMPRESSED=y',
  'CONFIG_LEDS_RESET=y',
  'CONFIG_OLD=m',
  'CONFIG_PRINTK=y',
]
const md5 = (lines: readonly string[]): string =>
  createHash('md5')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex')
const HASH = md5(HASHED)
/** As it would be with CONFIG_KERNEL_KALLSYMS on. */
const KALLSYMS_HASH = md5([...HASHED, 'CONFIG_KALLSYMS=y'].sort())
const OTHER = '0123456789abcdef0123456789abcdef'

const run = (request: Partial<VermagicRequest> = {}, changes: Readonly<Record<string, string | undefined>> = {}) =>
  vermagic(
    { cwd: TREE, stdin: () => '', environment: {}, mode: 'none', ...request },
    memoryFileSystem(tinyBuildroot(changes)),
  )

const problem = async (...args: Parameters<typeof run>) => {
  const result = await run(...args)
  return result.kind === 'failed' ? result.problem : result.kind
}

const expectation = async (expect: string) => {
  const result = await run({ expect })
  if (result.kind !== 'computed') throw new Error(result.kind)
  return result.expectation
}

describe('a full configuration', () => {
  it('has a hash, and versions that carry it', async () => {
    const result = await run()
    expect(result).toMatchObject({
      kind: 'computed',
      folder: TREE,
      config: `${TREE}/.config`,
      release: '24.10',
      packageVersion: `6.6.73~${HASH}-r1`,
      kmodsFolder: `6.6.73-1-${HASH}`,
    })
    if (result.kind === 'computed') expect(result.kernel.configuration.hashedLines).toEqual(HASHED)
  })

  it('is written as another release does where that is said', async () => {
    expect(await run({ dialect: 'openwrt-22.03' })).toMatchObject({
      release: '22.03',
      packageVersion: `6.6.73-1-${HASH}`,
    })
  })

  it('comes from standard input, with the tree named', async () => {
    const text = 'CONFIG_TARGET_BOARD="ath79"\nCONFIG_TARGET_SUBTARGET="nand"\n'
    expect(await run({ cwd: '/', tree: 'owrt', config: '-', stdin: () => text })).toMatchObject({
      config: '<stdin>',
      kernel: { target: { name: 'ath79/nand' }, fragments: ['target/linux/generic/config-6.12'] },
    })
  })

  it('of a kernel out of a repository has a hash, but no version', async () => {
    const config = 'CONFIG_TARGET_BOARD="ath79"\nCONFIG_KERNEL_GIT_CLONE_URI="https://example.org/linux.git"\n'
    const result = await run({ config: '-', stdin: () => config, expect: `6.6.73~${OTHER}-r1` })
    expect(result).toMatchObject({ kind: 'computed', expectation: { verdict: 'not-met' } })
    expect(result).not.toHaveProperty('packageVersion')
    expect(result).not.toHaveProperty('kmodsFolder')
  })
})

describe('what is asked for', () => {
  it.each([HASH, `6.6.73~${HASH}-r1`, `kernel (= 6.6.73-1-${HASH})`, `targets/ath79/generic/kmods/6.6.73-1-${HASH}/`])(
    '%s is met',
    async (text) => {
      expect(await expectation(text)).toMatchObject({ verdict: 'met' })
    },
  )

  it.each([
    [`6.6.74~${HASH}-r1`, ['linux-version']],
    [`6.6.73~${HASH}-r2`, ['linux-release']],
    [`targets/x86/64/kmods/6.6.73-1-${HASH}`, ['target']],
    [OTHER, ['configuration']],
    [`targets/x86/64/kmods/6.6.74-2-${OTHER}`, ['linux-version', 'target', 'linux-release', 'configuration']],
  ])('%s is not met: %j', async (text, parts) => {
    const result = await expectation(text)
    expect(result?.verdict).toBe('not-met')
    expect(result?.parts.filter(({ verdict }) => verdict === 'different').map(({ part }) => part)).toEqual(parts)
  })

  it('differs in CONFIG_KERNEL_KALLSYMS alone', async () => {
    expect((await expectation(KALLSYMS_HASH))?.signs).toEqual({
      kallsyms: false,
      allKmods: false,
      feeds: false,
      kallsymsAlone: true,
    })
    expect((await expectation(HASH))?.signs.kallsymsAlone).toBe(false)
    expect((await expectation(OTHER))?.signs.kallsymsAlone).toBe(false)
  })
})

describe('what is missing', () => {
  const about = { config: `${TREE}/.config`, folder: TREE }

  it('in the tree', async () => {
    expect(await problem({}, { 'tmp/.packageinfo': undefined })).toEqual({
      kind: 'no-metadata',
      file: 'tmp/.packageinfo',
      folder: TREE,
    })
    expect(await problem({}, { '.config': undefined })).toMatchObject({ kind: 'unreadable', what: 'configuration' })
    const withoutFragments = {
      'target/linux/generic/config-6.6': undefined,
      'target/linux/ath79/config-6.6': undefined,
      'target/linux/ath79/generic/config-default': undefined,
    }
    expect(await problem({}, withoutFragments)).toMatchObject({ kind: 'no-fragments', ...about })
  })

  it('in the configuration', async () => {
    expect(await problem({}, { '.config': 'CONFIG_TARGET_ath79=y\n' })).toEqual({ kind: 'no-target', ...about })
    expect(await problem({}, { '.config': 'CONFIG_TARGET_BOARD="ath97"\n' })).toEqual({
      kind: 'unknown-target',
      target: 'ath97/generic',
      nearest: ['ath79/generic'],
      ...about,
    })
  })

  it('in the request', async () => {
    expect(await problem({ expect: 'no hash' })).toEqual({ kind: 'no-expectation' })
    expect(await problem({ expect: `kernel=6.6.73-1-${HASH} kernel=6.6.73-1-${OTHER}` })).toMatchObject({
      kind: 'several-expectations',
    })
    expect(await problem({ dialect: 'linux-6.6' })).toMatchObject({ kind: 'unknown-dialect' })
    expect(await problem({ cwd: '/' })).toEqual({ kind: 'not-a-buildroot', folder: '/' })
    expect(await problem({ tree: '/none' })).toMatchObject({ kind: 'unreadable', what: 'tree' })
    expect(await problem({}, { 'scripts/config/README': undefined, 'scripts/kconfig/README': '' })).toMatchObject({
      kind: 'not-a-buildroot',
    })
  })
})

describe('a folder of a kernel', () => {
  const kernel = memoryFileSystem({
    '/linux/Kconfig': '',
    '/linux/init/main.c': '',
    '/linux/kernel/Makefile': '',
    '/linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 9\nEXTRAVERSION = -x\n',
    '/linux/arch/x86/Kconfig': '',
    '/linux/include/linux/module.h': '',
    '/linux/include/linux/vermagic.h': [
      '#include <generated/utsrelease.h>',
      '#ifdef CONFIG_SMP',
      '#define MODULE_VERMAGIC_SMP "SMP "',
      '#else',
      '#define MODULE_VERMAGIC_SMP ""',
      '#endif',
      '#define VERMAGIC_STRING UTS_RELEASE " " MODULE_VERMAGIC_SMP',
      '',
    ].join('\n'),
    '/linux/include/generated/utsrelease.h': '#define UTS_RELEASE "6.1.9-x"\n',
    '/linux/.config': 'CONFIG_X86=y\nCONFIG_SMP=y\n',
  })
  const ask = (request: Partial<VermagicRequest>) =>
    vermagic({ cwd: '/linux', stdin: () => '', environment: {}, ...request }, kernel)

  it('has strings of its own', async () => {
    expect(await ask({})).toMatchObject({
      kind: 'kernel',
      folder: '/linux',
      config: '/linux/.config',
      release: { text: { value: '6.1.9-x' } },
      vermagic: { text: { value: '6.1.9-x SMP ' }, words: [{ text: 'SMP' }] },
    })
  })

  it('takes a configuration that is named', async () => {
    expect(await ask({ config: '-', stdin: () => 'CONFIG_X86=y\n' })).toMatchObject({
      config: '<stdin>',
      vermagic: { text: { value: '6.1.9-x ' } },
    })
  })

  it('takes a configuration that is compressed, as /proc/config.gz is', async () => {
    const packed = gzipSync(Buffer.from('CONFIG_X86=y\nCONFIG_SMP=y\n')).toString('latin1')
    expect(await ask({ config: '-', stdin: () => packed })).toMatchObject({
      vermagic: { text: { value: '6.1.9-x SMP ' } },
    })
    expect(await ask({ config: '-', stdin: () => packed.slice(0, -9) })).toMatchObject({
      problem: { kind: 'not-text', path: '<stdin>' },
    })
  })

  const asked = async (expected: string, request: Partial<VermagicRequest> = {}) => {
    const result = await ask({ expect: expected, ...request })
    if (result.kind === 'computed') throw new Error(result.kind)
    return result.kind === 'kernel' ? result.expectation : result.problem
  }

  it.each(['6.1.9-x SMP ', '6.1.9-x SMP', '6.1.9-x', '/lib/modules/6.1.9-x/build', 'vermagic:       6.1.9-x SMP '])(
    'is met by %j',
    async (text) => {
      expect(await asked(text)).toMatchObject({ verdict: 'met', release: [], words: [], missing: [] })
      expect(await asked('-', { stdin: () => `${text}\n` })).toMatchObject({ verdict: 'met' })
    },
  )

  it('is told apart word by word, with the lines that give them', async () => {
    expect(await asked('6.1.9-x mod_unload ')).toMatchObject({
      verdict: 'not-met',
      release: [],
      words: [
        { kind: 'absent', word: 'mod_unload', now: [{ kind: 'config', symbol: 'MODULE_UNLOAD', value: 'n' }] },
        { kind: 'surplus', word: 'SMP', because: [{ kind: 'config', symbol: 'SMP', file: '/linux/.config', line: 2 }] },
      ],
    })
    expect(await asked("m: version magic '6.1.9-x SMP ' should be '6.1.9-x SMP'")).toMatchObject({
      verdict: 'not-met',
      side: 'refused',
      words: [{ kind: 'blanks', where: 'trailing', expected: '', here: ' ' }],
    })
  })

  it('is one of the two of a log line, or neither', async () => {
    const line = (module: string, kernel: string) => `m: version magic '${module}' should be '${kernel}'`
    expect(await asked(line('6.1.8 SMP ', '6.1.9-x SMP '))).toMatchObject({ verdict: 'met', side: 'should-be' })
    expect(await asked(line('6.1.8 SMP ', '6.1.7 SMP '))).toMatchObject({ verdict: 'not-met', side: 'neither' })
  })

  it('differs in a part of its release, which stands somewhere', async () => {
    expect(await asked('6.1.9-y')).toMatchObject({
      verdict: 'not-met',
      release: [
        {
          segment: 'extraversion',
          expected: '-y',
          here: '-x',
          source: { kind: 'file', file: '/linux/Makefile', line: 4 },
        },
      ],
      changes: [{ kind: 'extraversion', value: '-y' }],
      releaseCounts: 'always',
    })
    expect(await asked('6.1.9-y SMP modversions ')).toMatchObject({ releaseCounts: 'without-crcs' })
  })

  it('is not known without a configuration, unless the release tells', async () => {
    const bare = memoryFileSystem({
      '/linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 9\n',
      '/linux/include/linux/module.h': '',
      '/linux/include/generated/utsrelease.h': '#define UTS_RELEASE "6.1.9"\n',
    })
    const of = async (text: string) => {
      const result = await vermagic({ cwd: '/linux', stdin: () => '', environment: {}, expect: text }, bare)
      return result.kind === 'kernel' ? result.expectation : result
    }
    expect(await of('6.1.9 SMP ')).toMatchObject({ verdict: 'unknown', missing: [{ kind: 'config' }, {}, {}] })
    expect(await of('6.1.8 SMP ')).toMatchObject({ verdict: 'not-met', missing: [] })
    expect(await of('6.1.9')).toMatchObject({ verdict: 'met' })
  })

  it('takes LOCALVERSION from the environment, or as it is given', async () => {
    const source = memoryFileSystem({
      '/linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 9\n',
      '/linux/include/linux/module.h': '',
    })
    const of = async (request: Partial<VermagicRequest>) => {
      const all = { cwd: '/linux', stdin: () => 'CONFIG_X86=y\n', config: '-', environment: {}, ...request }
      const result = await vermagic(all, source)
      return result.kind === 'kernel' ? result.release.text : result
    }
    expect(await of({ environment: { LOCALVERSION: '-e' } })).toMatchObject({ value: '6.1.9-e' })
    expect(await of({ environment: { LOCALVERSION: '-e' }, localversion: '-o' })).toMatchObject({ value: '6.1.9-o' })
  })

  it('has no hash, and other texts ask for none', async () => {
    expect(await asked(`kernel (= 6.6.73~${HASH}-r1)`)).toMatchObject({
      kind: 'no-magic',
      folder: '/linux',
      hash: { vermagic: HASH, linuxVersion: '6.6.73' },
    })
    expect(await asked('?')).toEqual({ kind: 'no-magic', folder: '/linux' })
    expect(await asked('m: disagrees about version of symbol module_layout')).toMatchObject({
      about: 'symbol-versions',
    })
    expect(await asked('vermagic: 6.1 SMP \nvermagic: 6.2 SMP \n')).toMatchObject({ kind: 'several-magics' })
  })
})

it('headers of the release that is asked for are named where they lie beside', async () => {
  const of = (release: string) => ({
    [`/usr/src/linux-headers-${release}/.kernelvariables`]: `override ARCH = x86\noverride KERNELRELEASE = ${release}\n`,
    [`/usr/src/linux-headers-${release}/Makefile`]: '',
    [`/usr/src/linux-headers-${release}/Module.symvers`]: '',
  })
  const ask = async (files: Readonly<Record<string, string>>) => {
    const tree = '/usr/src/linux-headers-6.1.0-56-amd64'
    const request = { cwd: '/', tree, stdin: () => '', environment: {}, expect: '6.1.0-55-amd64' }
    const result = await vermagic(request, memoryFileSystem(files))
    return result.kind === 'kernel' ? result.expectation?.changes : result
  }
  const here = of('6.1.0-56-amd64')
  expect(await ask(here)).toEqual([{ kind: 'headers-package', release: '6.1.0-55-amd64' }])
  expect(await ask({ ...here, ...of('6.1.0-55-amd64') })).toMatchObject([
    { folder: '/usr/src/linux-headers-6.1.0-55-amd64' },
  ])
})

it('a kernel that OpenWrt configured has the hash that its build left', async () => {
  const built = memoryFileSystem({
    '/linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 6\nSUBLEVEL = 73\n',
    '/linux/include/linux/module.h': '',
    '/linux/include/generated/utsrelease.h': '#define UTS_RELEASE "6.6.73"\n',
    '/linux/.vermagic': `${HASH}\n`,
  })
  const of = async (text: string) => {
    const result = await vermagic({ cwd: '/linux', stdin: () => '', environment: {}, expect: text }, built)
    return result.kind === 'kernel' ? result : undefined
  }
  expect(await of(`kernel (= 6.6.73~${HASH}-r1)`)).toMatchObject({
    hash: { value: HASH, source: { file: '/linux/.vermagic' } },
    expectation: { verdict: 'met', expected: { kind: 'hash', linuxVersion: '6.6.73' } },
  })
  expect(await of(OTHER)).toMatchObject({ expectation: { verdict: 'not-met', hash: HASH, release: [] } })
  expect(await of(`6.6.74~${HASH}`)).toMatchObject({
    expectation: { verdict: 'not-met', release: [{ segment: 'version', expected: '6.6.74', here: '6.6.73' }] },
  })
  expect(await of('6.6.73')).toMatchObject({ expectation: { verdict: 'met' } })
})

it("a buildroot's kernels have strings of their own", async () => {
  expect(await problem({ expect: '6.6.73 SMP mod_unload aarch64' })).toMatchObject({
    kind: 'magic-of-kernel',
    folder: TREE,
    expected: [{ text: '6.6.73 SMP mod_unload aarch64' }],
    kernels: [],
  })
  const built = 'build_dir/target-mips_24kc_musl/linux-ath79_generic/linux-6.6.73'
  expect(await problem({ expect: '6.6.73' }, { [`${built}/Makefile`]: '' })).toMatchObject({
    kernels: [`${TREE}/${built}`],
  })
})
