/**
 * `npm run oracle:module-sweep`: every module of Debian's kernels against the headers of the same release: each loads, and
 * nothing is found of it. And against another flavour's headers, where none may. Exits 1 if one is judged otherwise, or if
 * nothing could be compared.
 *
 *   --linux 6.1|6.12          the kernel series (6.1)
 *   --archs amd64,arm64,…     Debian architectures (all nine)
 *   --flavours rt,cloud       further kernels of amd64 (both); `none` for none
 *   --verbose                 what is found of each module
 */
import { join } from 'node:path'
import { FLAVOURS } from './debian/kernel-packages.ts'
import { type ImageKernel, imageKernel } from './module/image-kernel.ts'
import { kernelCertificates } from './module/kernel-certificates.ts'
import { releaseImage, seriesRelease } from './module/release-image.ts'
import { type SweepCounts, sweepModules } from './module/sweep.ts'
import { oneSeries } from './place/kernel-tree.ts'
import { runScript, say, scriptOptions, UsageError } from './place/script.ts'

/** Signatures are verified where the image is known how to be opened. */
const kernelAt = (root: string, release: string, architecture: string): ImageKernel => {
  const image = join(root, 'boot', `vmlinuz-${release}`)
  return imageKernel(root, release, architecture === 'amd64' ? kernelCertificates(image) : undefined)
}

const text = (counts: SweepCounts): string =>
  `${counts.loads} of ${counts.modules} load, ${counts.findings} findings, ${counts.mismatches} of ${counts.versions} CRCs differ`

const isClean = ({ modules, loads, findings, mismatches }: SweepCounts): boolean =>
  modules > 0 && loads === modules && findings === 0 && mismatches === 0

const main = (): number => {
  const values = scriptOptions({
    linux: { type: 'string', default: '6.1' },
    archs: { type: 'string', default: [...FLAVOURS.keys()].join(',') },
    flavours: { type: 'string', default: 'rt,cloud' },
    verbose: { type: 'boolean', default: false },
  })
  const series = oneSeries(values.linux)
  const architectures = values.archs.split(',')
  const unknown = architectures.filter((name) => !FLAVOURS.has(name))
  if (unknown.length > 0) throw new UsageError(`--archs ${unknown}: of ${[...FLAVOURS.keys()].join(' ')}`)
  let [good, all, skipped] = [0, 0, 0]
  const tell = (what: string, counts: SweepCounts, isGood: boolean): void => {
    all++
    if (isGood) good++
    say(`${what}: ${text(counts)}${isGood ? '' : ' (unexpected)'}`)
  }
  const hear = values.verbose ? say : () => {}
  let own: ImageKernel | undefined
  for (const architecture of architectures) {
    const release = seriesRelease(series, architecture)
    const image = release === undefined ? { why: 'no such release' } : releaseImage(release, architecture)
    if ('why' in image || release === undefined) {
      skipped++
      say(`${architecture}: skipped: ${'why' in image ? image.why : ''}`)
      continue
    }
    const kernel = kernelAt(image.root, release, architecture)
    if (architecture === 'amd64') own = kernel
    const counts = sweepModules(kernel, kernel.modules, hear)
    tell(`${architecture} ${release}`, counts, isClean(counts))
  }
  const flavours = own === undefined || values.flavours === 'none' ? [] : values.flavours.split(',')
  for (const flavour of flavours) {
    if (own === undefined) break
    const release = own.release.replace(/-amd64$/, `-${flavour}-amd64`)
    const image = releaseImage(release, 'amd64')
    if ('why' in image) {
      skipped++
      say(`${release}: skipped: ${image.why}`)
      continue
    }
    const kernel = kernelAt(image.root, release, 'amd64')
    const counts = sweepModules(kernel, kernel.modules, hear)
    tell(`amd64 ${release}`, counts, isClean(counts))
    const foreign = sweepModules(kernel, own.modules, () => {})
    tell(`modules of ${own.release} on ${release}`, foreign, foreign.modules > 0 && foreign.loads === 0)
  }
  say(`${good} of ${all} as expected, ${skipped} skipped`)
  return all > 0 && good === all ? 0 : 1
}

await runScript(main)
