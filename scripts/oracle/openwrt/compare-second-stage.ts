/**
 * The second stage of recorded builds: from the full `.config`, the fragments and the packages' metadata to all of its
 * files. No tree is needed.
 */
import { choicesOf } from '../../../src/openwrt/buildroot-config.ts'
import { readKernelConfigLines } from '../../../src/openwrt/kernel-config-lines.ts'
import { prepareSecondStage } from '../../../src/openwrt/second-stage.ts'
import type { RecordedBuild } from './recorded-builds.ts'
import type { Report } from './report.ts'

const PART = 'second stage'

const compareBuild = ({ name, tag, read, fragments, patchver }: RecordedBuild, report: Report): void => {
  const made = prepareSecondStage({
    fragments,
    kernelConfigLines: readKernelConfigLines(tag.packageInfo),
    patchver,
    initramfsLines: tag.release.initramfsLines,
  })(choicesOf(read('config.full')))
  report.compare(PART, name, [
    ['.config.target', read('config.target'), made.configTarget()],
    ['.config.override', read('config.override'), made.configOverride()],
    ['.config.set', read('config.set'), made.configSet()],
    ['.vermagic', read('vermagic'), `${made.vermagic}\n`],
  ])
}

export const compareSecondStages = (builds: readonly RecordedBuild[], report: Report): void => {
  for (const build of builds) compareBuild(build, report)
  report.sum(PART, 'each, of .config.target, .config.override, .config.set and .vermagic')
}
