/**
 * Finds the truth of a kernel tree: the recorded runs when they are of the same version, else what was generated
 * before, else generates it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../place/command.ts'
import type { KernelTree } from '../place/kernel-tree.ts'
import { ensureProbeRecorder } from '../place/probe-recorder.ts'
import { dataFolder, workFolder } from '../place/work-folder.ts'
import { generateTruth } from './generate-truth.ts'
import { readTruth, type Truth } from './manifest.ts'
import { DEBIAN_CONFIG } from './truth-plan.ts'

/** Unpacks the recorded runs of 6.1 (where KCHECK_ORACLE_DATA has them) once; returns their folder. */
export const recordedRuns = (say: (text: string) => void): string | undefined => {
  const archive = join(dataFolder() ?? '', 'kconfig/linux-6.1.tar.xz')
  const target = join(workFolder(), 'recorded-6.1')
  const done = join(target, 'linux-6.1')
  if (!existsSync(join(done, 'manifest.jsonl'))) {
    if (dataFolder() === undefined || !existsSync(archive)) return undefined
    say(`unpacking ${archive}`)
    mkdirSync(target, { recursive: true })
    command('tar', ['-C', target, '-xf', archive])
    if (!existsSync(join(done, 'manifest.jsonl'))) throw new Error(`no manifest in ${archive}`)
  }
  return done
}

/** The kernel version that a truth was made with, as its environment says. */
const truthVersion = (folder: string): string | undefined => {
  for (const arch of readdirSync(folder)) {
    const path = join(folder, arch, 'env.json')
    if (!existsSync(path)) continue
    return (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>)['KERNELVERSION']
  }
  return undefined
}

/** The truth of `tree`. Generating takes about half an hour on two processors. */
export const availableTruth = async (tree: KernelTree, jobs: number, say: (text: string) => void): Promise<Truth> => {
  const recorded = recordedRuns(say)
  if (recorded !== undefined && truthVersion(recorded) === tree.version) return readTruth(recorded)
  const folder = join(workFolder(), `truth-${tree.series}`)
  const complete = join(folder, 'complete.json')
  const made = existsSync(complete) ? (JSON.parse(readFileSync(complete, 'utf8')) as { version: string }) : undefined
  if (made?.version !== tree.version) {
    say(`generating the truth of Linux ${tree.version} in ${folder}`)
    const debian = recorded === undefined ? undefined : join(recorded, DEBIAN_CONFIG)
    const recorder = ensureProbeRecorder(say)
    await generateTruth({ tree, folder, recorder, debianConfig: debian, jobs, say })
  }
  return readTruth(folder)
}
