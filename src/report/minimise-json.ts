/**
 * The fewest lines as JSON, schema kcheck/minimize/1 (docs/schemas.md).
 */
import { toJsonText } from '../files/json-text.ts'
import type { HashNotGiven, MinimisedSeed, MinimiseResult } from '../workspace/minimise-request.ts'
import { decoded } from './decoded.ts'
import { minimiseProblemText } from './minimise-problem-text.ts'

const MINIMIZE_SCHEMA = 'kcheck/minimize/1'

const answer = (result: MinimisedSeed | HashNotGiven): object => {
  const { folder, config, release, target, notes, expectation } = result
  return { folder, config, release, target, notes, expectation }
}

const minimised = (result: MinimisedSeed): object => {
  const { verdict, hashedLines, read, trials, lines, unmatched } = result
  const about = { verdict, vermagic: result.expectation.expectation.vermagic, hashedLines }
  return { ...answer(result), ...about, read, trials, lines, unmatched }
}

export const minimiseJson = (result: MinimiseResult): string => {
  const about =
    result.kind === 'failed'
      ? { problem: { ...result.problem, message: minimiseProblemText(result.problem) } }
      : result.kind === 'not-given'
        ? { ...answer(result), vermagic: result.vermagic }
        : minimised(result)
  const text = result.kind === 'minimised' ? { text: toJsonText(result.text) } : {}
  const head = { schema: MINIMIZE_SCHEMA, result: result.kind }
  return `${JSON.stringify({ ...decoded({ ...head, ...about }), ...text }, null, 1)}\n`
}
