/**
 * Repeats one run of the truth with the tool under test, in a folder of its own, and compares.
 */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderContents } from '../compare/folder-contents.ts'
import { type Difference, outcomeDifferences } from '../compare/outcome-difference.ts'
import type { ConfTool } from '../tool/conf-tool.ts'
import { archEnvironment, type Truth, type TruthRun } from '../truth/manifest.ts'
import { placeRun, sideOutputs, withoutFolders } from '../truth/run-layout.ts'
import { expectedOutcome } from './expected-outcome.ts'

/** Where runs are repeated. */
export interface RepeatPlace {
  readonly truth: Truth
  /** The kernel tree. */
  readonly tree: string
  /** A folder for this run alone: emptied before and after. */
  readonly output: string
}

/** Repeats `run`; an empty list means identical. */
export const repeatRun = async (place: RepeatPlace, run: TruthRun, tool: ConfTool): Promise<readonly Difference[]> => {
  const { truth, tree, output } = place
  const placed = placeRun(run, truth.folder, output)
  const side = sideOutputs(run)
  rmSync(output, { recursive: true, force: true })
  mkdirSync(dirname(placed.config), { recursive: true })
  if (side.folder !== undefined) mkdirSync(join(output, side.folder), { recursive: true })
  if (placed.start !== null) copyFileSync(placed.start, placed.config)
  const outcome = await tool.call({
    argv: placed.argv,
    cwd: tree,
    env: { ...archEnvironment(truth, run.arch), ...placed.env },
    stdin: '',
    answers: join(truth.folder, run.arch, 'shell.json'),
  })
  const clean = (text: string): string => withoutFolders(text, output, truth.folder)
  const files = new Map([...folderContents(output)].map(([path, text]) => [path, clean(text)]))
  rmSync(output, { recursive: true, force: true })
  return outcomeDifferences(expectedOutcome(truth, run), {
    ...outcome,
    stdout: clean(outcome.stdout),
    stderr: clean(outcome.stderr),
    files,
  })
}
