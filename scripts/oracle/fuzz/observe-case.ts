/**
 * Runs a case with a tool in a folder of its own and notes everything that can be seen after each call.
 */
import { lutimesSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderContents } from '../compare/folder-contents.ts'
import { type Difference, type Observed, outcomeDifferences } from '../compare/outcome-difference.ts'
import type { ConfTool } from '../tool/conf-tool.ts'
import type { FuzzCase } from './fuzz-case.ts'
import type { Files } from './trees.ts'

/** Writes files below a folder, latin1. */
export const writeFiles = (folder: string, files: Files): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, 'latin1')
  }
}

/** The time that every file has before a call: what has another one afterwards was written or touched. */
const LONG_AGO = 1_000_000_000

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const forgetTimes = (folder: string): void => {
  for (const path of filesBelow(folder)) lutimesSync(path, LONG_AGO, LONG_AGO)
}

const touched = (folder: string): string =>
  filesBelow(folder)
    .filter((path) => statSync(path).mtimeMs !== LONG_AGO * 1000)
    .map((path) => `${path.slice(folder.length + 1)}\n`)
    .sort()
    .join('')

/** Stands for no file: the list of files that a call wrote or touched. */
export const TOUCHED = '(written or touched)'

/** The environment of every call besides its own; `dialect` tells kcheck what the C tool simply is. */
const environment = (dialect: string): Record<string, string> => ({
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  KCHECK_CONF_DIALECT: dialect,
})

/** One entry for each call that ended; a call that did not end by itself is the last. */
export const observeCase = async (fuzzCase: FuzzCase, tool: ConfTool, folder: string): Promise<readonly Observed[]> => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFiles(folder, fuzzCase.files)
  const observed: Observed[] = []
  for (const step of fuzzCase.steps) {
    writeFiles(folder, step.files)
    forgetTimes(folder)
    const env = { ...environment(fuzzCase.dialect), ...step.env }
    const outcome = await tool.call({ argv: step.argv, cwd: folder, env, stdin: step.stdin })
    const files = new Map([...folderContents(folder), [TOUCHED, touched(folder)]])
    observed.push({ ...outcome, files })
    if (outcome.broken !== undefined) break
  }
  rmSync(folder, { recursive: true, force: true })
  return observed
}

/** What two observations of one case differ in, call by call, up to the first call that differs. */
export const caseDifferences = (expected: readonly Observed[], actual: readonly Observed[]): readonly Difference[] => {
  for (const [index, want] of expected.entries()) {
    const got = actual[index]
    if (got === undefined) return [{ what: `call ${index + 1}`, detail: 'was not made' }]
    const found = outcomeDifferences(want, got)
    if (found.length > 0) return found.map((d) => ({ ...d, what: `call ${index + 1}, ${d.what}` }))
  }
  return []
}
