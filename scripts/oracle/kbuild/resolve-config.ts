/**
 * A configuration made ready to be walked: resolved by `kcheck predict`, which other oracles hold against the C tool, and
 * its auto.conf. No compiler is asked: what the configuration says of it counts.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../place/work-folder.ts'

/** A resolved configuration. */
export interface ResolvedConfig {
  readonly config: string
  readonly autoConf: string
}

const kcheck = (args: readonly string[]): void => {
  const argv = [join(projectRoot(), 'bin/kcheck.js'), ...args]
  const done = spawnSync(process.execPath, argv, { encoding: 'latin1', env: { PATH: '/nonexistent' } })
  if (done.error) throw done.error
  if (done.status !== 0) throw new Error(`kcheck ${args.join(' ')}: exit ${done.status}\n${done.stderr.trimEnd()}`)
}

/** What `make MODE` and `make syncconfig` would leave; `folder` is emptied. `start` is `undefined` where the mode needs none. */
export const resolveConfig = (
  tree: string,
  arch: string,
  mode: string,
  start: string | undefined,
  folder: string,
): ResolvedConfig => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const where = ['--tree', tree, '--arch', arch, '--no-cache']
  const config = join(folder, 'resolved.config')
  kcheck(['predict', ...(start === undefined ? [] : [start]), ...where, '--mode', mode, '-o', config])
  kcheck(['predict', config, ...where, '--mode', 'syncconfig', '-o', join(folder, 'sync')])
  return { config, autoConf: join(folder, 'sync/include/config/auto.conf') }
}
