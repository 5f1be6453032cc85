/** Predicting in the small buildroot: what `predict` itself adds to the two stages. */

import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { predict } from '../../src/workspace/predict.ts'
import type { PredictRequest } from '../../src/workspace/predict-request.ts'
import { layTree, seedPath } from '../buildroot-tiny.ts'
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

test('with the cache another target is another model', async () => {
  const cached = { cache: true, environment: { KCHECK_CACHE: join(folder(), 'cache') } }
  for (const seed of ['buildbot', 'other-target', 'buildbot', 'other-target']) {
    const { kernel } = await predicted({ config: seedPath(seed), ...cached })
    expect(kernel).toEqual((await predicted({ config: seedPath(seed) })).kernel)
  }
})
