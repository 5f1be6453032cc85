/**
 * A prediction as messages for people, or as JSON (schema kcheck/predict/1).
 */
import type { KconfigMessage } from '../kconfig/message.ts'
import type { PredictFailure, Prediction, PredictResult } from '../workspace/predict-request.ts'
import { wordsFor } from './kconfig-messages.ts'
import { kernelSummary } from './kernel-summary.ts'
import { noteLine, unknownText } from './note-text.ts'
import { predictionJson } from './prediction-json.ts'
import { problemText } from './problem-text.ts'
import { rejectionText } from './rejection-text.ts'
import { readable, type Style, styleFor } from './style.ts'

export interface ReportOptions {
  readonly json: boolean
  readonly diff: boolean
  readonly requireKnown: boolean
  readonly colour: boolean
}

export interface PredictionReport {
  /** For stderr. */
  readonly messages: string
  /** For stdout instead of the result. */
  readonly json?: string
  readonly exitCode: 0 | 3
}

/** Unknown probes listed before it is "and N more". */
const UNKNOWN_LISTED = 10

export const reportPrediction = (result: PredictResult, options: ReportOptions): PredictionReport => {
  const style = styleFor(options.colour)
  const json = options.json ? { json: predictionJson(result) } : {}
  if (result.kind === 'failed') return { messages: failureText(result, style), ...json, exitCode: 3 }
  const short = options.requireKnown && result.unknown.length > 0
  const messages = predictionText(result, options.diff, style)
  if (!short) return { messages, ...json, exitCode: 0 }
  const refusal = `${style.error('error')}: values hang on unknown probes (--require-known)\n`
  return { messages: messages + refusal, ...json, exitCode: 3 }
}

const failureText = ({ problem, notes, messages }: PredictFailure, style: Style): string => {
  let text = notes.map((note) => line(noteLine(note, style))).join('')
  for (const message of told(messages)) text += messageText(message, style)
  return readable(text + line(`${style.error('error')}: ${problemText(problem)}`))
}

const predictionText = (prediction: Prediction, diff: boolean, style: Style): string => {
  const { kernel, notes, messages, overrides, unknown, rejections, seed } = prediction
  let text = notes.map((note) => line(noteLine(note, style))).join('')
  if (seed !== undefined) text += line(style.dim(`seed 0x${seed.toString(16).toUpperCase()}`))
  for (const message of told(messages)) text += messageText(message, style)
  for (const { before, after } of overrides) {
    text += line(
      `${style.note('note')}: ${after.file}:${after.line} overrides ${before.file}:${before.line} for CONFIG_${after.symbol}`,
    )
  }
  for (const answer of unknown.slice(0, UNKNOWN_LISTED)) text += line(unknownText(answer))
  if (unknown.length > UNKNOWN_LISTED) text += line(`unknown: ${unknown.length - UNKNOWN_LISTED} more probes`)
  if (diff) for (const rejection of rejections) text += rejectionText(rejection, style)
  if (kernel !== undefined) text += line(kernelSummary(kernel))
  return readable(text)
}

/** "Syntax error" says nothing where the next message names the same line. */
const told = (messages: readonly KconfigMessage[]): readonly KconfigMessage[] =>
  messages.filter(
    ({ code, position }, index) =>
      code !== 'kconfig/syntax-error' || position?.line !== messages[index + 1]?.position?.line,
  )

const line = (text: string): string => `${text}\n`

/** `warning: TITLE`, then where, why and what to do, each on a line of its own. */
const messageText = (message: KconfigMessage, style: Style): string => {
  const { code, args, severity, position, related = [] } = message
  const words = wordsFor(code, args, message.text)
  let text = line(`${style[severity](severity)}: ${words.title}`)
  if (position !== undefined) text += line(`  ${style.dim('at')} ${position.file}:${position.line}${columnOf(message)}`)
  if (message.excerpt !== undefined) text += excerptText(message.excerpt, style)
  for (const { position: other } of related) text += line(`  ${style.dim('included from')} ${other.file}:${other.line}`)
  if (words.why !== undefined) text += line(`  ${style.dim('why')} ${words.why}`)
  if (words.help !== undefined) text += line(`  ${style.note('help')} ${words.help}`)
  return text
}

const columnOf = ({ excerpt }: KconfigMessage): string => (excerpt === undefined ? '' : `:${excerpt.column}`)

/** Bytes of a line that are shown, and how many of them before the part that matters. */
const WIDTH = 160
const LEAD = 40

/** Columns count bytes; the caret stands below what people see of them, tabs as they are. */
const excerptText = ({ text, column, length }: NonNullable<KconfigMessage['excerpt']>, style: Style): string => {
  const from = text.length <= WIDTH ? 0 : Math.max(0, Math.min(column - 1 - LEAD, text.length - WIDTH))
  const to = Math.min(text.length, from + WIDTH)
  const before = from > 0 ? '…' : ''
  const shown = `${before}${text.slice(from, to)}${to < text.length ? '…' : ''}`
  const indent = readable(before + text.slice(from, column - 1)).replace(/[^\t]/gu, ' ')
  const width = [...readable(text.slice(column - 1, Math.min(to, column - 1 + length)))].length
  return line(`  ${style.dim('|')} ${shown}`) + line(`  ${style.dim('|')} ${indent}${'^'.repeat(Math.max(1, width))}`)
}
