/**
 * GNU make as the judge: what functions give for arguments that no makefile could spell, handed over in the environment.
 */
import { spawnSync } from 'node:child_process'

const MAKE = 'make'

/** Only 4.3 is asked: other releases differ in corners that are tested here. */
export const hasMake =
  spawnSync(MAKE, ['--version'], { encoding: 'latin1' }).stdout?.startsWith('GNU Make 4.3') === true

/** `$(NAME ARGUMENTS)`. */
export interface Call {
  readonly name: string
  readonly args: readonly string[]
}

/** Stands around results, which may hold newlines themselves. */
const MARK = '\x01'

/**
 * What make's functions give, called in `folder`.  Arguments are latin1 and are not expanded again.  Where make stops, so
 * does the list.
 */
export const makeResults = (calls: readonly Call[], folder: string): readonly string[] => {
  const environment: Record<string, string> = {}
  const lines = calls.map(({ name, args }, call) => {
    const names = args.map((text, index) => {
      environment[`A${call}_${index}`] = text.replaceAll('$', '$$$$')
      return `$(A${call}_${index})`
    })
    return `$(info ${MARK}$(${name} ${names.join(',')}))`
  })
  const { stdout } = spawnSync(MAKE, ['-rR', '-f', '-'], {
    cwd: folder,
    encoding: 'latin1',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', ...environment },
    input: `${lines.join('\n')}\nall:;@:\n`,
    maxBuffer: 1 << 28,
  })
  return stdout
    .split(MARK)
    .slice(1)
    .map((text) => text.replace(/\n$/, ''))
}
