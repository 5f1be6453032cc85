/**
 * Generates the truth of a kernel tree with its own C tool: about 1,500 runs, each distinct probe run once for each
 * architecture and replayed from then on. Architectures run side by side, the runs of one after each other, since some
 * start from another's result.
 */
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { KernelTree } from '../place/kernel-tree.ts'
import { recorderEnvironment } from '../place/probe-recorder.ts'
import { KERNEL_LIMITS } from '../tool/conf-tool.ts'
import { runProgram } from '../tool/executable-tool.ts'
import { kbuildEnvironment } from './kbuild-environment.ts'
import { readProbeDatabase } from './probe-answers.ts'
import { placeRun, sideOutputs, withoutFolders } from './run-layout.ts'
import {
  type Architecture,
  architectures,
  DEBIAN_CONFIG,
  defconfigs,
  MINI_ALLCONFIG,
  type PlannedRun,
  plannedRuns,
} from './truth-plan.ts'

/** What generating needs. */
export interface TruthOptions {
  readonly tree: KernelTree
  /** Where the truth goes. */
  readonly folder: string
  /** The probe recorder. */
  readonly recorder: string
  /** A distribution's configuration, for the `debian61.*` runs. */
  readonly debianConfig: string | undefined
  readonly jobs: number
  readonly say: (text: string) => void
}

const keepText = (path: string, text: string): void => {
  if (text !== '') writeFileSync(path, text, 'latin1')
}

const makeRun = async (
  options: TruthOptions,
  env: Readonly<Record<string, string>>,
  run: PlannedRun,
): Promise<void> => {
  const { tree, folder } = options
  const placed = placeRun(run, folder, folder)
  const side = sideOutputs(run)
  mkdirSync(dirname(placed.config), { recursive: true })
  if (side.folder !== undefined) mkdirSync(join(folder, side.folder), { recursive: true })
  rmSync(placed.config, { force: true })
  if (placed.start !== null) copyFileSync(placed.start, placed.config)
  const database = join(folder, run.arch, 'shell.db')
  const outcome = await runProgram(
    [tree.conf, ...placed.argv],
    {
      cwd: tree.folder,
      env: { ...env, ...placed.env, ...recorderEnvironment(options.recorder, database, 'auto') },
      stdin: '',
    },
    KERNEL_LIMITS,
  )
  if (outcome.broken !== undefined) throw new Error(`${run.arch}/${run.name}: ${outcome.broken}`)
  rmSync(`${placed.config}.old`, { force: true })
  if (side.files.length > 0) rmSync(placed.config, { force: true })
  if (side.folder !== undefined) {
    const path = join(folder, side.folder, 'auto.conf.cmd')
    writeFileSync(path, withoutFolders(readFileSync(path, 'latin1'), folder), 'latin1')
  }
  const base = join(folder, run.arch, run.name)
  keepText(`${base}.stderr`, withoutFolders(outcome.stderr, folder))
  keepText(`${base}.stdout`, withoutFolders(outcome.stdout, folder))
  appendFileSync(join(folder, 'manifest.jsonl'), `${JSON.stringify({ ...run, rc: outcome.code })}\n`)
}

const makeArchitecture = async (options: TruthOptions, a: Architecture): Promise<number> => {
  const { tree, folder } = options
  const env = kbuildEnvironment(tree, a)
  mkdirSync(join(folder, a.arch), { recursive: true })
  writeFileSync(join(folder, a.arch, 'env.json'), JSON.stringify(env, null, 1))
  writeFileSync(join(folder, a.arch, 'mini.in'), MINI_ALLCONFIG)
  let runs = 0
  for (const run of plannedRuns(tree.folder, a, options.debianConfig !== undefined)) {
    // A defconfig that the tool refuses leaves nothing to start from.
    if (run.start !== null && !existsSync(join(folder, run.start))) continue
    await makeRun(options, env, run)
    runs++
  }
  const database = join(folder, a.arch, 'shell.db')
  if (existsSync(database)) {
    writeFileSync(join(folder, a.arch, 'shell.json'), JSON.stringify(readProbeDatabase(database), null, 1))
  }
  return runs
}

/** Generates all truth of a tree. What the folder held before is deleted. */
export const generateTruth = async (options: TruthOptions): Promise<void> => {
  const { tree, folder, say } = options
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  if (options.debianConfig !== undefined) copyFileSync(options.debianConfig, join(folder, DEBIAN_CONFIG))
  const weight = (a: Architecture): number => defconfigs(tree.folder, a.srcarch).length + (a.arch === 'x86' ? 400 : 0)
  const waiting = [...architectures(tree.folder)].sort((a, b) => weight(b) - weight(a))
  let total = 0
  const work = async (): Promise<void> => {
    for (let a = waiting.shift(); a !== undefined; a = waiting.shift()) {
      const runs = await makeArchitecture(options, a)
      total += runs
      say(`truth of Linux ${tree.version}: ${a.arch}, ${runs} runs (${total} so far)`)
    }
  }
  await Promise.all(Array.from({ length: options.jobs }, work))
  writeFileSync(join(folder, 'complete.json'), `${JSON.stringify({ version: tree.version })}\n`)
}
