/**
 * One of Debian's kernels for each architecture: the packages `linux-image-RELEASE` and `linux-headers-RELEASE` unpacked
 * side by side into the working folder's `kernels/ARCH`, as they would lie below `/` if they were installed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../place/command.ts'
import type { LinuxSeries } from '../place/kernel-tree.ts'
import { workFolder } from '../place/work-folder.ts'
import type { PrivateApt } from './private-apt.ts'

/** Debian's architectures and the ordinary flavour of kernel on each. */
export const FLAVOURS: ReadonlyMap<string, string> = new Map([
  ['amd64', 'amd64'],
  ['arm64', 'arm64'],
  ['armel', 'marvell'],
  ['armhf', 'armmp'],
  ['i386', '686-pae'],
  ['mips64el', '5kc-malta'],
  ['mipsel', '4kc-malta'],
  ['ppc64el', 'powerpc64le'],
  ['s390x', 's390x'],
])

/** The two configurations of one kernel. */
export interface DebianKernel {
  readonly architecture: string
  /** As `uname -r` prints it: 6.1.0-56-amd64. */
  readonly release: string
  /** The tree's version, off the configuration's header: 6.1.192. */
  readonly version: string
  /** The headers package's `.config`: as the configurator wrote it. */
  readonly headersConfig: string
  /** The image package's `/boot/config-RELEASE`: some lines are taken out of it when the package is built. */
  readonly imageConfig: string
}

const kernelAt = (root: string, architecture: string, release: string): DebianKernel => {
  const headersConfig = join(root, `usr/src/linux-headers-${release}/.config`)
  const imageConfig = join(root, `boot/config-${release}`)
  // # Linux/x86 6.1.192 Kernel Configuration
  const head = readFileSync(headersConfig, 'latin1').slice(0, 400)
  const version = /^# Linux\/\w+ (\S+) Kernel Configuration$/m.exec(head)?.[1]
  if (version === undefined) throw new Error(`${headersConfig}: no version in its header`)
  return { architecture, release, version, headersConfig, imageConfig }
}

/** The newest of the names PREFIX6.1.0-56-FLAVOUR, without the prefix. Variants (-rt-, -cloud-, -unsigned) do not match. */
const newestRelease = (
  names: readonly string[],
  prefix: string,
  series: LinuxSeries,
  flavour: string,
): string | undefined => {
  const pattern = new RegExp(`^${series.replace('.', '\\.')}\\.[0-9][0-9.]*[-+][0-9a-z]*-${flavour}$`)
  const { compare } = new Intl.Collator('en', { numeric: true })
  const releases = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  return releases
    .filter((release) => pattern.test(release))
    .sort(compare)
    .at(-1)
}

/** The kernel that is there already, if one is. */
const unpackedKernel = (architecture: string, series: LinuxSeries, flavour: string): DebianKernel | undefined => {
  const root = join(workFolder(), 'kernels', architecture)
  const sources = join(root, 'usr/src')
  if (!existsSync(sources)) return undefined
  // The headers are unpacked last: where their configuration is, the image is whole.
  const names = readdirSync(sources).filter((name) => existsSync(join(sources, name, '.config')))
  const release = newestRelease(names, 'linux-headers-', series, flavour)
  return release === undefined ? undefined : kernelAt(root, architecture, release)
}

/** The newest kernel of the series, downloaded and unpacked unless one is there. Throws when it cannot be had. */
export const ensureDebianKernel = (architecture: string, series: LinuxSeries, apt: () => PrivateApt): DebianKernel => {
  const flavour = FLAVOURS.get(architecture)
  if (flavour === undefined) throw new Error(`${architecture}: not an architecture of Debian that is known here`)
  const present = unpackedKernel(architecture, series, flavour)
  if (present !== undefined) return present
  const names = apt().cache('pkgnames', 'linux-').split('\n')
  const paired = names.filter((name) => names.includes(name.replace('linux-image-', 'linux-headers-')))
  const release = newestRelease(paired, 'linux-image-', series, flavour)
  if (release === undefined) throw new Error(`no package linux-image-${series}.*-${flavour} with headers`)
  const root = join(workFolder(), 'kernels', architecture)
  mkdirSync(root, { recursive: true })
  for (const name of [`linux-image-${release}`, `linux-headers-${release}`]) {
    for (const archive of apt().download([name])) {
      command('dpkg-deb', ['-x', archive, root])
      rmSync(archive)
    }
  }
  return kernelAt(root, architecture, release)
}
