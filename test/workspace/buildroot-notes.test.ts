/** What a configuration asks of a buildroot that it does not have, said by both commands alike. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectedText, layTree } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { ask, predicted } from './ask.ts'
import { tinyVermagic } from './tiny-vermagic.ts'

const folder = temporaryFolder('file')
beforeAll(() => layTree('24.10', 'buildbot', folder()))

const KINDS = new Set([
  'unknown-target',
  'unknown-device',
  'unnamed-target',
  'config-of-other-release',
  'config-of-other-version',
  'unknown-packages',
])
const config = '<stdin>'

const request = (lines: readonly string[]) =>
  ({ cwd: folder(), tree: folder(), config: '-', stdin: () => lines.map((line) => `${line}\n`).join('') }) as const

const full = (): readonly string[] => expectedText('24.10', 'one-device', 'config').trimEnd().split('\n')

describe('notes', () => {
  test.each<[string, () => readonly string[], readonly object[]]>([
    ['nothing to say', () => ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_generic=y'], []],
    [
      'no such subtarget',
      () => ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_genric=y'],
      [
        {
          kind: 'unknown-target',
          config,
          target: 'alder/genric',
          nearest: ['alder/generic'],
          instead: 'alder/generic',
        },
      ],
    ],
    [
      'no such board',
      () => ['CONFIG_TARGET_brich=y'],
      [{ kind: 'unknown-target', config, target: 'brich', nearest: ['birch/generic'] }],
    ],
    [
      'no such board and no such subtarget are one target',
      () => ['CONFIG_TARGET_adler=y', 'CONFIG_TARGET_adler_tall=y', 'CONFIG_TARGET_adler_tall_DEVICE_maker_tall=y'],
      [{ kind: 'unknown-target', config, target: 'adler/tall', nearest: ['alder/tall'] }],
    ],
    [
      'no such device',
      () => ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_tall=y', 'CONFIG_TARGET_alder_tall_DEVICE_maker_tal=y'],
      [{ kind: 'unknown-device', config, target: 'alder_tall', device: 'maker_tal', nearest: 'maker_tall' }],
    ],
    ['no target', () => ['CONFIG_DEVEL=y'], [{ kind: 'unnamed-target', config }]],
    [
      'a package that is not there',
      () => [
        'CONFIG_TARGET_alder=y',
        'CONFIG_TARGET_alder_tall=y',
        'CONFIG_PACKAGE_kmod-far=m',
        '# CONFIG_PACKAGE_luci is not set',
      ],
      [{ kind: 'unknown-packages', config, packages: ['kmod-far'] }],
    ],
    [
      'another release',
      () => full().map((line) => line.replace(/^CONFIG_LINUX_\d+_\d+=y$/, 'CONFIG_LINUX_4_4=y')),
      [{ kind: 'config-of-other-release', config, series: '4.4', tree: expect.arrayContaining(['6.6']) }],
    ],
  ])('%s', async (_what, lines, expected) => {
    const { notes } = await tinyVermagic(folder(), lines())
    expect(notes).toMatchObject(expected)
    const prediction = await predicted({ ...request(lines()), dialect: 'openwrt-24.10' })
    expect(prediction.notes.filter(({ kind }) => KINDS.has(kind))).toEqual(notes)
  })
})

test('a configuration of another program is refused by both', async () => {
  const foreign = [
    '#',
    '# Automatically generated file; DO NOT EDIT.',
    '# Linux/x86 6.1.9 Kernel Configuration',
    '#',
    'CONFIG_X86=y',
  ]
  await expect(tinyVermagic(folder(), foreign)).rejects.toThrow('other-program')
  expect(await ask(request(foreign))).toMatchObject({ kind: 'failed', problem: { kind: 'other-program' } })
})

test('a tree that never collected its metadata', async () => {
  const problem = { kind: 'no-metadata', folder: folder() }
  rmSync(join(folder(), 'tmp'), { recursive: true })
  await expect(tinyVermagic(folder(), ['CONFIG_TARGET_alder=y'])).rejects.toThrow('no-metadata')
  expect(await ask(request(['CONFIG_TARGET_alder=y']))).toMatchObject({ kind: 'failed', problem })
})
