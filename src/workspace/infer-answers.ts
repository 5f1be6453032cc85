/**
 * What a configuration gives away about probes, from the cache where the same configuration was asked about the same
 * model before.
 */
import type { ConfigText } from '../config/config-text.ts'
import { type Cache, cacheKey } from '../files/cache.ts'
import { readConfig } from '../kconfig/config-reader.ts'
import { Evaluator } from '../kconfig/evaluator.ts'
import { applyInference, type Inference, inferProbes } from '../kconfig/infer-probes.ts'
import type { KeptModel } from '../kconfig/model-cache.ts'
import { resetValues } from '../kconfig/reset-values.ts'
import { KCHECK_VERSION } from '../version.ts'
import { PREFIX } from './run-mode.ts'

export interface InferenceQuestion {
  readonly kept: KeptModel
  /** The configuration's text, and its lines where they are needed. */
  readonly text: string
  readonly lines: () => Promise<ConfigText>
  /** It lists every visible symbol of this very tree. */
  readonly complete: boolean
  readonly cache: Cache
}

/** Gives the words of the model their answers. Nothing else of the model is changed. */
export const inferAnswers = async (question: InferenceQuestion): Promise<Inference> => {
  const { kept, text, complete, cache } = question
  if (kept.key === undefined) return infer(question)
  const key = cacheKey('inference/1', KCHECK_VERSION, kept.key, String(complete), Buffer.from(text, 'latin1'))
  const known = cache.get(key)
  if (known !== undefined) {
    const [forced, assumed] = JSON.parse(known.toString('utf8')) as readonly (readonly (readonly [string, string])[])[]
    const inference = { forced: new Map(forced), assumed: new Map(assumed) }
    applyInference(kept.model, inference)
    return inference
  }
  const inference = await infer(question)
  cache.put(key, Buffer.from(JSON.stringify([[...inference.forced], [...inference.assumed]])))
  return inference
}

const infer = async ({ kept: { model }, lines, complete }: InferenceQuestion): Promise<Inference> => {
  const silent = new Evaluator(model, () => {})
  readConfig(silent, await lines(), { kind: 'user', prefix: PREFIX, warnUnknown: false })
  const inference = inferProbes(silent, complete)
  resetValues(model)
  return inference
}
