/**
 * What a sweep found, for people and as JSON.
 */
import { modeOf, type TruthRun } from '../truth/manifest.ts'
import type { DifferentRun } from './sweep.ts'

/** Counts of one mode. */
export interface ModeCount {
  readonly runs: number
  readonly identical: number
}

/** A sweep's result as it is written with `--out`. */
export interface SweepReport {
  readonly schema: 'kcheck-oracle/kconfig/1'
  readonly linux: string
  readonly tool: string
  readonly runs: number
  readonly identical: number
  readonly modes: Readonly<Record<string, ModeCount>>
  readonly different: readonly DifferentRun[]
}

/** Puts the counts together. */
export const sweepReport = (
  linux: string,
  tool: string,
  runs: readonly TruthRun[],
  different: readonly DifferentRun[],
): SweepReport => {
  const modes: Record<string, { runs: number; identical: number }> = {}
  const bad = new Set(different.map((entry) => entry.run))
  for (const run of runs) {
    const count = modes[modeOf(run)] ?? { runs: 0, identical: 0 }
    modes[modeOf(run)] = count
    count.runs++
    if (!bad.has(run)) count.identical++
  }
  const identical = runs.length - different.length
  return { schema: 'kcheck-oracle/kconfig/1', linux, tool, runs: runs.length, identical, modes, different }
}

/** Differences that are shown of one run. */
const MOST_DIFFERENCES = 4

/** One differing run: the first lines of each difference. */
export const differentRunText = (entry: DifferentRun): string => {
  const head = `--- ${entry.run.arch}/${entry.run.name} (${entry.run.args.join(' ')})`
  const shown = entry.differences
    .slice(0, MOST_DIFFERENCES)
    .map((d) => `  ${d.what}:\n${d.detail.replace(/^/gm, '    ')}`)
  const rest = entry.differences.length - shown.length
  return [head, ...shown, ...(rest > 0 ? [`  … and ${rest} more`] : [])].join('\n')
}

/** Counts by mode and the last line, `N of M identical`. */
export const sweepSummary = (report: SweepReport): string => {
  const width = Math.max(...Object.keys(report.modes).map((mode) => mode.length), 4)
  const rows = Object.entries(report.modes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([mode, count]) => `  ${mode.padEnd(width)}  ${String(count.identical).padStart(5)} of ${count.runs}`)
  return [`Linux ${report.linux}, ${report.tool}:`, ...rows, `${report.identical} of ${report.runs} identical`].join(
    '\n',
  )
}
