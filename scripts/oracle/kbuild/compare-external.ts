/**
 * Modules outside the kernel: the recorded cases, and further ones in `cases` among the sources. A case of these without
 * lists is walked now.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Report } from '../openwrt/report.ts'
import { workFolder } from '../place/work-folder.ts'
import { askExternal } from './ask-kcheck.ts'
import type { KbuildJson, Kind } from './build-lines.ts'
import { compareBuild } from './compare-build.ts'
import { type ExternalCase, externalTexts, readExternalCases } from './external-cases.ts'
import { externalHeaders, RECORDED_RELEASE } from './external-headers.ts'
import { externalWalk } from './external-walk.ts'
import { recordedFolder } from './recorded-builds.ts'

const walked = (one: ExternalCase, headers: string): Pick<ExternalCase, 'modulesOrder' | 'modulesObjects'> => {
  const folder = mkdtempSync(join(workFolder(), 'kwalk-'))
  try {
    return externalTexts(externalWalk({ headers, module: one.module, variables: one.variables, folder }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const objectsOf = ({ modules }: KbuildJson): ReadonlySet<string> =>
  new Set(modules.flatMap(({ objects }) => objects.map((object) => object.replace(/^.*\//, ''))))

/** Objects that the answers to commands bring or take, and that were not said to hang on them before. */
const unmarked = (before: KbuildJson, after: KbuildJson): string | undefined => {
  const [a, b] = [objectsOf(before), objectsOf(after)]
  const told = new Set((before.doubts ?? []).map(({ word }) => word.replace(/^.*\//, '')))
  const changed = [...a].filter((object) => !b.has(object)).concat([...b].filter((object) => !a.has(object)))
  const silent = changed.filter((object) => !told.has(object))
  return silent.length === 0 ? undefined : `  hang on commands, and nothing says so: ${silent.join(' ')}`
}

const compareCase = (one: ExternalCase, headers: string, report: Report): void => {
  const texts = one.isListed ? one : walked(one, headers)
  const lines = new Map<Kind, string>([
    ['modules.order', texts.modulesOrder],
    ['modules.objects', texts.modulesObjects],
  ])
  const answer = askExternal(headers, one.module, one.variables)
  compareBuild('external', one.name, lines, answer, report)
  if (!('why' in answer) && answer.unanswered !== undefined)
    report.note('external doubts', one.name, unmarked(answer.unanswered, answer))
}

/** Compares all whose names are wanted and whose sources are there (`KCHECK_KBUILD_SOURCES`). */
export const compareExternal = (wanted: (name: string) => boolean, report: Report): void => {
  const given = process.env['KCHECK_KBUILD_SOURCES'] ?? ''
  const recorded = recordedFolder()
  const sources = resolve(given)
  const cases = [
    ...(recorded === undefined ? [] : readExternalCases(join(recorded, 'external'), sources)),
    ...(given === '' ? [] : readExternalCases(join(sources, 'cases'), sources)),
  ].filter(({ name }) => wanted(name))
  const there = cases.filter(({ module }) => given !== '' && existsSync(module))
  const why = given === '' ? 'no KCHECK_KBUILD_SOURCES' : 'their sources are not there'
  const absent = cases.filter((one) => !there.includes(one)).map(({ name }) => name)
  if (absent.length > 0) report.skip('external', absent.length, `cases (${absent.join(' ')})`, why)
  if (there.length === 0) return
  const found = externalHeaders(RECORDED_RELEASE)
  if ('why' in found) {
    report.skip('external', there.length, 'cases', found.why)
    return
  }
  for (const one of there) compareCase(one, found.headers, report)
  for (const kind of ['modules.order', 'modules.objects', 'doubts']) report.sum(`external ${kind}`, 'cases')
}
