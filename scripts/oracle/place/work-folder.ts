/**
 * Where the oracles keep what they build: one working folder, and one folder of recorded data that may be absent.
 * No path of any machine is written down: both come from the environment.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** Kernel trees, C tools and generated truth: `KCHECK_ORACLE_WORK`, else a folder for temporary files. */
export const workFolder = (): string => {
  const folder = resolve(process.env['KCHECK_ORACLE_WORK'] ?? join(tmpdir(), 'kcheck-oracle'))
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Recorded runs of the original programs (`kconfig/linux-6.1.tar.xz` …): `KCHECK_ORACLE_DATA`, if it is set. */
export const dataFolder = (): string | undefined => {
  const folder = process.env['KCHECK_ORACLE_DATA']
  return folder === undefined || folder === '' ? undefined : resolve(folder)
}

const isProjectRoot = (folder: string): boolean => {
  const manifest = join(folder, 'package.json')
  return existsSync(manifest) && /"name":\s*"kcheck"/.test(readFileSync(manifest, 'utf8'))
}

/** The project's root: the nearest folder above the running script whose package is kcheck. */
export const projectRoot = (): string => {
  for (const start of [dirname(resolve(process.argv[1] ?? '.')), process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      if (isProjectRoot(folder)) return folder
      if (dirname(folder) === folder) break
    }
  }
  throw new Error('not inside the kcheck project')
}
