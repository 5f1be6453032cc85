/**
 * Configurations that no package ships, beside the reference walk.
 */
import { join } from 'node:path'
import type { Report } from '../openwrt/report.ts'
import { hasProgram } from '../place/command.ts'
import { ensureKernelTree } from '../place/kernel-tree.ts'
import { say } from '../place/script.ts'
import { askKernel } from './ask-kcheck.ts'
import { type BuildLines, KINDS, readBuildLines } from './build-lines.ts'
import { compareBuild } from './compare-build.ts'
import type { DrawnConfig } from './drawn-configs.ts'
import { ensureWalkedTruth } from './walked-truth.ts'

const truthOf = ({ series, arch, make }: DrawnConfig): { readonly tree: string; readonly folder: string } => {
  const tree = ensureKernelTree(series, say).folder
  return { tree, folder: ensureWalkedTruth(tree, arch, make) }
}

/** Compares all whose names (`6.1 arm allmodconfig`) are wanted. */
export const compareDrawn = (
  configs: readonly DrawnConfig[],
  wanted: (name: string) => boolean,
  report: Report,
): void => {
  if (!hasProgram('make')) {
    report.skip('drawn', configs.length, 'configurations', 'no make')
    return
  }
  for (const config of configs) {
    const name = `${config.series} ${config.arch} ${config.make}`
    if (!wanted(name)) continue
    let truth: { readonly lines: BuildLines; readonly tree: string; readonly folder: string }
    try {
      const made = truthOf(config)
      truth = { ...made, lines: readBuildLines(made.folder) }
    } catch (error) {
      // A tree may have no such configuration, and kcheck or make may refuse it: the walk says why.
      report.skip('drawn', 1, `configuration (${name})`, error instanceof Error ? error.message : String(error))
      continue
    }
    const answer = askKernel(truth.tree, join(truth.folder, 'config'), config.arch)
    compareBuild('drawn', name, truth.lines, answer, report)
  }
  for (const kind of KINDS.slice(0, -1)) report.sum(`drawn ${kind}`, 'configurations')
}
