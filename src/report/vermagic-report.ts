/**
 * What `kcheck vermagic` says: the strings, then what they are made of and where that stands.
 */
import type { VermagicAnswer, VermagicResult } from '../workspace/vermagic-request.ts'
import { kernelVermagicLines } from './kernel-vermagic-text.ts'
import { magicExpectationLines } from './magic-expectation-text.ts'
import { noteLine } from './note-text.ts'
import { officialLines } from './official-text.ts'
import { factRow, type Row, table } from './rows.ts'
import { readable, type Style, styleFor } from './style.ts'
import { expectationLines } from './vermagic-expectation-text.ts'
import { vermagicJson } from './vermagic-json.ts'
import { vermagicProblemText } from './vermagic-problem-text.ts'

export interface VermagicReportOptions {
  readonly json: boolean
  /** Of standard output, and of standard error. */
  readonly colour: { readonly output: boolean; readonly messages: boolean }
}

export interface VermagicReport {
  /** For standard output. */
  readonly output: string
  /** For standard error. */
  readonly messages: string
  readonly exitCode: 0 | 1 | 3
}

const answerLines = (answer: VermagicAnswer, style: Style): readonly string[] => {
  const { kernel, config, targetLine, packageVersion, kmodsFolder } = answer
  const { target, fragments, configuration } = kernel
  const { patchver, testing, linuxVersion, linuxRelease } = kernel.kernel
  const unknown = 'unknown, as a part of it is'
  const kmods = kmodsFolder === undefined ? unknown : `targets/${target.name}/kmods/${kmodsFolder}`
  const strings: readonly Row[] = [
    ['hash', configuration.vermagic],
    ['kernel package', packageVersion ?? unknown],
    ['kmods folder', kmods],
  ]
  const origins: readonly Row[] = [
    targetLine === undefined ? ['target', target.name] : ['target', target.name, `${config}:${targetLine}`],
    factRow('Linux version', linuxVersion),
    factRow(testing ? 'testing series' : 'Linux series', patchver),
    factRow('LINUX_RELEASE', linuxRelease),
    ['hashed lines', String(configuration.hashedLines.length)],
    ...[config, 'tmp/.packageinfo', ...fragments].map((file, index): Row => [index === 0 ? 'made of' : '', file]),
  ]
  return [...table(strings, style.dim), '', ...table(origins, style.dim)]
}

const EXIT_CODES = { met: 0, 'not-met': 1, unknown: 3 } as const

/** What is asked for and what is compared with are both to be met. */
const exitCodeOf = ({ expectation, official, kernel }: VermagicAnswer): 0 | 1 | 3 => {
  if (expectation !== undefined && expectation.verdict !== 'met') return EXIT_CODES[expectation.verdict]
  if (official === undefined) return 0
  if (official.vermagic !== kernel.configuration.vermagic) return 1
  return official.complete ? 0 : 3
}

const lines = (some: readonly string[]): string => readable(some.map((line) => `${line}\n`).join(''))

export const reportVermagic = (result: VermagicResult, { json, colour }: VermagicReportOptions): VermagicReport => {
  const [style, messageStyle] = [styleFor(colour.output), styleFor(colour.messages)]
  if (result.kind === 'failed') {
    const messages = lines([`${messageStyle.error('error')}: ${vermagicProblemText(result.problem)}`])
    return { output: json ? vermagicJson(result) : '', messages, exitCode: 3 }
  }
  if (result.kind === 'kernel') {
    const { expectation, vermagic, folder } = result
    const asked = expectation === undefined ? [] : ['', ...magicExpectationLines(expectation, style)]
    const output = json ? vermagicJson(result) : lines([...kernelVermagicLines(result, style), ...asked])
    const messages = lines([messageStyle.dim(`kernel ${folder}`)])
    if (expectation !== undefined) return { output, messages, exitCode: EXIT_CODES[expectation.verdict] }
    return { output, messages, exitCode: vermagic.text.kind === 'known' ? 0 : 3 }
  }
  const { folder, release, because, notes, expectation } = result
  const told = because.length === 0 ? '' : ` (${because.at(-1)})`
  const messages = lines([
    messageStyle.dim(`buildroot ${folder}, OpenWrt ${release}${told}`),
    ...notes.map((note) => noteLine(note, messageStyle)),
  ])
  const exitCode = exitCodeOf(result)
  if (json) return { output: vermagicJson(result), messages, exitCode }
  const asked = expectation === undefined ? [] : ['', ...expectationLines(result, expectation, style)]
  const beside = result.official === undefined ? [] : ['', ...officialLines(result, result.official, style)]
  return { output: lines([...answerLines(result, style), ...asked, ...beside]), messages, exitCode }
}
