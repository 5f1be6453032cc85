/** The hash of a small buildroot, and whether it is the one that is asked for. */
import { createHash } from 'node:crypto'
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

  it('is compared with nothing', async () => {
    expect(await ask({ tree: '/linux', expect: HASH })).toEqual({
      kind: 'failed',
      problem: { kind: 'kernel-expectation', folder: '/linux' },
    })
  })
})
