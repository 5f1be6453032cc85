/** What `kcheck vermagic` says of a hash that is not the expected one, and of a configuration to compare with. */
import { beforeAll, expect, test } from 'vitest'
import { reportVermagic } from '../../src/report/vermagic-report.ts'
import type { VermagicRequest } from '../../src/workspace/vermagic-request.ts'
import { expectedText, layTree } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { hashOf, tinyVermagic } from '../workspace/tiny-vermagic.ts'
import { schema } from './vermagic-schema.ts'

const folder = temporaryFolder('file')
beforeAll(() => layTree('24.10', 'buildbot', folder()))

const GENERIC = ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_generic=y']
const KALLSYMS_OFF = '# CONFIG_KERNEL_KALLSYMS is not set'
const OTHER = '0123456789abcdef0123456789abcdef'

const report = async (
  lines: readonly string[],
  request: Partial<VermagicRequest>,
  files: Readonly<Record<string, string>> = {},
) => {
  const result = await tinyVermagic(folder(), lines, request, files)
  const colour = { output: false, messages: false }
  schema.parse(JSON.parse(reportVermagic(result, { json: true, colour }).output))
  return reportVermagic(result, { json: false, colour })
}

const after = (text: string, word: string): readonly string[] => text.slice(text.indexOf(word)).trimEnd().split('\n')

test('a cause that was found, and what to type', async () => {
  const expected = await hashOf(folder(), [...GENERIC, KALLSYMS_OFF])
  const own = await hashOf(folder(), GENERIC)
  const { output, exitCode } = await report(GENERIC, { expect: expected })
  expect(exitCode).toBe(1)
  expect(after(output, 'not met')).toEqual([
    'not met: kernel configuration (hash)',
    `  kernel configuration (hash): ${expected} is asked for, here it is ${own}`,
    expect.stringMatching(
      /^ {2}cause: CONFIG_KERNEL_KALLSYMS is set the other way \(\d+ configurations tried\); with this/,
    ),
    '    help put these lines into the configuration',
    `      ${KALLSYMS_OFF}`,
  ])
})

test('a full configuration', async () => {
  const full = expectedText('24.10', 'one-device', 'config').trimEnd().split('\n')
  const device = ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_tall=y']
  const { output } = await report(full, { expect: await hashOf(folder(), device) })
  expect(output).toContain('lines are those of the shortest seed')
})

test('no cause', async () => {
  const { output } = await report(GENERIC, { expect: OTHER })
  expect(output).toMatch(/none of the known causes comes to it \(\d+ configurations tried\); what is left:\n {4}a feed/)
})

test('a configuration to compare with', async () => {
  const official = [
    ...GENERIC,
    'CONFIG_ALL_KMODS=y',
    KALLSYMS_OFF,
    'CONFIG_DEVEL=y',
    'CONFIG_KERNEL_TINY_FS=y',
    'CONFIG_PACKAGE_kmod-far=m',
  ].join('\n')
  const { output, exitCode } = await report(GENERIC, { official: 'config.buildinfo' }, { 'config.buildinfo': official })
  expect(exitCode).toBe(1)
  const text = after(output, output.split('\n').find((line) => line.includes('differ from')) ?? '?').join('\n')
  expect(text).toMatch(/^\d+ lines differ from config\.buildinfo \(alder\/generic in this tree\): [0-9a-f]{32}\n/)
  expect(text).toContain('warning: config.buildinfo selects packages that the tree does not have')
  expect(text).toContain(
    [
      '  CONFIG_KERNEL_KALLSYMS is on in <stdin>, off in config.buildinfo: 1 line',
      '    CONFIG_KERNEL_KALLSYMS (config.buildinfo:4): CONFIG_KALLSYMS (y, there n)',
      `    help put in ${KALLSYMS_OFF}`,
      '  all kmods are selected in config.buildinfo (CONFIG_ALL_KMODS, CONFIG_BUILDBOT), not in <stdin>',
    ].join('\n'),
  )
  expect(text).toContain('    CONFIG_KERNEL_TINY_FS (config.buildinfo:6): CONFIG_TINY_FS (n, there y)')
  const same = await report(GENERIC, { official: 'own' }, { own: GENERIC.join('\n') })
  expect([same.exitCode, same.output]).toEqual([
    0,
    expect.stringMatching(/\nequal to own \(alder\/generic in this tree\)/),
  ])
})

test.each<[string, readonly string[], string]>([
  ['target', ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_tall=y'], 'the target is another one'],
  [
    'device',
    [...GENERIC, 'CONFIG_TARGET_alder_generic_DEVICE_maker_one=y'],
    'by CONFIG_TARGET_alder_generic_DEVICE_maker_one',
  ],
  ['named', [...GENERIC, 'CONFIG_PACKAGE_kmod-zip=m'], 'packages that a configuration names'],
  [
    'needed',
    [...GENERIC, 'CONFIG_PACKAGE_gizmo=m', 'CONFIG_PACKAGE_gizmo-extra=m'],
    'packages that another package needs',
  ],
  [
    'compiler',
    [...GENERIC, 'CONFIG_DEVEL=y', 'CONFIG_TOOLCHAINOPTS=y', 'CONFIG_GCC_USE_VERSION_12=y'],
    "the compiler is another one: with the release's own, as in <stdin>",
  ],
])('%s', async (_what, official, words) => {
  const { output } = await report(GENERIC, { official: 'official' }, { official: official.join('\n') })
  expect(output).toContain(words)
})

test('equal, as far as the tree goes', async () => {
  const official = [...GENERIC, 'CONFIG_PACKAGE_kmod-far=m'].join('\n')
  const { output, exitCode } = await report(GENERIC, { official: 'official' }, { official })
  expect(exitCode).toBe(3)
  expect(output).toContain('equal to official (alder/generic in this tree), as far as the tree has what it asks for: ')
})

test('a set', async () => {
  const set = `${expectedText('24.10', 'buildbot', 'config.set')}CONFIG_FAR_AWAY=m\n`
  const { output } = await report(GENERIC, { official: 'set' }, { set })
  expect(output).toContain('differ from set (a .config.set)')
  expect(output).toContain('no package or option of this tree gives it, so that a feed is missing: only in set')
})

test('the first lines say what the configuration names and the tree does not have', async () => {
  const { messages } = await report(['CONFIG_TARGET_adler=y', 'CONFIG_TARGET_adler_tall=y'], {})
  expect(messages).toMatch(
    /\nwarning: <stdin> names the target adler\/tall, which the tree does not have \(nearest: alder\/tall\); the result is for \S+\n$/,
  )
})
