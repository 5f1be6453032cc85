/** Which known cause is behind another hash, on the small buildroot. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { expectedText, layTree } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { hashOf, tinyVermagic } from './tiny-vermagic.ts'

const folder = temporaryFolder('file')
beforeAll(() => layTree('24.10', 'buildbot', folder()))

const GENERIC = ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_generic=y']
const ONE = 'CONFIG_TARGET_alder_generic_DEVICE_maker_one=y'
const KALLSYMS_OFF = '# CONFIG_KERNEL_KALLSYMS is not set'
const TALL = ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_tall=y']

/** The cause of the difference between what one configuration has and another has to have. */
const causeOf = async (lines: readonly string[], other: readonly string[]) => {
  const { cause } = await tinyVermagic(folder(), lines, { expect: await hashOf(folder(), other) })
  return cause?.found
}

test.each<[string, readonly string[], readonly string[], object]>([
  ['KALLSYMS off', GENERIC, [...GENERIC, KALLSYMS_OFF], { code: 'kallsyms', remove: [], add: [KALLSYMS_OFF] }],
  ['KALLSYMS on again', [...GENERIC, KALLSYMS_OFF], GENERIC, { code: 'kallsyms', remove: [KALLSYMS_OFF], add: [] }],
  [
    'all kmods, and KALLSYMS with them',
    GENERIC,
    [...GENERIC, 'CONFIG_ALL_KMODS=y', KALLSYMS_OFF],
    { code: 'all-kmods', remove: [], add: ['CONFIG_ALL_KMODS=y', KALLSYMS_OFF] },
  ],
  [
    'a line about the kernel',
    [...GENERIC, 'CONFIG_KERNEL_TINY_FS=y', 'CONFIG_KERNEL_LOG_BUF_SHIFT=15'],
    GENERIC,
    { code: 'kernel-line', remove: ['CONFIG_KERNEL_TINY_FS=y'], add: [] },
  ],
  [
    'several lines about the kernel',
    [...GENERIC, 'CONFIG_KERNEL_TINY_FS=y', 'CONFIG_KERNEL_PREEMPT=y', 'CONFIG_KERNEL_LOG_BUF_SHIFT=15'],
    GENERIC,
    { code: 'kernel-lines', remove: ['CONFIG_KERNEL_TINY_FS=y', 'CONFIG_KERNEL_PREEMPT=y'] },
  ],
  [
    'another compiler',
    [...GENERIC, 'CONFIG_DEVEL=y', 'CONFIG_TOOLCHAINOPTS=y', 'CONFIG_GCC_USE_VERSION_12=y'],
    [...GENERIC, 'CONFIG_DEVEL=y'],
    { code: 'toolchain', remove: ['CONFIG_GCC_USE_VERSION_12=y'] },
  ],
  [
    'the testing kernel',
    ['CONFIG_TARGET_cedar=y', 'CONFIG_TESTING_KERNEL=y'],
    ['CONFIG_TARGET_cedar=y'],
    { code: 'testing-kernel', remove: ['CONFIG_TESTING_KERNEL=y'] },
  ],
  [
    'a kmod',
    [...GENERIC, 'CONFIG_PACKAGE_kmod-odd=m', 'CONFIG_PACKAGE_kmod-usb-tiny=m'],
    [...GENERIC, 'CONFIG_PACKAGE_kmod-usb-tiny=m'],
    { code: 'kmod', remove: ['CONFIG_PACKAGE_kmod-odd=m'] },
  ],
  [
    'a package that is no kmod',
    [...GENERIC, 'CONFIG_PACKAGE_gizmo=m'],
    GENERIC,
    { code: 'packages', remove: ['CONFIG_PACKAGE_gizmo=m'] },
  ],
  ['a device', [...GENERIC, ONE], GENERIC, { code: 'devices', remove: [ONE] }],
  [
    'another subtarget',
    [...GENERIC, KALLSYMS_OFF],
    [...TALL, KALLSYMS_OFF],
    {
      code: 'other-target',
      target: 'alder/tall',
      remove: ['CONFIG_TARGET_alder_generic=y'],
      add: ['CONFIG_TARGET_alder_tall=y'],
    },
  ],
])('%s', async (_what, lines, other, found) => {
  expect(await causeOf(lines, other)).toMatchObject(found)
})

test("what build machines start from, and the user's own lines that are in the way", async () => {
  const own = [...GENERIC, 'CONFIG_KERNEL_TINY_FS=y', 'CONFIG_PACKAGE_kmod-leds=m']
  const { cause } = await tinyVermagic(folder(), own, { expect: expectedText('24.10', 'buildbot', 'vermagic') })
  expect(cause?.found).toMatchObject({
    code: expect.stringMatching(/^(official|buildbot)$/),
    remove: expect.arrayContaining(['CONFIG_KERNEL_TINY_FS=y']),
    add: expect.arrayContaining([KALLSYMS_OFF]),
  })
})

test('env/kernel-config', async () => {
  const plain = await hashOf(folder(), GENERIC)
  mkdirSync(join(folder(), 'env'))
  writeFileSync(join(folder(), 'env/kernel-config'), 'CONFIG_MINE=y\n')
  const { cause } = await tinyVermagic(folder(), GENERIC, { expect: plain })
  rmSync(join(folder(), 'env'), { recursive: true })
  expect(cause?.found).toMatchObject({ code: 'user-fragment', remove: [], add: [], withoutUserFragment: true })
})

test('a full configuration is looked at as the seed that comes to the same', async () => {
  const full = expectedText('24.10', 'one-device', 'config').split('\n')
  const expected = await hashOf(folder(), [...TALL, 'CONFIG_TARGET_alder_tall_DEVICE_maker_tall-two=y', KALLSYMS_OFF])
  const { cause } = await tinyVermagic(folder(), full, { expect: expected })
  expect(cause).toMatchObject({ found: { code: 'kallsyms', add: [KALLSYMS_OFF] }, shortened: true })
})

test('none', async () => {
  const { cause } = await tinyVermagic(folder(), GENERIC, { expect: '0123456789abcdef0123456789abcdef' })
  expect(cause?.found).toBeUndefined()
  expect(cause?.tried).toBeGreaterThan(5)
})

test('nothing is tried where it is as asked for, or is another Linux, or was not resolved', async () => {
  const hash = await hashOf(folder(), GENERIC)
  expect(await tinyVermagic(folder(), GENERIC, { expect: hash })).not.toHaveProperty('cause')
  expect(await tinyVermagic(folder(), GENERIC, { expect: `5.4.1-1-${hash}` })).not.toHaveProperty('cause')
  const full = expectedText('24.10', 'one-device', 'config').split('\n')
  const request = { expect: '0123456789abcdef0123456789abcdef', mode: 'none' } as const
  expect(await tinyVermagic(folder(), full, request)).not.toHaveProperty('cause')
})
