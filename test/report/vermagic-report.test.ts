/** What `kcheck vermagic` says, and schema `kcheck/vermagic/1` as docs/schemas.md has it. */
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { reportVermagic } from '../../src/report/vermagic-report.ts'
import { vermagic } from '../../src/workspace/vermagic.ts'
import type { VermagicRequest } from '../../src/workspace/vermagic-request.ts'
import { TREE, tinyBuildroot } from '../openwrt/tiny-buildroot.ts'
import { schema } from './vermagic-schema.ts'

const PLAIN = { output: false, messages: false }
const BARE = { stdin: () => '', environment: {}, mode: 'none' } as const
const OTHER = '0123456789abcdef0123456789abcdef'

const report = async (
  request: Partial<VermagicRequest> = {},
  json = false,
  changes: Readonly<Record<string, string | undefined>> = {},
) =>
  reportVermagic(await vermagic({ ...BARE, cwd: TREE, ...request }, memoryFileSystem(tinyBuildroot(changes))), {
    json,
    colour: PLAIN,
  })

const HEADERS = fileURLToPath(new URL('../../fixtures/modules/linux-headers-6.1.0-tiny', import.meta.url))

test('the strings, and what they are made of', async () => {
  const { output, messages, exitCode } = await report()
  const [hashLine = ''] = output.split('\n')
  const made = hashLine.slice(-32)
  expect(output).toBe(
    [
      `hash            ${made}`,
      `kernel package  6.6.73~${made}-r1`,
      `kmods folder    targets/ath79/generic/kmods/6.6.73-1-${made}`,
      '',
      'target         ath79/generic  /owrt/.config:2',
      'Linux version  6.6.73         include/kernel-6.6:1',
      'Linux series   6.6            target/linux/ath79/Makefile:3',
      'LINUX_RELEASE  1              include/kernel-version.mk:1',
      'hashed lines   8',
      'made of        /owrt/.config',
      '               tmp/.packageinfo',
      '               target/linux/generic/config-6.6',
      '               target/linux/ath79/config-6.6',
      '               target/linux/ath79/generic/config-default',
      '',
    ].join('\n'),
  )
  expect([messages, exitCode]).toEqual(['buildroot /owrt, OpenWrt 24.10 (include/version.mk: 24.10.0)\n', 0])
})

test('a kernel that is asked for', async () => {
  const made = (await report()).output.slice(16, 48)
  expect(await report({ expect: made })).toMatchObject({
    exitCode: 0,
    output: expect.stringMatching(/\n\nmet: it is the kernel that is asked for\n$/),
  })
  const other = await report({ expect: `targets/x86/64/kmods/5.15.1-2-${OTHER}` })
  expect(other.exitCode).toBe(1)
  expect(other.output.slice(other.output.indexOf('not met'))).toBe(
    [
      'not met: Linux version, target, LINUX_RELEASE, kernel configuration (hash)',
      '  Linux version: 5.15.1 is asked for, here it is 6.6.73',
      '    help Linux 5.15 is another release of OpenWrt, or CONFIG_TESTING_KERNEL set the other way: check out the release that the kmods are of',
      '  target: x86/64 is asked for, here it is ath79/generic',
      '    help choose it in make menuconfig: CONFIG_TARGET_x86=y, CONFIG_TARGET_x86_64=y',
      '  LINUX_RELEASE: 2 is asked for, here it is 1',
      "    help set LINUX_RELEASE:=2 in the target's Makefile, or take the tree that the kmods are of",
      `  kernel configuration (hash): ${OTHER} is asked for, here it is ${made}`,
      '    help put the rest right first, then ask again: it changes the hash too',
      '',
    ].join('\n'),
  )
  expect((await report({ expect: `6.6.74~${made}-r1` })).output).toContain(
    'the hash is equal: only the configuration is the same',
  )
  expect((await report({ expect: OTHER })).output).toContain('help CONFIG_ALL_KMODS is off')
})

