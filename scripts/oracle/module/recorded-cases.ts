/**
 * The recorded cases: `module-load/cases.tar.xz` of KCHECK_ORACLE_DATA, unpacked once.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../place/command.ts'
import { say } from '../place/script.ts'
import { dataFolder, workFolder } from '../place/work-folder.ts'
import type { Verdicts } from './load-case.ts'

/** One boot: a kernel, its command line, a folder of modules, the cases. */
export interface RecordedBoot extends Verdicts {
  readonly config: string
  /** Relative to the folder of all. */
  readonly modules: string
}

/** The unpacked folder; undefined where there are no recorded cases. */
export const recordedFolder = (): string | undefined => {
  const archive = join(dataFolder() ?? '', 'module-load/cases.tar.xz')
  const target = join(workFolder(), 'recorded-modules')
  const done = join(target, 'module-load')
  if (!existsSync(join(done, 'verdicts.json'))) {
    if (dataFolder() === undefined || !existsSync(archive)) return undefined
    say(`unpacking ${archive}`)
    mkdirSync(target, { recursive: true })
    command('tar', ['-C', target, '-xf', archive])
  }
  return existsSync(join(done, 'verdicts.json')) ? done : undefined
}

/** All boots that were recorded. */
export const recordedBoots = (folder: string): readonly RecordedBoot[] =>
  JSON.parse(readFileSync(join(folder, 'verdicts.json'), 'utf8')) as readonly RecordedBoot[]
