/**
 * A configuration's truth beside kcheck's answer, kind by kind.
 */
import { lineDifference } from '../compare/line-difference.ts'
import type { Report } from '../openwrt/report.ts'
import { answerLines, type BuildLines, type KbuildJson, KINDS } from './build-lines.ts'

/** Lines of one difference that are shown. */
const MOST_LINES = 12

/** Notes every kind that the truth has; no answer differs in all of them. `part` comes before each kind's name. */
export const compareBuild = (
  part: string,
  name: string,
  truth: BuildLines,
  answer: KbuildJson | { readonly why: string },
  report: Report,
): boolean => {
  const kinds = KINDS.filter((kind) => truth.has(kind))
  if ('why' in answer) {
    for (const [at, kind] of kinds.entries()) report.note(`${part} ${kind}`, name, at === 0 ? answer.why : 'no answer')
    return false
  }
  const ours = answerLines(answer)
  const differences = kinds.map((kind) => lineDifference(truth.get(kind) ?? '', ours.get(kind) ?? '', MOST_LINES))
  for (const [at, kind] of kinds.entries()) report.note(`${part} ${kind}`, name, differences[at] || undefined)
  return differences.every((difference) => difference === '')
}
