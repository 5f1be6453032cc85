/**
 * Debian's image and headers of exactly one release of the kernel, unpacked side by side: where another oracle has left
 * them, else downloaded.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDebianKernel, FLAVOURS } from '../debian/kernel-packages.ts'
import { privateApt } from '../debian/private-apt.ts'
import { command } from '../place/command.ts'
import type { LinuxSeries } from '../place/kernel-tree.ts'
import { say } from '../place/script.ts'
import { workFolder } from '../place/work-folder.ts'

const isWhole = (root: string, release: string): boolean =>
  existsSync(join(root, 'lib/modules', release)) &&
  existsSync(join(root, `usr/src/linux-headers-${release}/Module.symvers`)) &&
  existsSync(join(root, `boot/config-${release}`))

/** Folders of unpacked packages: `kernels/ARCH`, and `images/NAME/ARCH` where somebody has put them. */
const candidates = (architecture: string): readonly string[] => {
  const images = join(workFolder(), 'images')
  const named = existsSync(images) ? readdirSync(images).map((name) => join(images, name, architecture)) : []
  return [join(workFolder(), 'kernels', architecture), ...named]
}

const NEWEST = new Intl.Collator('en', { numeric: true })

/**
 * The newest release of a series in its architecture's ordinary flavour: of those that are there, else of those on offer;
 * undefined where there is none.
 */
export const seriesRelease = (series: LinuxSeries, architecture: string): string | undefined => {
  const flavour = FLAVOURS.get(architecture) ?? architecture
  const there = candidates(architecture).flatMap((root) => {
    const folder = join(root, 'lib/modules')
    return (existsSync(folder) ? readdirSync(folder) : []).filter(
      (name) =>
        name.startsWith(`${series}.`) &&
        name.endsWith(`-${flavour}`) &&
        !/-(rt|cloud)-/.test(name) &&
        isWhole(root, name),
    )
  })
  const release = there.sort(NEWEST.compare).at(-1)
  if (release !== undefined) return release
  try {
    return ensureDebianKernel(architecture, series, () => privateApt(architecture, say)).release
  } catch (error) {
    say(`${architecture}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    return undefined
  }
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
