/**
 * `npm run oracle:kernel-tests`: scripts/kconfig/tests of Linux 6.1 and 6.12 against `kcheck conf`. Prints `17 of 17`
 * and `16 of 16`, and how often a test was run again for BrokenPipe. Exits 1 unless all pass.
 *
 *   --linux WHICH      6.1, 6.12 or both (both)
 *   --under-test PROG  another program instead of `kcheck conf`
 */
import { join } from 'node:path'
import { pythonWithPytest } from './kernel-tests/pytest.ts'
import { runSuite } from './kernel-tests/suite.ts'
import { ensureKernelTree, someSeries } from './place/kernel-tree.ts'
import { runScript, say, scriptOptions } from './place/script.ts'
import { projectRoot } from './place/work-folder.ts'

const main = (): number => {
  const values = scriptOptions({ linux: { type: 'string', default: 'both' }, 'under-test': { type: 'string' } })
  const wanted = someSeries(values.linux)
  const program = values['under-test']?.split(' ') ?? [process.execPath, join(projectRoot(), 'bin/kcheck.js'), 'conf']
  const python = pythonWithPytest(say)
  let failed = 0
  for (const series of wanted) {
    const tree = ensureKernelTree(series, say)
    const { tests, repeated } = runSuite(python, tree.folder, program)
    for (const test of tests.filter((result) => !result.passed)) {
      failed++
      say(`  failed: ${test.id.split('/tests/').at(-1)}: ${test.reason}`)
    }
    const passed = tests.filter((result) => result.passed).length
    const names = [...new Set(repeated)].map((id) => id.split('/tests/').at(-1)).join(', ')
    const again =
      repeated.length === 0 ? 'none run again' : `run again for BrokenPipe ${repeated.length} times: ${names}`
    say(`Linux ${tree.version} scripts/kconfig/tests: ${passed} of ${tests.length} (${again})`)
  }
  return failed === 0 ? 0 : 1
}

await runScript(main)
