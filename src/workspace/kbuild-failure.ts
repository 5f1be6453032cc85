/**
 * Ends the work of `kbuild` with a problem of the request: caught where it begins.
 */
import type { KbuildProblem } from './kbuild-request.ts'

export class KbuildRequestFailure extends Error {
  readonly problem: KbuildProblem
  constructor(problem: KbuildProblem) {
    super(problem.kind)
    this.problem = problem
  }
}
