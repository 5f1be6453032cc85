/**
 * The kernel's own test suite for Kconfig, run against a tool.
 *
 * Its harness writes newlines to the tool until the tool ends. A tool that starts late, the C tool included, leaves it
 * with a full pipe and a BrokenPipeError: such a failure says nothing about the tool's answers, and the test is run
 * again alone.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workFolder } from '../place/work-folder.ts'
import { runPytest, type TestResult } from './pytest.ts'

/** A suite's result. */
export interface SuiteResult {
  readonly tests: readonly TestResult[]
  /** Tests run again for BrokenPipe, once for each time. */
  readonly repeated: readonly string[]
}

const MOST_REPEATS = 5

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

/** Tests sit in `__init__.py` files, which pytest takes by folder only, and names relative to one folder or another. */
const runOne = (python: string, cwd: string, suite: string, id: string): TestResult | undefined => {
  const [, folder = '', name = ''] = /scripts\/kconfig\/tests\/(.*)\/[^/]*::(\w+)$/.exec(id) ?? []
  return runPytest(python, cwd, [join(suite, folder), '-k', name]).find((result) => result.id.endsWith(`::${name}`))
}

/** The suite of a kernel tree with `program` in the place of scripts/kconfig/conf. */
export const runSuite = (python: string, tree: string, program: readonly string[]): SuiteResult => {
  const folder = mkdtempSync(join(workFolder(), 'kernel-tests-'))
  const wrapper = join(folder, 'scripts/kconfig/conf')
  mkdirSync(join(folder, 'scripts/kconfig'), { recursive: true })
  writeFileSync(wrapper, `#!/bin/sh\nexec ${program.map(quoted).join(' ')} "$@"\n`)
  chmodSync(wrapper, 0o755)
  const suite = join(tree, 'scripts/kconfig/tests')
  const repeated: string[] = []
  const again = (result: TestResult): TestResult => {
    let last = result
    for (let times = 0; times < MOST_REPEATS && !last.passed && last.reason.includes('BrokenPipe'); times++) {
      repeated.push(result.id)
      last = runOne(python, folder, suite, result.id) ?? last
    }
    return last
  }
  const tests = runPytest(python, folder, [suite]).map(again)
  rmSync(folder, { recursive: true, force: true })
  return { tests, repeated }
}
