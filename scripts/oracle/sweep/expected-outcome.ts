/**
 * What a run of the truth must show when it is repeated.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderContents } from '../compare/folder-contents.ts'
import type { Observed } from '../compare/outcome-difference.ts'
import type { Truth, TruthRun } from '../truth/manifest.ts'
import { configPath, sideOutputs } from '../truth/run-layout.ts'

const readOr = <T>(path: string, otherwise: T): string | T =>
  existsSync(path) ? readFileSync(path, 'latin1') : otherwise

/** Reads the recorded outcome; files are relative to the truth's folder. */
export const expectedOutcome = (truth: Truth, run: TruthRun): Observed => {
  const files = new Map<string, string>()
  const side = sideOutputs(run)
  for (const path of side.files) files.set(path, readFileSync(join(truth.folder, path), 'latin1'))
  if (side.folder !== undefined) {
    for (const [path, text] of folderContents(join(truth.folder, side.folder)))
      files.set(`${side.folder}/${path}`, text)
  }
  const start = run.start === null ? undefined : readFileSync(join(truth.folder, run.start), 'latin1')
  // The configuration of a savedefconfig run is not kept: the tool does not touch it.
  const config = side.files.length > 0 ? start : readOr(join(truth.folder, configPath(run)), undefined)
  if (config !== undefined) files.set(configPath(run), config)
  // Nor is the old configuration, which is what was there before a run that changed it.
  if (start !== undefined && start !== config) files.set(`${configPath(run)}.old`, start)
  const base = join(truth.folder, run.arch, run.name)
  return {
    code: run.rc,
    stdout: readOr(`${base}.stdout`, truth.stdoutKept ? '' : undefined),
    stderr: readOr(`${base}.stderr`, ''),
    files,
  }
}
