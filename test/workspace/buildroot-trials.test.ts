/** Configurations tried one after another, held against what each is alone. */
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { openTrials } from '../../src/workspace/buildroot-trials.ts'
import { namedTree } from '../../src/workspace/find-tree.ts'
import { CASES, expectedText, layTree, seedPath } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder('file')
const files = diskFileSystem()

const trialsOf = (release: string) => {
  const tree = join(folder(), release)
  return openTrials({
    files,
    cwd: tree,
    environment: {},
    tree: namedTree(files, tree, '.'),
    dialect: `openwrt-${release}`,
    cache: false,
  })
}

beforeAll(() => {
  for (const release of CASES.keys()) layTree(release, 'all', join(folder(), release))
})

/** Those with kernel words of the user's own have them in the tree, which is one here. */
const seedsOf = (release: string): readonly string[] => (CASES.get(release) ?? []).filter((seed) => seed !== 'user-env')

describe.each([...CASES.keys()])('%s', (release) => {
  test('each configuration, there and back again', async () => {
    const trials = await trialsOf(release)
    const seeds = seedsOf(release)
    for (const seed of [...seeds, ...seeds.toReversed()]) {
      const { kernel, config } = await trials.try(files.readText(seedPath(seed)), seed)
      const { vermagic, configSet } = kernel.configuration
      expect({ seed, vermagic, set: configSet(), config: config() }).toEqual({
        seed,
        vermagic: expectedText(release, seed, 'vermagic').trim(),
        set: expectedText(release, seed, 'config.set'),
        config: expectedText(release, seed, 'config'),
      })
    }
  })
})

test('another target than the one that has to come out', async () => {
  const trials = await trialsOf('24.10')
  const birch = 'CONFIG_TARGET_birch=y\n'
  const whole = await trials.try(birch, 'whole')
  const { vermagic } = whole.kernel.configuration
  expect(whole.target).toBe('birch')
  expect(await trials.tryFor('birch', '', 'less')).toEqual({ kind: 'elsewhere', target: 'alder_generic' })
  expect(await trials.tryFor('birch', birch, 'again')).toMatchObject({ kernel: { configuration: { vermagic } } })
})
