/**
 * The second stage beside a tree's own scripts, for targets and configurations drawn at random.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Buildroot, buildrootKernel } from '../../../src/openwrt/buildroot-kernel.ts'
import { readKernelConfigLines } from '../../../src/openwrt/kernel-config-lines.ts'
import { isFailed } from '../../../src/openwrt/problem.ts'
import { listTargets } from '../../../src/openwrt/targets.ts'
import type { Draw } from '../mutants/draw.ts'
import { workFolder } from '../place/work-folder.ts'
import { drawConfig } from './draw-config.ts'
import type { GivenTree } from './given-trees.ts'
import { recipeFiles } from './recipe-files.ts'
import type { Report } from './report.ts'

const NAMES = ['.config.target', '.config.override', '.config.set', '.vermagic']

/** `count` configurations; the oracle is perl and awk. */
export const compareDrawnConfigs = (tree: GivenTree, count: number, draw: Draw, report: Report): void => {
  const part = `drawn configurations, ${tree.tag}`
  const { files, folder, release, packageInfo, targetInfo } = tree
  const metadata = { packageInfo: () => packageInfo, targetInfo: () => targetInfo }
  const buildroot: Buildroot = { files, folder, release, metadata }
  const packages = [...packageInfo.matchAll(/^Package: (.*)$/gm)].map(([, name = '']) => name)
  const tokens = readKernelConfigLines(packageInfo).flatMap((line) => line.tokens)
  const wanted = tokens.flatMap((token) => /^CONFIG_(\w+)/.exec(token)?.[1] ?? [])
  const all = listTargets(files, folder, release)
  const scratch = mkdtempSync(join(workFolder(), 'openwrt-'))
  for (let index = 0; index < count; index++) {
    const target = draw.of(all)
    const config = drawConfig(draw, target, packages, wanted)
    const kernel = buildrootKernel(buildroot, config)
    if (isFailed(kernel)) {
      report.note(part, target.name, `  ${JSON.stringify(kernel.problem)}`)
      continue
    }
    const theirs = recipeFiles(folder, scratch, config, kernel.fragments, kernel.kernel.patchver.value)
    const { configTarget, configOverride, configSet, vermagic } = kernel.configuration
    const ours = [configTarget(), configOverride(), configSet(), `${vermagic}\n`]
    report.compare(
      part,
      target.name,
      NAMES.map((name, at) => [name, theirs[at], ours[at]]),
    )
  }
  rmSync(scratch, { recursive: true, force: true })
  report.sum(part, `of ${all.length} targets`)
}
