/**
 * What further targets cost in one process: each with a model of its own, and all of them with one model.
 */
import type { GivenTree } from '../../scripts/oracle/openwrt/given-trees.ts'
import { say } from '../../scripts/oracle/place/script.ts'
import { confOf } from '../../src/openwrt/target-info.ts'
import { type BuildrootTarget, listTargets } from '../../src/openwrt/targets.ts'
import { type BuildrootTrials, openTrials } from '../../src/workspace/buildroot-trials.ts'
import { namedTree } from '../../src/workspace/find-tree.ts'

/** Targets that are tried each with a model of its own. */
const ALONE = 6

/** As it is called in the metadata. */
const nameOf = ({ board, subtarget }: BuildrootTarget): string =>
  subtarget === undefined ? board : `${board}/${subtarget}`

const targetLines = (target: BuildrootTarget): string =>
  [...new Set([target.board, nameOf(target)])].map((name) => `CONFIG_TARGET_${confOf(name)}=y\n`).join('')

/** Processor time, user and system. */
const seconds = async (work: () => Promise<void>): Promise<number> => {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

/** Prints processor time of this process; `seed` has no target. */
export const measureTrials = async ({ files, folder, release, targetInfo }: GivenTree, seed: string): Promise<void> => {
  const open = (allTargets: boolean): Promise<BuildrootTrials> =>
    openTrials({ files, cwd: folder, environment: {}, tree: namedTree(files, folder, '.'), cache: false, allTargets })
  const targets = listTargets(files, folder, release).filter((target) =>
    `\n${targetInfo}`.includes(`\nTarget: ${nameOf(target)}\n`),
  )
  const tryAll = async (trials: BuildrootTrials, some: readonly BuildrootTarget[]): Promise<void> => {
    for (const target of some) await trials.try(`${seed}${targetLines(target)}`, target.name)
  }
  const [first, ...others] = targets.slice(0, ALONE + 1)
  const trials = await open(false)
  const alone = [
    await seconds(() => tryAll(trials, first === undefined ? [] : [first])),
    await seconds(() => tryAll(trials, others)),
  ]
  const together = await open(true)
  const [one, ...more] = targets
  const model = await seconds(() => tryAll(together, one === undefined ? [] : [one]))
  const all = await seconds(() => tryAll(together, more))
  const each = (time: number, count: number): string => (time / count).toFixed(2)
  say(
    `one process, cpu: first target ${alone[0]?.toFixed(2)} s, further ones ${each(alone[1] ?? 0, others.length)} s each`,
  )
  say(
    `one process, cpu, one model for all ${targets.length} targets: ${(model + all).toFixed(1)} s, ` +
      `of which the first ${model.toFixed(1)} s, further ones ${each(all, more.length)} s each`,
  )
}
