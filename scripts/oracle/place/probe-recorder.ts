/**
 * The popen recorder (`native/kshell.c`): a library preloaded into the C tool that answers `$(shell …)` from a file.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './command.ts'
import { projectRoot, workFolder } from './work-folder.ts'

/** Builds the recorder once; returns the library's path. */
export const ensureProbeRecorder = (say: (text: string) => void): string => {
  const library = join(workFolder(), 'kshell.so')
  if (!existsSync(library)) {
    const source = join(projectRoot(), 'scripts/oracle/native/kshell.c')
    say(`gcc -shared ${source}`)
    command('gcc', ['-O2', '-shared', '-fPIC', '-Wall', '-o', library, source, '-ldl'])
  }
  return library
}

/** Environment that makes the preloaded recorder replay `database`, or also run and note what it lacks. */
export const recorderEnvironment = (
  library: string,
  database: string,
  mode: 'replay' | 'auto',
): Readonly<Record<string, string>> => ({ LD_PRELOAD: library, KSHELL_MODE: mode, KSHELL_DB: database })
