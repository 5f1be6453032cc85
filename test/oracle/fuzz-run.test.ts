/** A differential run that goes wrong ends, and does not pass for one without findings. */
import { describe, expect, test } from 'vitest'
import { fuzzSwitches } from '../../scripts/oracle/fuzz/fuzz-dialect.ts'
import { type FuzzCounts, fuzzUntilDifferent } from '../../scripts/oracle/fuzz/fuzz-run.ts'
import { replayCases } from '../../scripts/oracle/fuzz/replay-cases.ts'
import { oneSeries, someSeries } from '../../scripts/oracle/place/kernel-tree.ts'
import { UsageError, wholeNumber } from '../../scripts/oracle/place/script.ts'
import type { ConfOutcome, ConfTool } from '../../scripts/oracle/tool/conf-tool.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

const tool = (call: () => Promise<ConfOutcome>): ConfTool => ({ name: 'a tool', call, close: () => Promise.resolve() })
const says = (stdout: string): Promise<ConfOutcome> => Promise.resolve({ code: 0, stdout, stderr: '' })

const run = async (underTest: ConfTool): Promise<{ readonly counts: FuzzCounts; readonly found: boolean }> => {
  const counts: FuzzCounts = { pairs: 0, calls: 0, succeeded: 0, skipped: 0, different: 0, findings: 0 }
  const options = {
    dialect: fuzzSwitches('linux-6.1', ['olddefconfig']),
    oracle: tool(() => says('')),
    underTest,
    scratch: folder(),
    known: new Set<string>(),
    shrinkMilliseconds: 200,
    wellFormed: false,
    skipped: () => {},
  }
  const finding = await fuzzUntilDifferent(options, 5, 1, counts)
  return { counts, found: finding !== undefined }
}

describe('a tool under test', () => {
  test('that does the same', async () => {
    expect(await run(tool(() => says('')))).toMatchObject({ counts: { pairs: 5, different: 0 }, found: false })
  })

  test('that does something else', async () => {
    expect(await run(tool(() => says('x\n')))).toMatchObject({ counts: { different: 1, findings: 1 }, found: true })
  })

  test('that cannot be run', async () => {
    await expect(run(tool(() => Promise.reject(new Error('no such program'))))).rejects.toThrow('no such program')
  })

  test('that cannot be run any more once a difference is being made smaller', async () => {
    let calls = 0
    const dies = tool(() => (calls++ < 3 ? says('x\n') : Promise.reject(new Error('gone'))))
    await expect(run(dies)).rejects.toThrow('gone')
  })
})

test('a folder without cases is replayed as none', async () => {
  const said: string[] = []
  const result = await replayCases(
    `${folder()}/nothing`,
    tool(() => says('')),
    folder(),
    (text) => said.push(text),
  )
  expect([result, said]).toEqual([{ cases: 0, different: 0 }, ['0 of 0 cases identical']])
})

describe('options', () => {
  test('that are wrong', () => {
    expect(() => oneSeries('both')).toThrow(new UsageError('Linux both: 6.1 or 6.12'))
    expect(() => someSeries('5.10')).toThrow(new UsageError('Linux 5.10: 6.1, 6.12 or both'))
    expect(() => wholeNumber('--pairs', 'abc', 1)).toThrow(new UsageError('--pairs abc: a whole number from 1'))
    expect(() => wholeNumber('--pairs', '0', 1)).toThrow(UsageError)
  })

  test('that are right', () => {
    expect([oneSeries('6.1'), someSeries('6.12'), someSeries('both')]).toEqual(['6.1', ['6.12'], ['6.1', '6.12']])
    expect(wholeNumber('--seed', '0', 0)).toBe(0)
  })
})
