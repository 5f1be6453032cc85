/**
 * `npm run oracle:openwrt`: OpenWrt's second stage, beside what a tree's own scripts make of the same configuration:
 * `.config.target`, `.config.override`, `.config.set` and the hash, for targets and configurations drawn at random. Exits 1
 * if anything differs, or if nothing was compared. It needs perl and awk.
 *
 *   --tree DIR       an OpenWrt tree in which `make prepare-tmpinfo` was run; repeatable (KCHECK_OPENWRT_TREES)
 *   --targets N      targets of each tree (12)
 *   --seed N         (1)
 *   --show N         differences of a kind that are shown (5)
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { type Buildroot, buildrootKernel } from '../../src/openwrt/buildroot-kernel.ts'
import { detectRelease } from '../../src/openwrt/detect-release.ts'
import { readKernelConfigLines } from '../../src/openwrt/kernel-config-lines.ts'
import { collectedMetadata } from '../../src/openwrt/metadata.ts'
import { isFailed } from '../../src/openwrt/problem.ts'
import { listTargets } from '../../src/openwrt/targets.ts'
import { Tally } from './info/tally.ts'
import { Draw } from './mutants/draw.ts'
import { drawConfig } from './openwrt/draw-config.ts'
import { recipeFiles } from './openwrt/recipe-files.ts'
import { runScript, say, scriptOptions, UsageError, wholeNumber } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'

/** What choices are drawn from; they come again, changed. */
const NUMBERS = 5003

const KINDS = ['config.target', 'config.override', 'config.set', 'vermagic']

const openBuildroot = (folder: string): Buildroot => {
  const files = diskFileSystem()
  const metadata = collectedMetadata(files, folder, 'packageInfo')
  if (isFailed(metadata)) throw new UsageError(`${folder} has no tmp/.packageinfo: make prepare-tmpinfo there`)
  return { files, folder, release: detectRelease(files, folder).release, metadata }
}

const checkTree = (folder: string, targets: number, draw: Draw, tally: Tally): void => {
  const buildroot = openBuildroot(folder)
  const info = buildroot.metadata.packageInfo()
  const packages = [...info.matchAll(/^Package: (.*)$/gm)].map(([, name = '']) => name)
  const tokens = readKernelConfigLines(info).flatMap((line) => line.tokens)
  const wanted = tokens.flatMap((token) => /^CONFIG_(\w+)/.exec(token)?.[1] ?? [])
  const all = listTargets(buildroot.files, folder, buildroot.release)
  const scratch = mkdtempSync(join(workFolder(), 'openwrt-'))
  for (let count = 0; count < targets; count++) {
    const target = draw.of(all)
    const config = drawConfig(draw, target, packages, wanted)
    const kernel = buildrootKernel(buildroot, config)
    if (isFailed(kernel)) {
      tally.compare('configurations', `${folder}: ${target.name}`, '', JSON.stringify(kernel.problem))
      continue
    }
    const theirs = recipeFiles(folder, scratch, config, kernel.fragments, kernel.kernel.patchver.value)
    const { configTarget, configOverride, configSet, vermagic } = kernel.configuration
    const ours = [configTarget(), configOverride(), configSet(), `${vermagic}\n`]
    KINDS.forEach((kind, index) => {
      tally.compare(kind, `${folder}: ${target.name}`, theirs[index], ours[index])
    })
  }
  rmSync(scratch, { recursive: true, force: true })
  say(`${folder}: ${targets} of ${all.length} targets drawn`)
}

const main = (): number => {
  const values = scriptOptions({
    tree: { type: 'string', multiple: true },
    targets: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '5' },
  })
  const named = (process.env['KCHECK_OPENWRT_TREES'] ?? '').split(':').filter((tree) => tree !== '')
  const trees = values.tree ?? named
  if (trees.length === 0) throw new UsageError('no trees: --tree DIR, or KCHECK_OPENWRT_TREES')
  const seed = wholeNumber('--seed', values.seed, 0)
  const draw = new Draw(fc.sample(fc.nat(), { seed, numRuns: NUMBERS }))
  const tally = new Tally(wholeNumber('--show', values.show, 0))
  for (const tree of trees) checkTree(resolve(tree), wholeNumber('--targets', values.targets, 1), draw, tally)
  return tally.report(KINDS) ? 0 : 1
}

await runScript(main)
