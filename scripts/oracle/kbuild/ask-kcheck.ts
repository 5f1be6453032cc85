/**
 * `kcheck kbuild`, called as a user would, with nothing to ask: no compiler, no make, not even a PATH.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../place/work-folder.ts'
import type { KbuildJson } from './build-lines.ts'

const ask = (args: readonly string[]): KbuildJson | { readonly why: string } => {
  const argv = [join(projectRoot(), 'bin/kcheck.js'), 'kbuild', '--json', ...args]
  const done = spawnSync(process.execPath, argv, {
    encoding: 'latin1',
    env: { PATH: '/nonexistent' },
    maxBuffer: 1 << 28,
  })
  if (done.error) throw done.error
  // 3 is an answer too: something hangs on what nobody knows.
  if (done.status !== 0 && done.status !== 3) {
    return { why: `exit ${done.status ?? done.signal}\n${done.stderr.trimEnd().split('\n').slice(0, 15).join('\n')}` }
  }
  return JSON.parse(done.stdout) as KbuildJson
}

/** What a configuration builds; it is taken as it stands. */
export const askKernel = (tree: string, config: string, arch: string) =>
  ask(['--tree', tree, '--config', config, '--arch', arch])

/** What a folder of modules builds against a kernel's headers. */
export const askExternal = (headers: string, module: string, variables: readonly string[]) =>
  ask(['--tree', headers, '-M', module, ...variables])
