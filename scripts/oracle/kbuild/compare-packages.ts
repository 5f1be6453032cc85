/**
 * Debian's images: the modules they have, in order, and what is built in.
 */
import { seriesRelease } from '../module/release-image.ts'
import type { Report } from '../openwrt/report.ts'
import type { LinuxSeries } from '../place/kernel-tree.ts'
import { askKernel } from './ask-kcheck.ts'
import { compareBuild } from './compare-build.ts'
import { packageKernels, packageLines } from './package-kernels.ts'
import { sourceOf } from './source-of.ts'

/** Architectures of which a kernel is downloaded where none is there. */
const AT_LEAST = ['amd64', 'arm64', 'armhf', 'i386']

/** Compares all whose releases are wanted. */
export const comparePackages = (
  series: readonly LinuxSeries[],
  wanted: (name: string) => boolean,
  report: Report,
): void => {
  for (const one of series)
    for (const architecture of one === '6.1' ? AT_LEAST : ['amd64']) seriesRelease(one, architecture)
  const ofSeries = packageKernels().filter(({ version }) => series.some((one) => version.startsWith(`${one}.`)))
  if (ofSeries.length === 0) report.skip('packages', 1, 'part', 'no images')
  for (const kernel of ofSeries.filter(({ release }) => wanted(release))) {
    const source = sourceOf(kernel.version)
    if ('why' in source) {
      report.skip('packages', 1, `kernel (${kernel.release})`, source.why)
      continue
    }
    const answer = askKernel(source.tree, kernel.config, kernel.arch)
    compareBuild('package', kernel.release, packageLines(kernel), answer, report)
  }
  for (const kind of ['modules.order', 'modules.builtin']) report.sum(`package ${kind}`, 'kernels')
}
