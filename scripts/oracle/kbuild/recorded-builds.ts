/**
 * Recorded configurations and external modules: `kbuild/cases.tar.xz` of KCHECK_ORACLE_DATA, unpacked once.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../place/command.ts'
import { say } from '../place/script.ts'
import { dataFolder, workFolder } from '../place/work-folder.ts'

/** A configuration: a folder of truth (truth-files.ts) with the `config` in it. */
export interface RecordedBuild {
  readonly name: string
  readonly folder: string
  /** As in `make ARCH=…`. */
  readonly arch: string
  /** 6.1.192. */
  readonly version: string
}

/** The unpacked folder; undefined where nothing is recorded. */
export const recordedFolder = (): string | undefined => {
  const archive = join(dataFolder() ?? '', 'kbuild/cases.tar.xz')
  const target = join(workFolder(), 'recorded-kbuild')
  const done = join(target, 'kbuild')
  if (!existsSync(done)) {
    if (dataFolder() === undefined || !existsSync(archive)) return undefined
    say(`unpacking ${archive}`)
    mkdirSync(target, { recursive: true })
    command('tar', ['-C', target, '-xf', archive])
  }
  return existsSync(done) ? done : undefined
}

interface Summary {
  readonly top: { readonly ARCH: readonly string[]; readonly KERNELVERSION: readonly string[] }
}

/** All configurations, sorted by name. */
export const recordedBuilds = (all: string): readonly RecordedBuild[] =>
  readdirSync(all)
    .filter((name) => existsSync(join(all, name, 'summary.json')))
    .sort()
    .map((name) => {
      const folder = join(all, name)
      const { top } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as Summary
      return { name, folder, arch: top.ARCH[0] ?? '', version: top.KERNELVERSION[0] ?? '' }
    })
