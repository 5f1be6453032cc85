/**
 * The kernel that a user asks for with `--expect`.
 */
import { type Expectation, readExpectation } from '../openwrt/expectation.ts'

/** Why a text asks for no kernel. */
export type ExpectationProblem =
  | { readonly kind: 'no-expectation' }
  | { readonly kind: 'several-expectations'; readonly expectations: readonly Expectation[] }

/** Ends the work where the text asks for none, or for several. */
export class ExpectationStop extends Error {
  readonly problem: ExpectationProblem
  constructor(problem: ExpectationProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** `-` is standard input. Throws an `ExpectationStop`. */
export const readExpected = (expect: string, stdin: () => string): Expectation => {
  const reading = readExpectation(expect === '-' ? stdin() : expect)
  if (reading.kind === 'none') throw new ExpectationStop({ kind: 'no-expectation' })
  if (reading.kind === 'several')
    throw new ExpectationStop({ kind: 'several-expectations', expectations: reading.expectations })
  return reading.expectation
}
