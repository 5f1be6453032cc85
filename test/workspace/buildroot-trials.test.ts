/** Configurations tried one after another, held against what each is alone. */
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { seedLines } from '../../src/openwrt/seed-lines.ts'
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

/** What is left of a configuration without one of its lines, the lines being about different symbols. */
const withoutEach = (text: string): readonly { readonly symbol: string; readonly less: string }[] => {
  const lines = seedLines(text)
  return lines.flatMap(({ symbol }, index) =>
    symbol === undefined
      ? []
      : [{ symbol, less: lines.flatMap((line, at) => (at === index ? [] : [`${line.text}\n`])).join('') }],
  )
}

test.each([
  ['17.01', 'packages'],
  ['21.02', 'packages'],
  ['24.10', 'full'],
  ['24.10', 'diffconfig'],
  ['25.12', 'all-kmods'],
])('leaving out a line of %s %s is as good as trying without it', async (release, seed) => {
  const [trials, others] = [await trialsOf(release), await trialsOf(release)]
  const text = files.readText(seedPath(seed))
  const whole = await trials.try(text, seed)
  const config = whole.config()
  let told = 0
  for (const { symbol, less } of withoutEach(text)) {
    const without = trials.tryWithout([symbol])
    if (without === undefined) continue
    told++
    const { kernel } = await others.try(less, seed)
    expect({ symbol, set: without.configSet() }).toEqual({ symbol, set: kernel.configuration.configSet() })
  }
  expect(told).toBeGreaterThan(0)
  expect(whole.config()).toBe(config)
})

test('values that hang on each other in a circle are not told without trying', async () => {
  const trials = await trialsOf('24.10')
  const text = files.readText(seedPath('loops'))
  await trials.try(text, 'loops')
  for (const { symbol } of withoutEach(text)) expect(trials.tryWithout([symbol])).toBeUndefined()
})

test('the fewest lines that a configuration differs in', async () => {
  const trials = await trialsOf('24.10')
  const whole = await trials.try(files.readText(seedPath('packages')), 'packages')
  const { vermagic } = whole.kernel.configuration
  const seed = whole.seed()
  expect(trials.tryWithout(['PACKAGE_kmod-odd'])).toBeUndefined()
  expect((await trials.try(seed, 'seed')).kernel.configuration.vermagic).toBe(vermagic)
  expect(trials.tryWithout(['PACKAGE_kmod-odd'])?.vermagic).not.toBe(vermagic)
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
