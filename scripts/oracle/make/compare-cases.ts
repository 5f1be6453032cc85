/**
 * Cases given to make and to kcheck, what differs, and the smallest text that does.
 */
import { rmSync } from 'node:fs'
import { lineDifference } from '../compare/line-difference.ts'
import { askMake, caseFolder } from './gnu-make.ts'
import type { MakeCase } from './make-case.ts'
import type { Observation } from './observation.ts'
import { askKcheck } from './our-make.ts'

/** One case, and what both made of it. */
export interface Compared {
  readonly one: MakeCase
  readonly theirs: Observation
  readonly ours: Observation
}

const whole = ({ said, stop }: Observation): string => `${said}${stop === undefined ? '' : `*** ${stop}\n`}`

/** Whether they differ. Where make's answer says nothing, they do not. */
export const isDifferent = ({ theirs, ours }: Compared): boolean =>
  theirs.skip === undefined && whole(theirs) !== whole(ours)

/** What differs, for a reader. */
export const differenceText = ({ theirs, ours }: Compared): string => lineDifference(whole(theirs), whole(ours), 40)

/** Asks both about some cases, in folders below `scratch`. */
export const compareCases = (cases: readonly MakeCase[], scratch: string): readonly Compared[] => {
  const theirs = askMake(cases, scratch)
  const results = cases.map((one, index): Compared => {
    const skipped: Observation = { said: '' }
    const expected = theirs[index] ?? skipped
    const ours = expected.skip === undefined ? askKcheck(one, caseFolder(scratch, index)) : skipped
    return { one, theirs: expected, ours }
  })
  for (const index of cases.keys()) rmSync(caseFolder(scratch, index), { recursive: true, force: true })
  return results
}
