/**
 * What `kcheck minimize` says besides the lines themselves: how few they are, and what each is good for.
 */
import type {
  HashNotGiven,
  LineEffect,
  MinimisedSeed,
  MinimiseResult,
  NeededLine,
} from '../workspace/minimise-request.ts'
import { buildrootNoteLine } from './buildroot-note-text.ts'
import { minimiseJson } from './minimise-json.ts'
import { minimiseProblemText } from './minimise-problem-text.ts'
import { shortened } from './printable.ts'
import { readable, type Style, styleFor } from './style.ts'
import { expectationLines, expectedPartName } from './vermagic-expectation-text.ts'

export interface MinimiseReportOptions {
  readonly json: boolean
  readonly colour: boolean
}

export interface MinimiseReport {
  /** For standard error. */
  readonly messages: string
  /** The lines, latin1: absent where there are none. */
  readonly text?: string
  /** For standard output instead. */
  readonly json?: string
  readonly exitCode: 0 | 1 | 3
}

/** Lines of `.config.set` that are named; the rest is in the JSON. */
const NAMED = 3

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

const changesText = ({ lost, gained }: Extract<LineEffect, { kind: 'lines' }>): string => {
  const all = [...lost.map((line) => `-${line}`), ...gained.map((line) => `+${line}`)]
  if (all.length === 0) return 'nothing changes without it'
  const more = all.length > NAMED ? `, and ${all.length - NAMED} more` : ''
  const named = all.slice(0, NAMED).map((line) => shortened(line))
  return `${many(all.length, 'hashed line')} without it: ${named.join(', ')}${more}`
}

const effectText = (effect: LineEffect | undefined): string => {
  switch (effect?.kind) {
    case 'target':
      return `chooses the target${effect.target === undefined ? '' : ` (without it: ${effect.target})`}`
    case 'no-kernel':
      return 'chooses the kernel (without it there is none)'
    case 'lines':
      return changesText(effect)
    case undefined:
      return 'not looked at'
  }
}

const neededLine = ({ number, text, symbol, keep, effect }: NeededLine, config: string, style: Style): string => {
  const kept = keep === undefined ? [] : [`kept for --keep ${keep}`]
  const words = [...kept, ...(symbol === undefined ? [] : [effectText(effect)])].join('; ')
  return `  ${style.dim(`${config}:${number}`)} ${style.strong(shortened(text.trimEnd()))}\n    ${words}`
}

/** What was kept without looking what it is for is only counted. */
const explainedLines = (lines: readonly NeededLine[], config: string, style: Style): readonly string[] => {
  const counts = new Map<string, number>()
  for (const { keep, effect } of lines)
    if (keep !== undefined && effect === undefined) counts.set(keep, (counts.get(keep) ?? 0) + 1)
  return [
    ...lines
      .filter(({ keep, effect }) => keep === undefined || effect !== undefined)
      .map((line) => neededLine(line, config, style)),
    ...[...counts].map(([pattern, count]) => `  ${many(count, 'line')} kept for --keep ${pattern}`),
  ]
}

const INTERRUPTED = 'the search was interrupted: these are the fewest lines so far, and some of them may not be needed'

/** Where no line chooses the target, it is what comes out by itself. */
const targetNote = ({ target, lines }: MinimisedSeed, style: Style): readonly string[] =>
  lines.some(({ effect, symbol }) => symbol?.startsWith('TARGET_') === true || effect?.kind === 'target')
    ? []
    : [
        `${style.note('note')}: no line chooses ${target}, which is the default of this tree (--keep keeps lines that do)`,
      ]

const minimisedLines = (result: MinimisedSeed, style: Style): readonly string[] => {
  const { config, lines, read, expectation, hashedLines, target, trials, verdict, contradictions, unmatched } = result
  const warned = (text: string): string => `${style.warning('warning')}: ${text}`
  return [
    ...contradictions.map(({ part, expected, actual }) =>
      warned(`${expectedPartName(part)} ${expected} is asked for, and it is ${actual} here; the hash alone counts`),
    ),
    ...unmatched.map((pattern) => warned(`--keep ${pattern} fits no line of ${config}`)),
    ...(verdict === 'interrupted' ? [warned(INTERRUPTED)] : []),
    `${config}: ${lines.length} of ${many(read.lines, 'line')} ${verdict === 'minimal' ? 'give' : 'are left for'} ${expectation.expectation.vermagic} (${target}, ${many(hashedLines, 'hashed line')}; ${many(trials, 'configuration')} tried)`,
    ...(verdict === 'minimal' ? explainedLines(lines, config, style) : []),
    ...(verdict === 'minimal' ? targetNote(result, style) : []),
  ]
}

const notGivenLines = (
  { config, target, vermagic, expectation, kernel }: HashNotGiven,
  style: Style,
): readonly string[] => [
  `${style.error('error')}: ${config} gives ${vermagic} for ${target}, not ${expectation.expectation.vermagic}`,
  ...expectationLines({ kernel: { kernel } }, expectation, style),
  `${style.note('help')}: kcheck vermagic ${config} --expect ${expectation.expectation.vermagic} tries the known causes of another hash`,
]

const EXIT_CODES = { minimal: 0, interrupted: 1 } as const

export const reportMinimised = (result: MinimiseResult, { json, colour }: MinimiseReportOptions): MinimiseReport => {
  const style = styleFor(colour)
  const words = (lines: readonly string[]): string => readable(lines.map((line) => `${line}\n`).join(''))
  const printed = json ? { json: minimiseJson(result) } : {}
  if (result.kind === 'failed') {
    const messages = words([`${style.error('error')}: ${minimiseProblemText(result.problem)}`])
    return { messages, ...printed, exitCode: 3 }
  }
  const head = [
    style.dim(`buildroot ${result.folder}, OpenWrt ${result.release}`),
    ...result.notes.map((note) => buildrootNoteLine(note, style)),
  ]
  if (result.kind === 'not-given')
    return { messages: words([...head, ...notGivenLines(result, style)]), ...printed, exitCode: 1 }
  const messages = words([...head, ...minimisedLines(result, style)])
  return { messages, text: result.text, ...printed, exitCode: EXIT_CODES[result.verdict] }
}
