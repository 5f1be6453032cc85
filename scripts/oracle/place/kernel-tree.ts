/**
 * A kernel tree with its own C configurator: Debian's `linux-source-VERSION` package unpacked into the working folder,
 * and the `conf` built from it, which is the oracle everything here asks.
 */
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { command, hasProgram } from './command.ts'
import { UsageError } from './script.ts'
import { workFolder } from './work-folder.ts'

/** The kernel generations the oracles know. */
export type LinuxSeries = '6.1' | '6.12'

export const LINUX_SERIES: readonly LinuxSeries[] = ['6.1', '6.12']

const isLinuxSeries = (text: string): text is LinuxSeries => (LINUX_SERIES as readonly string[]).includes(text)

/** The generation that `text` names. */
export const oneSeries = (text: string): LinuxSeries => {
  if (isLinuxSeries(text)) return text
  throw new UsageError(`Linux ${text}: ${LINUX_SERIES.join(' or ')}`)
}

/** The generations that `text` names, `both` being all. */
export const someSeries = (text: string): readonly LinuxSeries[] => {
  if (text === 'both') return LINUX_SERIES
  if (isLinuxSeries(text)) return [text]
  throw new UsageError(`Linux ${text}: ${LINUX_SERIES.join(', ')} or both`)
}

/** An unpacked tree and the C tool built from it. */
export interface KernelTree {
  readonly series: LinuxSeries
  /** The tree's folder. */
  readonly folder: string
  /** The C tool. */
  readonly conf: string
  /** As `make kernelversion` prints it: 6.1.192. */
  readonly version: string
}

/** Reads VERSION, PATCHLEVEL, SUBLEVEL and EXTRAVERSION off the top of a kernel's Makefile. */
export const kernelVersion = (tree: string): string => {
  const head = readFileSync(join(tree, 'Makefile'), 'latin1').slice(0, 4000)
  const field = (name: string): string => new RegExp(`^${name} =[ \\t]*(.*)$`, 'm').exec(head)?.[1]?.trim() ?? ''
  return `${['VERSION', 'PATCHLEVEL', 'SUBLEVEL'].map(field).join('.')}${field('EXTRAVERSION')}`
}

const aptInstall = (packages: readonly string[], say: (text: string) => void): void => {
  say(`apt-get install ${packages.join(' ')}`)
  command('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

const unpack = (series: LinuxSeries, say: (text: string) => void): void => {
  const archive = `/usr/src/linux-source-${series}.tar.xz`
  if (!existsSync(archive)) aptInstall([`linux-source-${series}`], say)
  say(`unpacking ${archive}`)
  command('tar', ['-C', workFolder(), '-xf', archive])
}

const build = (tree: string, say: (text: string) => void): void => {
  if (!['gcc', 'make', 'flex', 'bison'].every(hasProgram)) {
    aptInstall(['gcc', 'make', 'libc6-dev', 'flex', 'bison', 'bc', 'libelf-dev', 'libssl-dev'], say)
  }
  // A whole `defconfig` and not only the tool: it leaves include/config/auto.conf behind, without which every run of
  // the tool would write one into the tree.
  say(`make -C ${tree} defconfig`)
  command('make', ['-C', tree, 'defconfig'])
}

/** The tree of a series, set up where it is not yet. `say` hears what is done; nothing is said when all is there. */
export const ensureKernelTree = (series: LinuxSeries, say: (text: string) => void): KernelTree => {
  const folder = join(workFolder(), `linux-source-${series}`)
  const conf = join(workFolder(), `conf-${series}`)
  const built = join(folder, 'scripts/kconfig/conf')
  if (!existsSync(join(folder, 'Kconfig'))) unpack(series, say)
  if (!existsSync(built) || !existsSync(join(folder, 'include/config/auto.conf'))) build(folder, say)
  if (!existsSync(conf)) copyFileSync(built, conf)
  return { series, folder, conf, version: kernelVersion(folder) }
}
