/**
 * Many modules against one kernel, counted.
 */
import { basename } from 'node:path'
import { AS_INSMOD, loadModule } from '../../../src/module/load-module.ts'
import type { LoadResult } from '../../../src/module/load-result.ts'
import type { ImageKernel } from './image-kernel.ts'
import { unpackedModule, versionCount } from './read-module.ts'

export interface SweepCounts {
  modules: number
  loads: number
  /** Anything but a note. */
  findings: number
  /** Entries of `__versions`. */
  versions: number
  mismatches: number
}

const mismatchesOf = ({ findings }: LoadResult): number =>
  findings.reduce((sum, { detail }) => sum + (detail?.kind === 'versions' ? detail.mismatches.length : 0), 0)

/** Every module as insmod would load it, all others being loaded. `hear` is told what is found of one. */
export const sweepModules = (
  { kernel }: ImageKernel,
  modules: readonly string[],
  hear: (text: string) => void,
): SweepCounts => {
  const counts: SweepCounts = { modules: 0, loads: 0, findings: 0, versions: 0, mismatches: 0 }
  for (const path of modules) {
    const file = unpackedModule(path)
    const result = loadModule(kernel, { ...AS_INSMOD, file })
    const findings = result.findings.filter(({ kind }) => kind !== 'note')
    counts.modules++
    if (result.verdict === 'loads') counts.loads++
    counts.findings += findings.length
    counts.versions += versionCount(file)
    counts.mismatches += mismatchesOf(result)
    if (result.verdict !== 'loads' || findings.length > 0) {
      hear(
        `  ${basename(path)}: ${result.verdict} ${JSON.stringify(findings.map(({ code, args }) => ({ code, args })))}`,
      )
    }
  }
  return counts
}
