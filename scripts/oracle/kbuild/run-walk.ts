/**
 * GNU make called on the walk's makefiles, in a folder of links that was prepared for it.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../place/work-folder.ts'
import { readWalkDump, type WalkDump } from './walk-dump.ts'

/** A program, where it runs, and all of its environment. */
export interface WalkCommand {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** Links in the new folder `to` for everything in `from` but the names that are `left` out. */
export const linkAll = (from: string, to: string, left: ReadonlySet<string>): void => {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) if (!left.has(name)) symlinkSync(join(from, name), join(to, name))
}

const makefile = (name: string): string => join(projectRoot(), 'scripts/oracle/kbuild', name)

const noted = ['obj-y', 'obj-m', 'lib-y'].map((name) => `$(eval kwalk-${name} := $$(${name}))`).join('')

/** What walks in `cwd`, with these on make's command line, and writes to `dump`. */
export const walkCommand = (cwd: string, dump: string, variables: readonly string[]): WalkCommand => ({
  argv: [
    ...['make', '--no-print-directory', '-s', '-f', makefile('start.mk')],
    ...['obj-dirs=', 'existing-targets=', `EXTRA_AFLAGS=${noted}`],
    ...variables,
  ],
  cwd,
  env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', KWALK: makefile('walk.mk'), KWALK_DUMP: dump },
})

/** Walks. Throws with make's last lines when it fails. */
export const runWalk = ({ argv, cwd, env }: WalkCommand): WalkDump => {
  const dump = env['KWALK_DUMP'] ?? ''
  rmSync(dump, { force: true })
  const [program = '', ...args] = argv
  const done = spawnSync(program, args, { cwd, env, encoding: 'latin1', maxBuffer: 1 << 28 })
  if (done.error) throw done.error
  const said = `${done.stdout}${done.stderr}`
  writeFileSync(`${dump}.log`, said, 'latin1')
  if (done.status !== 0)
    throw new Error(`make: exit ${done.status}\n${said.trimEnd().split('\n').slice(-15).join('\n')}`)
  return readWalkDump(readFileSync(dump, 'latin1'))
}
