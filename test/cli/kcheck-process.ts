/** kcheck as a process. `npm test` builds the bundle first. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const LAUNCHER = fileURLToPath(new URL('../../bin/kcheck.js', import.meta.url))

export interface ProcessOptions {
  /** Where it runs; its cache is there too. */
  readonly cwd: string
  readonly input?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
}

/** Runs it with an environment that holds next to nothing; text is latin1. */
export const kcheckProcess = (
  args: readonly string[],
  { cwd, input = '', env = {} }: ProcessOptions,
): SpawnSyncReturns<string> => {
  const bytes = typeof input === 'string' ? Buffer.from(input, 'latin1') : input
  return spawnSync(process.execPath, [LAUNCHER, ...args], {
    cwd,
    input: bytes,
    env: { PATH: process.env['PATH'], KCHECK_CACHE: join(cwd, 'cache'), ...env },
    encoding: 'latin1',
  })
}
