/**
 * Ends the work of `kbuild` with a problem of the request: caught where it begins.
 */
import type { MakeStop } from '../make/make-stop.ts'
import type { KbuildProblem } from './kbuild-request.ts'

export class KbuildRequestFailure extends Error {
  readonly problem: KbuildProblem
  constructor(problem: KbuildProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** What stops make stops the request. */
export const stoppedByMake = ({ code, args, place }: MakeStop): KbuildRequestFailure =>
  new KbuildRequestFailure({ kind: 'make-stopped', code, args, ...(place === undefined ? {} : { place }) })
