/**
 * The source that a Debian kernel was configured in: a tree of exactly its version. One number off is another oracle:
 * stable releases do change Kconfig files.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../place/command.ts'
import { kernelVersion, type LinuxSeries } from '../place/kernel-tree.ts'
import { workFolder } from '../place/work-folder.ts'
import type { PrivateApt } from './private-apt.ts'

/** What a configurator reads of a tree, and everything but manuals, as tar takes it. */
const CONFIGURATION = ['--wildcards', '*/Kconfig*', '*/Makefile', '*/scripts/*']
const SOURCE = ['--exclude=*/Documentation/*.rst', '--exclude=*/Documentation/*.txt']

/** Package versions that apt has, newest first, of the tree's version: 6.1.192-2 for 6.1.192. */
const packageVersions = (apt: PrivateApt, name: string, version: string): readonly string[] =>
  // linux-source-6.1 |  6.1.192-2 | REPOSITORY SUITE/main amd64 Packages
  apt
    .cache('madison', name)
    .split('\n')
    .map((line) => line.split('|')[1]?.trim() ?? '')
    .filter((found) => found.replace(/-[^-]*$/, '') === version)

const download = (
  series: LinuxSeries,
  version: string,
  apt: PrivateApt,
  folder: string,
  wanted: readonly string[],
): void => {
  const name = `linux-source-${series}`
  const [newest] = packageVersions(apt, name, version)
  if (newest === undefined) throw new Error(`no package ${name} of version ${version}`)
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(join(partial, 'tree'), { recursive: true })
  for (const archive of apt.download([`${name}=${newest}`])) {
    command('dpkg-deb', ['-x', archive, join(partial, 'package')])
    rmSync(archive)
  }
  const archive = join(partial, `package/usr/src/${name}.tar.xz`)
  command('tar', ['-C', join(partial, 'tree'), '--strip-components=1', '-xf', archive, ...wanted])
  renameSync(join(partial, 'tree'), folder)
  rmSync(partial, { recursive: true })
}

const hasVersion = (folder: string, version: string): boolean =>
  existsSync(join(folder, 'Kconfig')) && kernelVersion(folder) === version

/**
 * A tree of exactly this version: the one the other oracles use if it has it, else `linux-source-VERSION` in the working
 * folder, made of what the package of that version has for a configurator. Throws when it cannot be had.
 */
export const ensureKernelSource = (series: LinuxSeries, version: string, apt: () => PrivateApt): string => {
  const shared = join(workFolder(), `linux-source-${series}`)
  if (hasVersion(shared, version)) return shared
  const own = join(workFolder(), `linux-source-${version}`)
  if (!existsSync(own)) download(series, version, apt(), own, CONFIGURATION)
  if (!hasVersion(own, version)) throw new Error(`${own} is not Linux ${version}`)
  return own
}

/** The same with everything that a build reads; of another version than the shared tree's it is `kbuild-source-VERSION`. */
export const ensureWholeSource = (series: LinuxSeries, version: string, apt: () => PrivateApt): string => {
  const shared = join(workFolder(), `linux-source-${series}`)
  if (hasVersion(shared, version)) return shared
  const own = join(workFolder(), `kbuild-source-${version}`)
  if (!existsSync(own)) download(series, version, apt(), own, SOURCE)
  if (!hasVersion(own, version)) throw new Error(`${own} is not Linux ${version}`)
  return own
}