test('a version that the tree does not tell', async () => {
  const changes = { 'include/kernel-6.6': undefined }
  expect((await report({}, false, changes)).output).toContain('kernel package  unknown, as a part of it is\n')
  const made = (await report()).output.slice(16, 48)
  const asked = await report({ expect: `6.6.73~${made}-r1` }, false, changes)
  expect(asked.exitCode).toBe(3)
  expect(asked.output).toContain(
    '\nunknown: Linux version\n  Linux version: 6.6.73 is asked for, it is not known here\n',
  )
})

test.each([
  [{}, { 'tmp/.packageinfo': undefined }, /^error: \/owrt has no tmp\/\.packageinfo, .*\nhelp: .*make defconfig/],
  [{}, { '.config': '' }, /^error: \/owrt\/\.config chooses no target of .*\nhelp: resolve it first/],
  [
    {},
    { '.config': 'CONFIG_TARGET_BOARD="ath97"\n' },
    /has no target ath97\/generic.*\nhelp: it has ath79\/generic\n$/,
  ],
  [
    {},
    { 'target/linux/ath79/Makefile': '' },
    /^error: KERNEL_PATCHVER cannot be told: \/owrt\/target\/linux\/ath79\/Makefile/,
  ],
  [{ expect: '?' }, {}, /^error: --expect names no kernel.*\nhelp: give a hash/],
  [{ expect: `kernel=6.6-1-${OTHER} kernel=6.7-1-${OTHER}` }, {}, /several kernels:\n {2}Linux 6\.6, release 1, 0123/],
  [{ tree: '/none' }, {}, /^error: cannot read \/none: no such file/],
])('%j %j', async (request, changes, words) => {
  const text = await report(request, false, changes)
  expect([text.output, text.exitCode]).toEqual(['', 3])
  expect(text.messages).toMatch(words)
  const json = schema.parse(JSON.parse((await report(request, true, changes)).output))
  expect(json.result).toBe('failed')
})

test('as JSON', async () => {
  const parsed = schema.parse(
    JSON.parse((await report({ expect: `targets/x86/64/kmods/6.6.74-1-${OTHER}` }, true)).output),
  )
  expect(parsed).toMatchObject({ result: 'computed', hashedLines: 8, expectation: { verdict: 'not-met' } })
  const unknown = (await report({ expect: `6.6.73~${OTHER}` }, true, { 'include/kernel-6.6': undefined })).output
  expect(schema.parse(JSON.parse(unknown))).toMatchObject({ linuxVersion: { kind: 'unknown' } })
})

