/** GNU make itself, asked what it reads. It stands in for the manual, which leaves much of what is asked here open. */
import { spawnSync } from 'node:child_process'

const program = 'make'

const version = spawnSync(program, ['--version'], { encoding: 'latin1' }).stdout ?? ''

/** Later ones differ in some of what is compared. */
export const isPresent = version.startsWith('GNU Make 4.3\n')

const GOAL = 'never-a-target'

export interface Run {
  /** What `$(info)` printed, line by line. */
  readonly printed: readonly string[]
  /** Names of the undefined variables that were asked for, in order. */
  readonly undefinedNames: readonly string[]
  /** The message with which it stopped before it had read everything. */
  readonly stopped: string | undefined
}

/** Lets make read a makefile, and run nothing. */
export const runMake = (text: string): Run => {
  const { stdout, stderr } = spawnSync(
    program,
    ['-nrRs', '--warn-undefined-variables', '--no-print-directory', '-f', '-', GOAL],
    { input: Buffer.from(text, 'latin1'), encoding: 'latin1', env: { PATH: process.env['PATH'], LC_ALL: 'C' } },
  )
  const end = /^(?:make|\S+:\d+): \*\*\* (.*?)\.? {2}Stop\.$/ms.exec(stderr)?.[1]
  return {
    printed: stdout.split('\n').slice(0, -1),
    undefinedNames: [...stderr.matchAll(/^\S+:\d+: warning: undefined variable '(.*)'$/gm)].map(
      (match) => match[1] ?? '',
    ),
    stopped: end === `No rule to make target '${GOAL}'` ? undefined : end,
  }
}
