/**
 * What `kcheck kbuild` says, in the form that is asked for, and the exit code that goes with it.
 */
import type { KbuildEmit, KbuildOutcome, KbuildResult } from '../workspace/kbuild-request.ts'
import { againstLines, isEmptyDifference, symbolLines } from './kbuild-difference-text.ts'
import { doubtLines } from './kbuild-doubt-text.ts'
import { emittedText } from './kbuild-emit.ts'
import { externalNotes } from './kbuild-external-text.ts'
import { findingLines, toldFindings } from './kbuild-finding-text.ts'
import { kbuildJson } from './kbuild-json.ts'
import { nothingLines, type TypedVariable } from './kbuild-nothing-text.ts'
import { placeNames } from './kbuild-place.ts'
import { kbuildNoteLine, kbuildProblemText } from './kbuild-problem-text.ts'
import { externalLines, treeLines } from './kbuild-summary-text.ts'
import { isBuilt, whyLines } from './kbuild-why-text.ts'
import { readable, type Style, styleFor } from './style.ts'

export interface KbuildReportOptions {
  readonly json: boolean
  readonly emit?: KbuildEmit
  /** Tell of findings that do no harm, too. */
  readonly lint?: boolean
  /** Variables that were typed, for commands to type next. */
  readonly variables?: readonly TypedVariable[]
  /** Of standard output, and of standard error. */
  readonly colour: { readonly output: boolean; readonly messages: boolean }
}

export interface KbuildReport {
  /** For standard output or a file: bytes, a unit each. May be empty. */
  readonly output: string
  /** For standard error. */
  readonly messages: string
  readonly exitCode: 0 | 1 | 3
}

const lines = (some: readonly string[]): string => some.map((line) => `${line}\n`).join('')

/** Words as the bytes they are written as. */
const bytes = (words: string): string => Buffer.from(words).toString('latin1')

/** Each answer that was asked for, else what is built. */
const answers = (outcome: KbuildOutcome, given: readonly TypedVariable[], style: Style): readonly string[] => {
  const { why, symbol, against, nothing, external } = outcome
  const sections = [
    ...(nothing === undefined ? [] : [nothingLines(nothing, outcome, given, style)]),
    ...(why === undefined ? [] : [whyLines(why, outcome, style)]),
    ...(symbol === undefined ? [] : [symbolLines(symbol, placeNames(outcome), style)]),
    ...(against === undefined ? [] : [againstLines({ config: outcome.config, against }, style)]),
  ]
  if (sections.length === 0) return external === undefined ? treeLines(outcome, style) : externalLines(outcome, style)
  return sections.flatMap((section, index) => (index === 0 ? section : ['', ...section]))
}

const messageLines = (outcome: KbuildOutcome, lint: boolean, style: Style): readonly string[] => {
  const names = placeNames(outcome)
  return [
    ...outcome.notes.map((note) => kbuildNoteLine(note, style)),
    ...externalNotes(outcome, style),
    ...findingLines(toldFindings(outcome, lint), names, style),
    ...doubtLines(outcome.doubts, names, style),
  ]
}

/** What is asked for by name has to be so, and a module's folder has to build something. */
const exitCodeOf = ({ why, against, external, modules }: KbuildOutcome): 0 | 1 => {
  if (external !== undefined && modules.length === 0) return 1
  if (why !== undefined && !isBuilt(why)) return 1
  return against === undefined || isEmptyDifference(against.difference) ? 0 : 1
}

export const reportKbuild = (result: KbuildResult, options: KbuildReportOptions): KbuildReport => {
  const { json, emit, lint = false, variables = [], colour } = options
  const style = styleFor(colour.messages)
  const printed = json ? bytes(kbuildJson(result)) : ''
  if (result.kind === 'failed') {
    const notes = lines(result.notes.map((note) => kbuildNoteLine(note, style)))
    const problem = `${style.error('error')}: ${readable(kbuildProblemText(result.problem))}\n`
    return { output: printed, messages: notes + problem, exitCode: 3 }
  }
  const exitCode = exitCodeOf(result)
  const messages = lines(messageLines(result, lint, style))
  if (json) return { output: printed, messages, exitCode }
  if (emit === undefined)
    return { output: bytes(lines(answers(result, variables, styleFor(colour.output)))), messages, exitCode }
  // the list is for programs: what would be said in its place goes to people
  const nothing = result.nothing === undefined ? [] : nothingLines(result.nothing, result, variables, style)
  return { output: emittedText(result, emit), messages: messages + lines(nothing), exitCode }
}
