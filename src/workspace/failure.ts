/**
 * Ends the work of a use case with a problem of the request: caught where the use case begins.
 */
import { FileError } from '../files/file-system.ts'
import { ConfigurationStop } from '../kconfig/message.ts'
import type { PredictProblem } from './predict-request.ts'

export class RequestFailure extends Error {
  readonly problem: PredictProblem
  constructor(problem: PredictProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** The problem behind an error; undefined where it is none of the request or of the files. */
export const failureOf = (error: unknown): PredictProblem | undefined => {
  if (error instanceof RequestFailure) return error.problem
  if (error instanceof ConfigurationStop) return { kind: 'bad-kconfig' }
  // What the user names is told apart where it is read; the rest belongs to the tree.
  if (error instanceof FileError) return { kind: 'unreadable', what: 'tree', path: error.path, code: error.code }
  return undefined
}
