/**
 * Cases that the differential run found or that someone wrote down, with what the C tool did recorded beside them:
 * `fixtures/**` holds one folder for each (see docs/oracles.md). No C tool is needed.
 */
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCase, loadExpected } from '../../scripts/oracle/fuzz/case-folder.ts'
import { caseDifferences, observeCase } from '../../scripts/oracle/fuzz/observe-case.ts'
import { caseFolders } from '../../scripts/oracle/fuzz/replay-cases.ts'
import type { ConfTool } from '../../scripts/oracle/tool/conf-tool.ts'
import { callKcheck } from '../../scripts/oracle/tool/kcheck-host.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url))
const LIMITS = { output: 1 << 22 }

const kcheck: ConfTool = {
  name: 'kcheck conf',
  call: (call) => Promise.resolve(callKcheck(call, LIMITS)),
  close: () => Promise.resolve(),
}

describe('kcheck conf does what the C tool did', () => {
  const folder = temporaryFolder('file')

  const cases = caseFolders(FIXTURES)
  it('finds cases', () => expect(cases.length).toBeGreaterThan(0))
  for (const at of cases) {
    it(relative(FIXTURES, at), async () => {
      const one = loadCase(at)
      const expected = loadExpected(at, one)
      expect(expected.length).toBe(one.steps.length)
      expect(caseDifferences(expected, await observeCase(one, kcheck, join(folder(), 'case')))).toEqual([])
    })
  }
})
