/**
 * A sweep: all chosen runs of a truth repeated by several tools side by side, one architecture's runs close together.
 */
import { join } from 'node:path'
import type { Difference } from '../compare/outcome-difference.ts'
import type { ConfTool } from '../tool/conf-tool.ts'
import { modeOf, type Truth, type TruthRun } from '../truth/manifest.ts'
import { repeatRun } from './repeat-run.ts'

/** A run that came out differently. */
export interface DifferentRun {
  readonly run: TruthRun
  readonly differences: readonly Difference[]
}

/** Which runs to take: architectures, and words that name a mode or are part of `ARCH/NAME`. */
export interface RunChoice {
  readonly archs: readonly string[] | undefined
  readonly only: readonly string[] | undefined
}

/** The chosen runs. */
export const chooseRuns = (truth: Truth, choice: RunChoice): readonly TruthRun[] =>
  truth.runs.filter(
    (run) =>
      (choice.archs?.includes(run.arch) ?? true) &&
      (choice.only?.some((word) => modeOf(run) === word || `${run.arch}/${run.name}`.includes(word)) ?? true),
  )

const BATCH = 40

const batches = (runs: readonly TruthRun[]): TruthRun[][] => {
  const result: TruthRun[][] = []
  for (const run of runs) {
    const last = result.at(-1)
    if (last !== undefined && last.length < BATCH && last[0]?.arch === run.arch) last.push(run)
    else result.push([run])
  }
  return result
}

/** What a sweep works with. */
export interface SweepOptions {
  readonly truth: Truth
  readonly tree: string
  /** Folders for results go below it. */
  readonly scratch: string
  readonly tools: readonly ConfTool[]
  /** Hears of every run that is done. */
  readonly done: (run: TruthRun, differences: readonly Difference[]) => void
}

/** Repeats `runs`; returns those that differ, in the order of `runs`. */
export const sweep = async (options: SweepOptions, runs: readonly TruthRun[]): Promise<readonly DifferentRun[]> => {
  const waiting = batches(runs)
  const different = new Map<TruthRun, readonly Difference[]>()
  const work = async (tool: ConfTool, index: number): Promise<void> => {
    const place = { truth: options.truth, tree: options.tree, output: join(options.scratch, String(index)) }
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      for (const run of batch) {
        const differences = await repeatRun(place, run, tool)
        if (differences.length > 0) different.set(run, differences)
        options.done(run, differences)
      }
    }
  }
  await Promise.all(options.tools.map(work))
  return runs.flatMap((run) => {
    const differences = different.get(run)
    return differences === undefined ? [] : [{ run, differences }]
  })
}
