/**
 * pytest as a program: runs test files or single tests and tells which passed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { command } from '../place/command.ts'

/** One test's result. */
export interface TestResult {
  /** As pytest names it: `path::function`. */
  readonly id: string
  readonly passed: boolean
  /** The last line of why it failed. */
  readonly reason: string
}

const hasPytest = (python: string): boolean =>
  spawnSync(python, ['-m', 'pytest', '--version'], { stdio: 'ignore' }).status === 0

/** A Python that has pytest: the system's where there is one, with apt's package if need be. */
export const pythonWithPytest = (say: (text: string) => void): string => {
  const system = '/usr/bin/python3'
  const known = [system, 'python3'].filter((python) => python === 'python3' || existsSync(python)).find(hasPytest)
  if (known !== undefined) return known
  say('apt-get install python3-pytest')
  command('apt-get', ['install', '-y', '--no-install-recommends', 'python3-pytest'])
  return system
}

/** Runs what `targets` name; the tests' own working folder is `cwd`. */
export const runPytest = (python: string, cwd: string, targets: readonly string[]): readonly TestResult[] => {
  // -B and no cache: nothing is written into the kernel tree.
  const args = ['-B', '-m', 'pytest', '-v', '-rfE', '--tb=short', '-p', 'no:cacheprovider', '--rootdir=/', ...targets]
  const done = spawnSync(python, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, COLUMNS: '1000', PY_COLORS: '0' },
  })
  // 1: some test failed. Anything else is about pytest, and says nothing of the tool.
  if (done.error) throw done.error
  if (done.status !== 0 && done.status !== 1) {
    throw new Error(`pytest: exit ${done.status ?? done.signal}\n${done.stdout}${done.stderr}`)
  }
  const reasons = new Map(
    [...done.stdout.matchAll(/^(?:FAILED|ERROR) (\S+::\S+)(?: - (.*))?$/gm)].map((m) => [m[1] ?? '', m[2] ?? '']),
  )
  const results = [...done.stdout.matchAll(/^(\S+::\S+) (PASSED|FAILED|ERROR)\b/gm)].map((m) => {
    const id = m[1] ?? ''
    return { id, passed: m[2] === 'PASSED', reason: reasons.get(id) ?? '' }
  })
  if (results.length === 0) throw new Error(`pytest ran no tests\n${done.stdout}${done.stderr}`)
  return results
}