test('in a folder of a kernel', async () => {
  const result = await vermagic({ ...BARE, cwd: '/', tree: HEADERS })
  const text = reportVermagic(result, { json: false, colour: PLAIN })
  expect(text.exitCode).toBe(0)
  expect(text.output.replaceAll(`${HEADERS}/`, '').replace(/ {2,}/g, '  ')).toBe(
    [
      'UTS_RELEASE  6.1.0-tiny  include/generated/utsrelease.h:1',
      'version  6.1.0  Makefile:4',
      'CONFIG_LOCALVERSION  -tiny  CONFIG_LOCALVERSION="-tiny" (.config:8)',
      'VERMAGIC_STRING  "6.1.0-tiny SMP mod_unload modversions "  as Linux 6.1 does',
      'word  SMP  as Linux 6.1 does, CONFIG_SMP=y (.config:9)',
      'word  mod_unload  as Linux 6.1 does, CONFIG_MODULE_UNLOAD=y (.config:12)',
      'word  modversions  as Linux 6.1 does, CONFIG_MODVERSIONS=y (.config:13)',
      '',
    ].join('\n'),
  )
  const json = schema.parse(JSON.parse(reportVermagic(result, { json: true, colour: PLAIN }).output))
  expect(json).toMatchObject({ result: 'kernel', utsRelease: { value: '6.1.0-tiny' } })
  const files = memoryFileSystem({
    '/linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\n',
    '/linux/include/linux/module.h': '',
  })
  const bare = await vermagic({ ...BARE, cwd: '/linux', tree: '/linux' }, files)
  const unknown = reportVermagic(bare, { json: false, colour: PLAIN })
  expect([unknown.exitCode, unknown.output]).toEqual([
    3,
    expect.stringMatching(/^VERMAGIC_STRING +unknown {2}the kernel's configuration \(CONFIG\) would tell it$/m),
  ])
  schema.parse(JSON.parse(reportVermagic(bare, { json: true, colour: PLAIN }).output))
})

const asked = async (text: string, json = false) => {
  const result = await vermagic({ ...BARE, cwd: '/', tree: HEADERS, expect: text })
  const { output, messages, exitCode } = reportVermagic(result, { json, colour: PLAIN })
  const after = output.indexOf('\n\n') === -1 ? output : output.slice(output.indexOf('\n\n') + 2)
  return { exitCode, messages, output: after.replaceAll(`${HEADERS}/`, '') }
}

test('a string that is asked for of a kernel', async () => {
  expect(await asked('6.1.0-tiny SMP mod_unload modversions')).toMatchObject({
    exitCode: 0,
    output:
      'met: it is the kernel that is asked for\n  the text lacks the blank at its end, which is taken for lost in copying\n',
  })
  expect(await asked('6.1.0-other SMP preempt modversions ')).toMatchObject({
    exitCode: 1,
    output: [
      'not met: "6.1.0-other SMP preempt modversions " is asked for',
      '  release, CONFIG_LOCALVERSION: "-other" is asked for, here it is "-tiny" (CONFIG_LOCALVERSION="-tiny" (.config:8))',
      '    help use the headers of that kernel: package linux-headers-6.1.0-other or the like, or its /lib/modules/6.1.0-other/build',
      '  word "preempt" is asked for, and not here (CONFIG_PREEMPT_BUILD=n)',
      '  word "mod_unload" is here, and not asked for (CONFIG_MODULE_UNLOAD=y (.config:12))',
      '  the kernel that is asked for has CONFIG_MODVERSIONS: of a module with CRCs a kernel compares only what follows the first blank, and the CRCs of symbols decide (kcheck module says)',
      '',
    ].join('\n'),
  })
  expect((await asked('6.1.0-other')).output).toContain('\n  with CONFIG_MODVERSIONS, as here: of a module with CRCs')
  const log = await asked("m: version magic '6.1.0-tiny SMP mod_unload modversions ' should be '6.1.0-tiny SMP '")
  expect([log.exitCode, log.output]).toEqual([
    1,
    [
      'not met: "6.1.0-tiny SMP " is asked for',
      '  this kernel has the string that was refused: the module was built here or for the like',
      '  word "mod_unload" is here, and not asked for (CONFIG_MODULE_UNLOAD=y (.config:12))',
      '  word "modversions" is here, and not asked for (CONFIG_MODVERSIONS=y (.config:13))',
      '    help packaged headers are of one configuration: use those of the kernel that is asked for',
      '',
    ].join('\n'),
  ])
  const json = schema.parse(JSON.parse((await asked('6.1.0-other SMP preempt modversions ', true)).output))
  expect(json).toMatchObject({ folderKind: 'headers', expectation: { verdict: 'not-met', isPackaged: true } })
})

test.each([
  ['?', /^error: --expect names no kernel: there is no version magic/],
  [`kernel (= 6.6.73~${OTHER}-r1)`, /about a kernel of OpenWrt \(Linux 6\.6\.73, release 1, 0123.*--tree BUILDROOT/s],
  ['m: no symbol version for module_layout', /versions of symbols.*kcheck module/s],
  ['insmod: ERROR: could not insert module m.ko: Invalid module format', /dmesg \| kcheck vermagic --expect -/],
  ['vermagic: 6.1 SMP \nvermagic: 6.2 SMP \n', /several strings:\n {2}"6\.1 SMP "\n {2}"6\.2 SMP "\nhelp/],
])('%j asked of a kernel', async (text, words) => {
  const { exitCode, messages } = await asked(text)
  expect(exitCode).toBe(3)
  expect(messages).toMatch(words)
  expect(schema.parse(JSON.parse((await asked(text, true)).output)).result).toBe('failed')
})

test("a kernel's folder that OpenWrt left", async () => {
  const files = memoryFileSystem({
    '/linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 6\nSUBLEVEL = 73\n',
    '/linux/include/linux/module.h': '',
    '/linux/include/generated/utsrelease.h': '#define UTS_RELEASE "6.6.73"\n',
    '/linux/.config': 'CONFIG_ARM64=y\n',
    '/linux/.vermagic': `${OTHER}\n`,
  })
  const asked = OTHER.replace('0', 'f')
  const result = await vermagic({ ...BARE, cwd: '/linux', tree: '/linux', expect: asked }, files)
  const { output, exitCode } = reportVermagic(result, { json: false, colour: PLAIN })
  expect(exitCode).toBe(1)
  expect(output).toMatch(/^OpenWrt's hash +0123456789abcdef0123456789abcdef {2}\/linux\/\.vermagic:1$/m)
  expect(output.slice(output.indexOf('not met'))).toBe(
    [
      `not met: a kernel of hash ${asked} is asked for`,
      `  hash: ${asked} is asked for, here it is ${OTHER}`,
      '  the kernel was configured otherwise: kcheck vermagic --tree BUILDROOT --expect TEXT says how',
      '',
    ].join('\n'),
  )
  schema.parse(JSON.parse(reportVermagic(result, { json: true, colour: PLAIN }).output))
})

test('a tree of one’s own is told what to set', async () => {
  const files = memoryFileSystem({
    '/linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 9\n',
    '/linux/include/linux/module.h': '',
    '/linux/scripts/setlocalversion': 'collect_files .scmversion',
    '/linux/init/main.c': '',
    '/linux/kernel/Makefile': '',
    '/linux/localversion-rt': '-rt4\n',
    '/linux/.config': 'CONFIG_X86=y\nCONFIG_X86_64=y\nCONFIG_SMP=y\nCONFIG_LOCALVERSION=""\n',
  })
  const of = async (text: string) => {
    const result = await vermagic({ ...BARE, cwd: '/linux', tree: '/linux', expect: text }, files)
    const { output } = reportVermagic(result, { json: false, colour: PLAIN })
    return output.slice(output.indexOf('\n\n') + 2)
  }
  expect(await of('6.1.9-rt4-x preempt ')).toBe(
    [
      'not met: "6.1.9-rt4-x preempt " is asked for',
      '  release, local version: "-x" is asked for, here there is none',
      '    help set CONFIG_LOCALVERSION to "-x" (CONFIG_LOCALVERSION="" (/linux/.config:4))',
      '  word "preempt" is asked for, and not here (CONFIG_PREEMPT_BUILD=n)',
      '    help set CONFIG_PREEMPT_BUILD, which CONFIG_PREEMPT or CONFIG_PREEMPT_DYNAMIC selects',
      '  word "SMP" is here, and not asked for (CONFIG_SMP=y (/linux/.config:3))',
      '    help turn off CONFIG_SMP',
      '  then make modules_prepare, and build the modules again',
      '',
    ].join('\n'),
  )
  expect(await of('6.1.8-rt5')).toContain(
    [
      '  release, version: "6.1.8" is asked for, here it is "6.1.9" (/linux/Makefile:3)',
      '  release, localversion file: "-rt5" is asked for, here it is "-rt4" (/linux/localversion-rt:1)',
    ].join('\n'),
  )
})
