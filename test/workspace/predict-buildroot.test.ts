/** Predicting in the small buildroot: what `predict` itself adds to the two stages. */

import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { predict } from '../../src/workspace/predict.ts'
import type { PredictRequest } from '../../src/workspace/predict-request.ts'
import { expectedText, layTree, seedPath } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

const ask = (request: Partial<PredictRequest>) =>
  predict({ cwd: folder(), environment: {}, tree: folder(), stdin: () => '', cache: false, ...request })

const predicted = async (request: Partial<PredictRequest>) => {
  const result = await ask(request)
  if (result.kind === 'failed') throw new Error(JSON.stringify(result.problem))
  return result
}

beforeEach(() => layTree('24.10', 'buildbot', folder()))

test("the kernel's configuration is printed, and its hash is said", async () => {
  const { text, kernel } = await predicted({ config: seedPath('buildbot') })
  expect(text).toMatch(/^CONFIG_INITRAMFS_SOURCE=""$/m)
  const { text: hash } = await predicted({ config: seedPath('buildbot'), emit: 'vermagic' })
  expect(hash).toBe(`${kernel?.vermagic}\n`)
  expect(kernel).toMatchObject({ release: '24.10', target: expect.stringContaining('/') })
  expect(kernel?.hashedLines).toBeGreaterThan(10)
})

test.each(['config.target', 'config.override'] as const)('%s', async (emit) => {
  const { text } = await predicted({ config: seedPath('buildbot'), emit })
  expect(text).toMatch(/^(# )?CONFIG_/m)
})

test('modes that set everything start from the configuration', async () => {
  writeFileSync(join(folder(), 'off'), '# CONFIG_KERNEL_KALLSYMS is not set\n')
  const { text } = await predicted({ config: 'off', mode: 'allyesconfig', emit: 'config' })
  expect(text).toContain('# CONFIG_KERNEL_KALLSYMS is not set\n')
})

test('a mode with a text of its own prints that', async () => {
  const { text, kernel } = await predicted({ config: seedPath('buildbot'), mode: 'savedefconfig' })
  expect(kernel).toBeUndefined()
  expect(text).toContain('CONFIG_BUILDBOT=y\n')
})

describe('what is wrong with the tree', () => {
  test.each(['packageinfo', 'targetinfo'])('no tmp/.%s', async (name) => {
    rmSync(join(folder(), `tmp/.${name}`))
    expect(await ask({ config: seedPath('buildbot') })).toMatchObject({
      kind: 'failed',
      problem: { kind: 'no-metadata', file: `tmp/.${name}`, folder: folder() },
    })
  })

  test('no buildroot at all', async () => {
    rmSync(join(folder(), 'scripts'), { recursive: true })
    expect(await ask({ config: seedPath('buildbot'), emit: 'vermagic', dialect: 'openwrt-24.10' })).toMatchObject({
      kind: 'failed',
      problem: { kind: 'not-a-buildroot', emit: 'vermagic' },
    })
  })
})

const appendPackage = (depends: string, rest: string): void =>
  appendFileSync(
    join(folder(), 'tmp/.packageinfo'),
    `Source-Makefile: package/odd/Makefile\n\nPackage: odd\nDepends: ${depends}\nCategory: Odd\nTitle: Odd\nType: ipkg\nDescription: x\n@@\n${rest}\n`,
  )

test('files of feeds that are not there are no options, and that is said', async () => {
  const before = await predicted({ config: seedPath('buildbot'), emit: 'vermagic' })
  appendPackage('', 'Config: source "feeds/away/odd/Config.in"\n@@\n')
  for (const cache of [true, true, false]) {
    const environment = { KCHECK_CACHE: join(folder(), 'cache') }
    const { notes, text } = await predicted({ config: seedPath('buildbot'), emit: 'vermagic', cache, environment })
    expect(notes).toContainEqual({
      kind: 'missing-feed-files',
      folder: folder(),
      files: ['feeds/away/odd/Config.in'],
    })
    expect(text).toBe(before.text)
  }
})

test('packages that select each other for ever', async () => {
  appendPackage('+A:odd2 +B:odd2', 'Package: odd2\nDepends: +odd +A:odd3\n\nPackage: odd3\nDepends: +B:odd +C:odd2\n')
  expect(await ask({ config: seedPath('buildbot') })).toMatchObject({
    kind: 'failed',
    problem: { kind: 'endless-dependencies', packageName: 'odd', folder: folder() },
  })
})

test('a configuration that is taken as it stands needs no model', async () => {
  const { text } = await predicted({ config: seedPath('buildbot'), emit: 'config' })
  writeFileSync(join(folder(), 'full'), text)
  rmSync(join(folder(), 'Config.in'))
  writeFileSync(join(folder(), 'Config.in'), 'nonsense\n')
  const { text: hash, kernel } = await predicted({ config: 'full', mode: 'none', emit: 'vermagic' })
  expect(hash).toBe(expectedText('24.10', 'buildbot', 'vermagic'))
  expect(kernel?.target).toBe('alder/generic')
})

test('a configuration of another release that is taken as it stands', async () => {
  writeFileSync(join(folder(), 'old'), 'CONFIG_TARGET_BOARD="birch"\nCONFIG_LINUX_5_15=y\n')
  const { notes } = await predicted({ config: 'old', mode: 'none', emit: 'vermagic' })
  expect(notes).toContainEqual({ kind: 'config-of-other-release', config: 'old', series: '5.15', tree: ['6.6'] })
})

test('with the cache another target is another model', async () => {
  const cached = { cache: true, environment: { KCHECK_CACHE: join(folder(), 'cache') } }
  for (const seed of ['buildbot', 'other-target', 'buildbot', 'other-target']) {
    const { kernel } = await predicted({ config: seedPath(seed), ...cached })
    expect(kernel).toEqual((await predicted({ config: seedPath(seed) })).kernel)
  }
})
