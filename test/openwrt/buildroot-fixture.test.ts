/** The small buildroot by each release of OpenWrt: both stages, from the metadata and a seed to the hash. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { CASES, expectedText, layTree, SEEDS, seedPath } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { predictSeed } from './predict-seed.ts'

const folder = temporaryFolder()

const cases = [...CASES].flatMap(([release, seeds]) => seeds.map((seed) => [release, seed] as const))

describe('what was recorded', () => {
  test('each seed, by at least one release', () => {
    expect([...new Set(cases.map(([, seed]) => seed))].sort()).toEqual([...SEEDS].sort())
  })

  test.each(cases)('%s %s: the hash is that of the set', (release, seed) => {
    const lines = expectedText(release, seed, 'config.set')
      .split('\n')
      .filter((line) => /=[ym]/.test(line))
      .sort()
    const hash = createHash('md5')
      .update(`${lines.join('\n')}\n`, 'latin1')
      .digest('hex')
    expect(expectedText(release, seed, 'vermagic')).toBe(`${hash}\n`)
  })
})

describe('both stages', () => {
  test.each(cases)('%s %s', async (release, seed) => {
    layTree(release, seed, folder())
    const made = await predictSeed({ release, tree: folder(), config: seedPath(seed) })
    expect(made).toEqual({
      config: expectedText(release, seed, 'config'),
      set: expectedText(release, seed, 'config.set'),
      vermagic: expectedText(release, seed, 'vermagic'),
    })
  })
})
