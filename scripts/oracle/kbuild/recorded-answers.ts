/**
 * Answers to the commands that a list hangs on: run here as make runs them, and written down as `--toolchain FILE` takes
 * them.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workFolder } from '../place/work-folder.ts'

/** What each command prints in make's working directory. Commands only look: they are those of lists that were read. */
const answersTo = (commands: Iterable<string>, folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...new Set(commands)].map((command) => [
      command,
      spawnSync('/bin/sh', ['-c', command], { cwd: folder, encoding: 'latin1', stdio: ['ignore', 'pipe', 'ignore'] })
        .stdout,
    ]),
  )

/** Has `use` work with a file of the answers. */
export const withAnswers = <T>(commands: Iterable<string>, folder: string, use: (file: string) => T): T => {
  const place = mkdtempSync(join(workFolder(), 'answers-'))
  try {
    const file = join(place, 'toolchain.json')
    writeFileSync(file, JSON.stringify(answersTo(commands, folder)))
    return use(file)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
