/** Predictions in tests: nothing from the machine, nothing kept. */
import { predict } from '../../src/workspace/predict.ts'
import type { Prediction, PredictRequest, PredictResult } from '../../src/workspace/predict-request.ts'

export type Asked = Partial<PredictRequest> & Pick<PredictRequest, 'cwd'>

export const ask = (request: Asked): Promise<PredictResult> =>
  predict({ environment: {}, stdin: () => '', cache: false, ...request })

/** One that must be made. */
export const predicted = async (request: Asked): Promise<Prediction> => {
  const result = await ask(request)
  if (result.kind === 'failed') throw new Error(JSON.stringify([result.problem, result.messages]))
  return result
}
