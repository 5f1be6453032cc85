/**
 * A prediction as JSON, schema kcheck/predict/1 (docs/schemas.md).
 */
import type { KconfigMessage } from '../kconfig/message.ts'
import type { PredictResult } from '../workspace/predict-request.ts'
import { wordsFor } from './kconfig-messages.ts'
import { problemText } from './problem-text.ts'
import { readable } from './style.ts'

export const PREDICT_SCHEMA = 'kcheck/predict/1'

export const predictionJson = (result: PredictResult): string => {
  const head = {
    schema: PREDICT_SCHEMA,
    result: result.kind,
    notes: result.notes,
    messages: result.messages.map(message),
  }
  const body =
    result.kind === 'failed'
      ? { ...head, problem: { ...result.problem, message: problemText(result.problem) } }
      : {
          ...head,
          mode: result.mode,
          ...(result.seed === undefined ? {} : { seed: result.seed }),
          symbols: result.symbols,
          overrides: result.overrides,
          unknown: result.unknown,
          rejections: result.rejections,
          text: result.text,
          ...(result.files === undefined ? {} : { files: Object.fromEntries(result.files) }),
        }
  return `${JSON.stringify(body, decode, 1)}\n`
}

const message = ({ code, severity, args, position, span, text }: KconfigMessage): object => ({
  code,
  severity,
  title: wordsFor(code, args, text).title,
  args,
  ...(position === undefined ? {} : { position }),
  ...(span === undefined ? {} : { span }),
  original: text,
})

const decode = (_key: string, value: unknown): unknown => (typeof value === 'string' ? readable(value) : value)
