/** What is behind the lines in which two kernels of the small buildroot differ. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { expectedText, layTree } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { tinyVermagic } from './tiny-vermagic.ts'

const folder = temporaryFolder('file')
beforeAll(() => layTree('24.10', 'buildbot', folder()))

const GENERIC = ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_generic=y']
const KALLSYMS_OFF = '# CONFIG_KERNEL_KALLSYMS is not set'

const official = async (lines: readonly string[], other: readonly string[] | string) => {
  const text = typeof other === 'string' ? other : other.map((line) => `${line}\n`).join('')
  const answer = await tinyVermagic(folder(), lines, { official: 'official' }, { official: text })
  if (answer.official === undefined) throw new Error('nothing is compared')
  return answer.official
}

/** Each cause with its side and what is behind it. */
const causes = async (...args: Parameters<typeof official>) =>
  (await official(...args)).groups.map(({ cause, side, culprits }) => [cause, side, culprits.map(({ name }) => name)])

test('equal', async () => {
  expect(await official(GENERIC, GENERIC)).toMatchObject({ form: 'seed', target: 'alder/generic', groups: [] })
})

test('KALLSYMS, with its line in both files', async () => {
  const { groups } = await official(GENERIC, [...GENERIC, KALLSYMS_OFF])
  expect(groups).toMatchObject([
    {
      cause: 'kallsyms',
      side: 'ours',
      lines: 1,
      culprits: [{ name: 'KERNEL_KALLSYMS', ours: 'y', theirs: 'n', theirsLine: 3, guessed: false }],
    },
  ])
  expect(groups[0]?.culprits[0]).not.toHaveProperty('oursLine')
})

test('an option, and one that another option selects', async () => {
  const { groups } = await official(GENERIC, [
    ...GENERIC,
    'CONFIG_DEVEL=y',
    'CONFIG_SELINUX=y',
    'CONFIG_KERNEL_TINY_FS=y',
  ])
  const options = groups.find(({ cause }) => cause === 'option')?.culprits
  expect(options).toContainEqual(expect.objectContaining({ name: 'KERNEL_TINY_FS', theirsLine: 5 }))
  expect(options).toContainEqual(
    expect.objectContaining({ name: 'KERNEL_SECURITY_SELINUX', reason: { kind: 'symbol', symbol: 'SELINUX' } }),
  )
})

test('the compiler', async () => {
  const devel = [...GENERIC, 'CONFIG_DEVEL=y']
  const own = [...devel, 'CONFIG_TOOLCHAINOPTS=y', 'CONFIG_GCC_USE_VERSION_12=y']
  expect(await causes(own, devel)).toEqual([['toolchain', 'theirs', ['KERNEL_WERROR']]])
})

test('packages: named, of a device, needed by another', async () => {
  const named = await official(GENERIC, [...GENERIC, 'CONFIG_PACKAGE_kmod-zip=m'])
  expect(named.groups).toMatchObject([
    { cause: 'named-package', side: 'theirs', culprits: [{ name: 'PACKAGE_kmod-zip', theirsLine: 3 }] },
  ])
  const device = [...GENERIC, 'CONFIG_TARGET_alder_generic_DEVICE_maker_one=y']
  const ofDevice = (await official(GENERIC, device)).groups.find(({ cause }) => cause === 'profile')
  expect(ofDevice).toMatchObject({
    side: 'theirs',
    culprits: expect.arrayContaining([
      expect.objectContaining({
        name: 'PACKAGE_kmod-usb-tiny',
        reason: { kind: 'profile', symbol: 'TARGET_alder_generic_DEVICE_maker_one' },
      }),
    ]),
  })
  const needing = [...GENERIC, 'CONFIG_PACKAGE_gizmo=m', 'CONFIG_PACKAGE_gizmo-extra=m']
  expect((await official(GENERIC, needing)).groups.map(({ cause }) => cause)).toContain('dependency')
})

test('all kmods, on either side; what a line switches off is not one of them', async () => {
  const all = [...GENERIC, 'CONFIG_ALL_KMODS=y']
  expect((await causes(GENERIC, all))[0]?.slice(0, 2)).toEqual(['all-kmods', 'theirs'])
  expect((await causes(all, GENERIC))[0]?.slice(0, 2)).toEqual(['all-kmods', 'ours'])
  expect(await causes([...all, '# CONFIG_PACKAGE_kmod-versions is not set'], all)).toEqual([
    ['named-package', 'theirs', ['PACKAGE_kmod-versions']],
  ])
})

test('another target', async () => {
  const [first] = await causes(GENERIC, ['CONFIG_TARGET_alder=y', 'CONFIG_TARGET_alder_tall=y'])
  expect(first?.[0]).toBe('target')
})

test('a full configuration', async () => {
  const seed = [
    'CONFIG_TARGET_alder=y',
    'CONFIG_TARGET_alder_tall=y',
    'CONFIG_TARGET_alder_tall_DEVICE_maker_tall-two=y',
  ]
  expect(await official([...seed, KALLSYMS_OFF], expectedText('24.10', 'one-device', 'config'))).toMatchObject({
    form: 'config',
    groups: [{ cause: 'kallsyms', side: 'theirs', lines: 1 }],
  })
})

test('a set, whose packages are guessed and whose feed may be missing', async () => {
  const set = expectedText('24.10', 'buildbot', 'config.set')
  mkdirSync(join(folder(), 'feeds'), { recursive: true })
  writeFileSync(
    join(folder(), 'feeds/far.index'),
    'Source-Makefile: x/Makefile\nPackage: kmod-far\nKernel-Config: CONFIG_FAR_AWAY CONFIG_FAR_TOO@ge6.6=y\n@@\n',
  )
  const found = await official(GENERIC, `${set}CONFIG_FAR_AWAY=m\n`)
  expect(found.form).toBe('config.set')
  const far = found.groups.find(({ cause }) => cause === 'no-provider')
  expect(far?.culprits).toMatchObject([{ symbols: [{ symbol: 'FAR_AWAY', theirs: 'm' }] }])
  expect(found.feeds).toEqual([{ feed: 'far', packages: ['kmod-far'] }])
  expect(found.groups.map(({ cause }) => cause)).toContain('kallsyms')
  expect(found.groups.some(({ culprits }) => culprits.some(({ guessed }) => guessed))).toBe(true)
})

test('packages that the tree does not have', async () => {
  const { notes, feeds, complete } = await official(GENERIC, [
    ...GENERIC,
    'CONFIG_PACKAGE_kmod-far=m',
    'CONFIG_PACKAGE_kmod-zip=m',
  ])
  expect(notes).toMatchObject([{ kind: 'unknown-packages', packages: ['kmod-far'] }])
  expect(complete).toBe(false)
  expect(feeds).toEqual([{ feed: 'far', packages: ['kmod-far'] }])
})
