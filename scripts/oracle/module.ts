/**
 * `npm run oracle:module`: what kcheck says of modules, beside what booted kernels said of them. The cases and the kernels'
 * answers are recorded; the kernels are Debian's, and their headers are taken of exactly that release. Exits 1 if any
 * differs, or if nothing could be compared.
 *
 *   --config NAME[,NAME]   only these boots (6.1-default, user-6.12, …)
 *   --only TEXT            only cases with this in their name
 *   --verbose              both answers in whole
 */
import { join } from 'node:path'
import { compareBoot, differenceText, summary } from './module/compare-boot.ts'
import { isRecordedInit } from './module/compare-case.ts'
import { type ImageKernel, imageKernel } from './module/image-kernel.ts'
import { kernelCertificates } from './module/kernel-certificates.ts'
import { recordedBoots, recordedFolder } from './module/recorded-cases.ts'
import { releaseImage } from './module/release-image.ts'
import { runScript, say, scriptOptions, UsageError } from './place/script.ts'

/** The kernels that were asked for so far: reading one takes longer than its cases. */
const kernels = new Map<string, ImageKernel | { readonly why: string }>()

const kernelOf = (release: string): ImageKernel | { readonly why: string } => {
  const before = kernels.get(release)
  if (before !== undefined) return before
  const image = releaseImage(release, 'amd64')
  const kernel =
    'why' in image
      ? image
      : imageKernel(image.root, release, kernelCertificates(join(image.root, 'boot', `vmlinuz-${release}`)))
  kernels.set(release, kernel)
  return kernel
}

const main = (): number => {
  const values = scriptOptions({
    config: { type: 'string' },
    only: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  })
  const folder = recordedFolder()
  if (folder === undefined) throw new UsageError('no recorded cases: KCHECK_ORACLE_DATA names their folder')
  const all = recordedBoots(folder)
  const wanted = values.config?.split(',') ?? all.map(({ config }) => config)
  const unknown = wanted.filter((name) => all.every(({ config }) => config !== name))
  if (unknown.length > 0) throw new UsageError(`--config ${unknown}: of ${all.map(({ config }) => config).join(' ')}`)
  let [compared, good, skipped] = [0, 0, 0]
  for (const boot of all.filter(({ config }) => wanted.includes(config))) {
    const kernel = kernelOf(boot.kernel)
    if ('why' in kernel) {
      skipped += boot.cases.length
      say(`${boot.config}: skipped: ${kernel.why}`)
      continue
    }
    const modules = join(folder, boot.modules)
    const optionsOf = () => ({ isFromInit: isRecordedInit, touchesCode: false })
    const found = compareBoot({ kernel, verdicts: boot, modules, optionsOf }, values.only)
    for (const one of found.different) say(differenceText(one, values.verbose))
    say(`${boot.config}: ${summary(found)}`)
    compared += found.compared
    good += found.equal
  }
  say(`${good} of ${compared} equal, ${skipped} skipped`)
  return compared > 0 && good === compared ? 0 : 1
}

await runScript(main)
