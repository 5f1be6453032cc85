/**
 * `kcheck kbuild`, called as a user would, with nothing to ask: no compiler, no make, not even a PATH.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../place/work-folder.ts'
import type { KbuildJson } from './build-lines.ts'
import { withAnswers } from './recorded-answers.ts'

/** What it says went wrong, in the JSON or instead of it. */
const reasonOf = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string =>
  stdout.startsWith('{')
    ? ((JSON.parse(stdout) as { readonly problem?: { readonly message?: string } }).problem?.message ?? stdout)
    : stderr

const ask = (args: readonly string[]): KbuildJson | { readonly why: string } => {
  const argv = [join(projectRoot(), 'bin/kcheck.js'), 'kbuild', '--json', ...args]
  const done = spawnSync(process.execPath, argv, {
    encoding: 'latin1',
    env: { PATH: '/nonexistent' },
    maxBuffer: 1 << 28,
  })
  if (done.error) throw done.error
  // 1 is an answer too: no module at all.
  if (done.status !== 0 && done.status !== 1) {
    return {
      why: `exit ${done.status ?? done.signal}\n${reasonOf(done).trimEnd().split('\n').slice(0, 15).join('\n')}`,
    }
  }
  return JSON.parse(done.stdout) as KbuildJson
}

/** What a configuration builds; it is taken as it stands. */
export const askKernel = (tree: string, config: string, arch: string) =>
  ask(['--tree', tree, '--config', config, '--arch', arch])

/**
 * What a folder of modules builds against a kernel's headers, paths relative to it, where make has them absolute.  Where
 * that hangs on commands, they are answered and it is asked again: `unanswered` is what it said before.
 */
export const askExternal = (
  headers: string,
  module: string,
  variables: readonly string[],
): (KbuildJson & { readonly unanswered?: KbuildJson }) | { readonly why: string } => {
  const args = ['--tree', headers, '-M', module, ...variables]
  const first = ask(args)
  if ('why' in first) return first
  const open = (first.doubts ?? []).flatMap(({ commands }) => commands)
  const answer = open.length === 0 ? first : withAnswers(open, headers, (file) => ask([...args, '--toolchain', file]))
  if ('why' in answer) return answer
  const within = (path: string): string => (path.startsWith(`${module}/`) ? path.slice(module.length + 1) : path)
  const modules = answer.modules.map(({ path, objects }) => ({ path: within(path), objects: objects.map(within) }))
  return { ...answer, modules, ...(open.length === 0 ? {} : { unanswered: first }) }
}
