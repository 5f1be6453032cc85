/**
 * Recorded configurations: everything that was recorded of them.
 */
import { join } from 'node:path'
import type { Report } from '../openwrt/report.ts'
import { askKernel } from './ask-kcheck.ts'
import { KINDS, readBuildLines } from './build-lines.ts'
import { compareBuild } from './compare-build.ts'
import { recordedBuilds, recordedFolder } from './recorded-builds.ts'
import { sourceOf } from './source-of.ts'

/** Compares all whose names are wanted. */
export const compareRecorded = (wanted: (name: string) => boolean, report: Report): void => {
  const folder = recordedFolder()
  if (folder === undefined) {
    report.skip('recorded', 1, 'part', 'no kbuild/cases.tar.xz in KCHECK_ORACLE_DATA')
    return
  }
  for (const build of recordedBuilds(folder).filter(({ name }) => wanted(name))) {
    const source = sourceOf(build.version)
    if ('why' in source) {
      report.skip('recorded', 1, `configuration (${build.name})`, source.why)
      continue
    }
    const answer = askKernel(source.tree, join(build.folder, 'config'), build.arch)
    const truth = new Map(readBuildLines(build.folder))
    // `./Kbuild`, and a path that was cut short: what was read is compared with walks of our own.
    truth.delete('makefiles')
    compareBuild('recorded', build.name, truth, answer, report)
  }
  for (const kind of KINDS.filter((one) => one !== 'makefiles')) report.sum(`recorded ${kind}`, 'configurations')
}
