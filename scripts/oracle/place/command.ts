/**
 * Running a program for its effect: it must succeed, and what it said is in the error when it does not.
 */
import { spawnSync } from 'node:child_process'

/** How to run it. */
export interface CommandOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Runs `program`; returns its standard output. Throws with its messages when it fails. */
export const command = (program: string, args: readonly string[], options: CommandOptions = {}): string => {
  const done = spawnSync(program, args, {
    encoding: 'latin1',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env as NodeJS.ProcessEnv }),
  })
  if (done.error) throw done.error
  if (done.status !== 0) {
    const end = `${done.stdout}${done.stderr}`.trimEnd().split('\n').slice(-15).join('\n')
    throw new Error(`${program} ${args.join(' ')}: exit ${done.status ?? done.signal}\n${end}`)
  }
  return done.stdout
}

/** Whether a program of that name is on the path. */
export const hasProgram = (name: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0
