/**
 * Recorded truth: a folder with `manifest.jsonl`, one run of the C tool per line, the results beside it, and for each
 * architecture `env.json` (environment) and `shell.json` (every probe's command and answer).
 *
 *   ARCH/NAME.config   the result                     ARCH/NAME.stderr, .stdout   what it said (absent: nothing)
 *   ARCH/NAME.savedefconfig, ARCH/sync/…              further files a run leaves
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlannedRun } from './truth-plan.ts'

/** One run. All paths are relative to the truth's folder, except those below the kernel tree. */
export interface TruthRun extends PlannedRun {
  /** Exit code. */
  readonly rc: number
}

/** All truth of one kernel version. */
export interface Truth {
  readonly folder: string
  /** Whether standard output was kept for every run, and not only where it is the result. */
  readonly stdoutKept: boolean
  readonly runs: readonly TruthRun[]
}

/** `--olddefconfig` → `olddefconfig`. */
export const modeOf = (run: TruthRun): string => (run.args[0] ?? '').replace(/^--/, '').replace(/=.*$/, '')

/** Reads a manifest; of several lines with one name the last counts. */
export const readTruth = (folder: string): Truth => {
  const runs = new Map<string, TruthRun>()
  for (const line of readFileSync(join(folder, 'manifest.jsonl'), 'utf8').split('\n')) {
    if (line === '') continue
    const run = JSON.parse(line) as TruthRun
    runs.set(`${run.arch}/${run.name}`, run)
  }
  return { folder, stdoutKept: existsSync(join(folder, 'complete.json')), runs: [...runs.values()] }
}

/** The environment every run of an architecture has. */
export const archEnvironment = (truth: Truth, arch: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(truth.folder, arch, 'env.json'), 'utf8')) as Record<string, string>
