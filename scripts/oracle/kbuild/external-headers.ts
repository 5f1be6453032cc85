/**
 * Debian's headers of a kernel, whole: those of the flavour, the common ones and the scripts, in the places beside each
 * other that they have below `/`.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { privateApt } from '../debian/private-apt.ts'
import { command } from '../place/command.ts'
import { say } from '../place/script.ts'
import { workFolder } from '../place/work-folder.ts'

/** The kernel whose headers the recorded cases were made with. */
export const RECORDED_RELEASE = '6.1.0-56-amd64'

const isWhole = (root: string, release: string): boolean => {
  const sources = join(root, 'usr/src')
  const common = `linux-headers-${release.replace(/-[^-]+$/, '')}-common`
  return [`linux-headers-${release}/.config`, `${common}/Makefile`, `${common}/scripts/Makefile.build`].every((path) =>
    existsSync(join(sources, path)),
  )
}

/** The folder `linux-headers-RELEASE`, downloaded with what it needs unless it is there, or why it cannot be had. */
export const externalHeaders = (release: string): { readonly headers: string } | { readonly why: string } => {
  const root = join(workFolder(), 'kbuild-headers')
  const headers = join(root, `usr/src/linux-headers-${release}`)
  if (isWhole(root, release)) return { headers }
  try {
    const apt = privateApt(release.replace(/^.*-/, ''), say)
    mkdirSync(root, { recursive: true })
    const common = `linux-headers-${release.replace(/-[^-]+$/, '')}-common`
    const series = /^\d+\.\d+/.exec(release)?.[0] ?? ''
    for (const name of [`linux-headers-${release}`, common, `linux-kbuild-${series}`]) {
      for (const archive of apt.download([name])) {
        command('dpkg-deb', ['-x', archive, root])
        rmSync(archive)
      }
    }
    return isWhole(root, release) ? { headers } : { why: `${root}: ${readdirSync(join(root, 'usr/src')).join(' ')}` }
  } catch (error) {
    return { why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) }
  }
}
