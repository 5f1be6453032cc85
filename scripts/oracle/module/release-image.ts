/**
 * Debian's image and headers of exactly one release of the kernel, unpacked side by side: where another oracle has left
 * them, else downloaded.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDebianKernel } from '../debian/kernel-packages.ts'
import { privateApt } from '../debian/private-apt.ts'
import { command } from '../place/command.ts'
import type { LinuxSeries } from '../place/kernel-tree.ts'
import { say } from '../place/script.ts'
import { workFolder } from '../place/work-folder.ts'

const isWhole = (root: string, release: string): boolean =>
  existsSync(join(root, 'lib/modules', release)) &&
  existsSync(join(root, `usr/src/linux-headers-${release}/Module.symvers`)) &&
  existsSync(join(root, `boot/vmlinuz-${release}`))

/** Folders of unpacked packages: `kernels/ARCH`, and `images/NAME/ARCH` where somebody has put them. */
const candidates = (architecture: string): readonly string[] => {
  const images = join(workFolder(), 'images')
  const named = existsSync(images) ? readdirSync(images).map((name) => join(images, name, architecture)) : []
  return [join(workFolder(), 'kernels', architecture), ...named]
}

const NEWEST = new Intl.Collator('en', { numeric: true })

/** The release that mutants of a series are loaded into: the newest that is there, else the newest on offer. */
export const fuzzRelease = (series: LinuxSeries): string => {
  const start = `${series}.`
  const there = candidates('amd64').flatMap((root) => {
    const folder = join(root, 'lib/modules')
    const names = existsSync(folder) ? readdirSync(folder) : []
    return names.filter((name) => name.startsWith(start) && isWhole(root, name) && !/-(rt|cloud)-/.test(name))
  })
  const release = there.sort(NEWEST.compare).at(-1)
  return release ?? ensureDebianKernel('amd64', series, () => privateApt('amd64', say)).release
}

/** The folder of a release, or why it cannot be had: Debian does not keep releases for ever. */
export const releaseImage = (
  release: string,
  architecture: string,
): { readonly root: string } | { readonly why: string } => {
  const there = candidates(architecture).find((root) => isWhole(root, release))
  if (there !== undefined) return { root: there }
  const root = join(workFolder(), 'kernels', architecture)
  try {
    const apt = privateApt(architecture, say)
    mkdirSync(root, { recursive: true })
    for (const name of [`linux-image-${release}`, `linux-headers-${release}`]) {
      for (const archive of apt.download([name])) {
        command('dpkg-deb', ['-x', archive, root])
        rmSync(archive)
      }
    }
    if (!isWhole(root, release)) return { why: `the packages of ${release} lack something` }
    return { root }
  } catch (error) {
    return { why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) }
  }
}
