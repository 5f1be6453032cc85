/**
 * A prediction as JSON, schema kcheck/predict/1 (docs/schemas.md).
 */
import { toJsonText } from '../files/json-text.ts'
import type { KconfigMessage } from '../kconfig/message.ts'
import type { PredictResult } from '../workspace/predict-request.ts'
import { decoded } from './decoded.ts'
import { wordsFor } from './kconfig-messages.ts'
import { problemText } from './problem-text.ts'

export const PREDICT_SCHEMA = 'kcheck/predict/1'

export const predictionJson = (result: PredictResult): string => {
  const head = {
    schema: PREDICT_SCHEMA,
    result: result.kind,
    notes: result.notes,
    messages: result.messages.map(message),
  }
  const about =
    result.kind === 'failed'
      ? { ...head, problem: { ...result.problem, message: problemText(result.problem) } }
      : {
          ...head,
          mode: result.mode,
          seed: result.seed,
          symbols: result.symbols,
          overrides: result.overrides,
          unknown: result.unknown,
          rejections: result.rejections,
          kernel: result.kernel,
        }
  return `${JSON.stringify({ ...decoded(about), ...(result.kind === 'failed' ? {} : files(result)) }, null, 1)}\n`
}

const message = ({ code, severity, args, position, span, excerpt, related, text }: KconfigMessage): object => ({
  code,
  severity,
  ...wordsFor(code, args, text),
  args,
  position,
  span,
  excerpt,
  related,
  original: text,
})

/** What would be written, so that every byte of it can be had back. */
const files = ({ text, files }: Extract<PredictResult, { kind: 'predicted' }>): object => ({
  text: toJsonText(text),
  files: files && Object.fromEntries([...files].map(([name, content]) => [name, toJsonText(content)])),
})
