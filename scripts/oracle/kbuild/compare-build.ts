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
  const ours = 'why' in answer ? undefined : answerLines(answer)
  let equal = true
  for (const kind of KINDS) {
    const theirs = truth.get(kind)
    if (theirs === undefined) continue
    const difference =
      ours === undefined
        ? 'why' in answer
          ? answer.why
          : ''
        : lineDifference(theirs, ours.get(kind) ?? '', MOST_LINES)
    equal = report.note(`${part} ${kind}`, name, difference === '' ? undefined : difference) && equal
  }
  return equal
}
