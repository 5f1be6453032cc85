import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCase, loadExpected, saveCase } from '../../scripts/oracle/fuzz/case-folder.ts'
import type { FuzzCase } from '../../scripts/oracle/fuzz/fuzz-case.ts'
import { caseDifferences, observeCase } from '../../scripts/oracle/fuzz/observe-case.ts'
import type { ConfTool } from '../../scripts/oracle/tool/conf-tool.ts'
import { executableTool } from '../../scripts/oracle/tool/executable-tool.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const CASE: FuzzCase = {
  dialect: 'linux-6.1',
  files: { Kconfig: 'config A\n\tbool "\xe4"\n', 'sub/empty': '' },
  steps: [
    { argv: ['one'], env: { X: '1' }, stdin: 'y\n', files: { '.config': 'CONFIG_A=y' } },
    { argv: ['two'], env: {}, stdin: '', files: {} },
  ],
}

/** Stands in for a configurator: says its argument, writes its input, fails in the second call. */
const tool = (change = ''): ConfTool =>
  executableTool(
    ['sh', '-c', `echo "$1$X"; echo no >&2; cat > out; touch sub/empty; ${change} test "$1" = one`, 'sh'],
    {
      milliseconds: 5000,
      output: 1 << 16,
    },
  )

describe('a case as a folder', () => {
  const folder = temporaryFolder()

  it('comes back as it was, and replays', async () => {
    const observed = await observeCase(CASE, tool(), join(folder(), 'run'))
    expect(observed.map((o) => [o.code, o.stdout, o.stderr])).toEqual([
      [0, 'one1\n', 'no\n'],
      [1, 'two\n', 'no\n'],
    ])
    saveCase(join(folder(), 'case'), CASE, observed)
    const loaded = loadCase(join(folder(), 'case'))
    expect(loaded).toEqual(CASE)
    const expected = loadExpected(join(folder(), 'case'), loaded)
    const again = async (change?: string) =>
      caseDifferences(expected, await observeCase(loaded, tool(change), join(folder(), 'run'))).map((d) => d.what)
    expect(await again()).toEqual([])
    expect(await again('rm -f Kconfig;')).toEqual(['call 1, Kconfig'])
    expect(await again('echo z >> out;')).toEqual(['call 1, out'])
    expect(await again('touch Kconfig;')).toEqual(['call 1, (written or touched)'])
    expect(await again('rm .config;')).toEqual(['call 1, .config'])
  })
})
