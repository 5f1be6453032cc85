/**
 * A case as a folder, which is how it becomes a fixture:
 *
 *   case.json                         dialect, and for each call its arguments, environment and standard input
 *   tree/…                            the files at the start
 *   step-N/…                          files written before call N
 *   expected/step-N/outcome.json      exit code, what was written or touched, what is gone
 *   expected/step-N/stdout, stderr    what the C tool said
 *   expected/step-N/files/…           all files after the call that are not in tree/, or not so
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderContents } from '../compare/folder-contents.ts'
import type { Observed } from '../compare/outcome-difference.ts'
import type { FuzzCase } from './fuzz-case.ts'
import { TOUCHED, writeFiles } from './observe-case.ts'
import type { Files } from './trees.ts'

interface CaseFile {
  readonly schema: 'kcheck-oracle/case/1'
  readonly dialect: string
  readonly steps: readonly {
    readonly argv: readonly string[]
    readonly env: Record<string, string>
    readonly stdin: string
  }[]
}

interface OutcomeFile {
  readonly code: number | null
  readonly touched: readonly string[]
  /** Files of the tree that are not there any more. */
  readonly removed: readonly string[]
}

const changes = (files: ReadonlyMap<string, string>, start: Files): Files =>
  Object.fromEntries([...files].filter(([path, text]) => path !== TOUCHED && start[path] !== text))

const saveExpected = (folder: string, observed: Observed, start: Files): void => {
  const touched = (observed.files.get(TOUCHED) ?? '').split('\n').filter((path) => path !== '')
  const removed = Object.keys(start).filter((path) => !observed.files.has(path))
  const outcome: OutcomeFile = { code: observed.code, touched, removed }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'outcome.json'), `${JSON.stringify(outcome, null, 2)}\n`)
  writeFileSync(join(folder, 'stdout'), observed.stdout ?? '', 'latin1')
  writeFileSync(join(folder, 'stderr'), observed.stderr, 'latin1')
  writeFiles(join(folder, 'files'), changes(observed.files, start))
}

/** Saves a case with what the C tool did. */
export const saveCase = (folder: string, fuzzCase: FuzzCase, expected: readonly Observed[]): void => {
  rmSync(folder, { recursive: true, force: true })
  writeFiles(join(folder, 'tree'), fuzzCase.files)
  for (const [index, step] of fuzzCase.steps.entries()) writeFiles(join(folder, `step-${index + 1}`), step.files)
  const steps = fuzzCase.steps.map(({ argv, env, stdin }) => ({ argv, env: { ...env }, stdin }))
  const file: CaseFile = { schema: 'kcheck-oracle/case/1', dialect: fuzzCase.dialect, steps }
  writeFileSync(join(folder, 'case.json'), `${JSON.stringify(file, null, 2)}\n`)
  for (const [index, observed] of expected.entries()) {
    saveExpected(join(folder, 'expected', `step-${index + 1}`), observed, fuzzCase.files)
  }
}

/** Reads a case. */
export const loadCase = (folder: string): FuzzCase => {
  const file = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as CaseFile
  const files = (name: string): Files => Object.fromEntries(folderContents(join(folder, name)))
  const steps = file.steps.map((step, index) => ({ ...step, files: files(`step-${index + 1}`) }))
  return { dialect: file.dialect, files: files('tree'), steps }
}

/** Reads what the C tool did. Files that a call did not change are those of the start. */
export const loadExpected = (folder: string, fuzzCase: FuzzCase): readonly Observed[] => {
  const expected: Observed[] = []
  for (let number = 1; existsSync(join(folder, 'expected', `step-${number}`)); number++) {
    const at = join(folder, 'expected', `step-${number}`)
    const outcome = JSON.parse(readFileSync(join(at, 'outcome.json'), 'utf8')) as OutcomeFile
    const files = new Map([...Object.entries(fuzzCase.files), ...folderContents(join(at, 'files'))])
    for (const path of outcome.removed) files.delete(path)
    files.set(TOUCHED, outcome.touched.map((path) => `${path}\n`).join(''))
    const [stdout, stderr] = ['stdout', 'stderr'].map((name) => readFileSync(join(at, name), 'latin1'))
    expected.push({ code: outcome.code, stdout, stderr: stderr ?? '', files })
  }
  return expected
}
