/**
 * Ends the work of a use case with a problem of the request: caught where the use case begins.
 */
import type { PredictProblem } from './predict-request.ts'

export class RequestFailure extends Error {
  readonly problem: PredictProblem
  constructor(problem: PredictProblem) {
    super(problem.kind)
    this.problem = problem
  }
}
