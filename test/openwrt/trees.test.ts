/**
 * Whole OpenWrt trees, named in KCHECK_OPENWRT_TREES (separated by `:`), in each of which `make prepare-tmpinfo` was run:
 * what its Makefiles say of every target, beside what make said.
 */
import { describe, expect, test } from 'vitest'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import type { Fact } from '../../src/kernel/fact.ts'
import { detectRelease } from '../../src/openwrt/detect-release.ts'
import { collectedMetadata } from '../../src/openwrt/metadata.ts'
import { isFailed } from '../../src/openwrt/problem.ts'
import { RELEASES } from '../../src/openwrt/releases.ts'
import { kernelFragments, targetKernel } from '../../src/openwrt/target-kernel.ts'
import { type BuildrootTarget, findTarget, listTargets } from '../../src/openwrt/targets.ts'

const trees = (process.env['KCHECK_OPENWRT_TREES'] ?? '').split(':').filter((tree) => tree !== '')
const files = diskFileSystem()

const told = (fact: Fact<string>): string | undefined => (fact.kind === 'known' ? fact.value : undefined)

/** What make said of each target: `ath79` of a target without its subtargets, and `ath79/generic`. */
const recorded = (targetInfo: string) =>
  targetInfo
    .split(/^Target: /m)
    .slice(1)
    .map((block) => {
      const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      return {
        name: block.slice(0, block.indexOf('\n')),
        version: field('Linux-Version'),
        release: field('Linux-Release'),
        testing: field('Linux-Testing-Version'),
      }
    })

describe.skipIf(trees.length === 0)('the targets of whole trees', () => {
  test.each(trees)('%s', { timeout: 60_000 }, (tree) => {
    const { release } = detectRelease(files, tree)
    // a release's own tree shows all its switches, and they are those of the table
    expect(release).toEqual(RELEASES[release.name])
    const metadata = collectedMetadata(files, tree, 'targetInfo')
    if (isFailed(metadata)) throw new Error(`${tree} has no metadata`)
    const targets = recorded(metadata.targetInfo())
    const kernelOf = (name: string, testing: boolean) => {
      const [board = '', subtarget] = name.split('/')
      const whole: BuildrootTarget = { board, name, folder: `target/linux/${board}` }
      const target = subtarget === undefined ? whole : findTarget(files, tree, release, board, subtarget)
      if (isFailed(target)) return target
      const config = (variable: string) => (testing && variable === 'CONFIG_TESTING_KERNEL' ? 'y' : undefined)
      return targetKernel(files, tree, release, target, config)
    }
    const found = targets.map(({ name }) => {
      const [kernel, testing] = [kernelOf(name, false), kernelOf(name, release.testingKernel)]
      if (isFailed(kernel)) return { name, ...kernel }
      const isTesting = !isFailed(testing) && testing.testing
      return {
        name,
        version: told(kernel.linuxVersion),
        release: told(kernel.linuxRelease),
        testing: isTesting ? told(testing.linuxVersion) : undefined,
      }
    })
    expect(found).toEqual(targets)
    const names = targets.map(({ name }) => name)
    const withSubtargets = new Set(names.flatMap((name) => (name.includes('/') ? [name.split('/')[0]] : [])))
    const chosen = names
      .filter((name) => !withSubtargets.has(name))
      .map((name) => (name.includes('/') ? name : `${name}/generic`))
    const listed = listTargets(files, tree, release)
    expect(listed.map(({ name }) => name).sort()).toEqual(chosen.sort())
    for (const target of listed) {
      const kernel = targetKernel(files, tree, release, target, () => undefined)
      expect(isFailed(kernel) || isFailed(kernelFragments(files, tree, target, kernel.patchver.value))).toBe(false)
    }
  })
})
