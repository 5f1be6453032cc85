/**
 * Replays saved cases against the outcome that was recorded with them, for which no C tool is needed, and records that
 * outcome anew.
 */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ConfTool } from '../tool/conf-tool.ts'
import { loadCase, loadExpected, saveCase } from './case-folder.ts'
import { findingText } from './fuzz-report.ts'
import { caseDifferences, observeCase } from './observe-case.ts'

/** Folders of cases at or below a folder, sorted. */
export const caseFolders = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path === 'case.json' || path.endsWith('/case.json'))
        .map((path) => dirname(join(folder, path)))
        .sort()
    : []

/** Replays all cases below a folder; returns how many there are and how many differ. */
export const replayCases = async (
  folder: string,
  tool: ConfTool,
  scratch: string,
  say: (text: string) => void,
): Promise<{ readonly cases: number; readonly different: number }> => {
  const cases = caseFolders(folder)
  let different = 0
  for (const at of cases) {
    const one = loadCase(at)
    const expected = loadExpected(at, one)
    if (expected.length === 0) throw new Error(`${at}: no recorded outcome`)
    const differences = caseDifferences(expected, await observeCase(one, tool, join(scratch, 'replay')))
    if (differences.length === 0) continue
    different++
    say(`${at}\n${findingText(one, differences)}`)
  }
  say(`${cases.length - different} of ${cases.length} cases identical`)
  return { cases: cases.length, different }
}

/**
 * Records with the C tool what cases of `dialect` below a folder come to: how a case written by hand gets its outcome.
 * Returns how many were recorded.
 */
export const recordCases = async (
  folder: string,
  dialect: string,
  oracle: ConfTool,
  scratch: string,
  say: (text: string) => void,
): Promise<number> => {
  let recorded = 0
  for (const at of caseFolders(folder)) {
    const one = loadCase(at)
    if (one.dialect !== dialect) continue
    const expected = await observeCase(one, oracle, join(scratch, 'record'))
    const broken = expected.at(-1)?.broken
    if (broken === undefined) {
      saveCase(at, one, expected)
      recorded++
    }
    say(`${at}: ${broken ?? `exit ${expected.map((observed) => observed.code).join(', ')}`}`)
  }
  return recorded
}
