/**
 * What `kcheck module` says, in the form that is asked for, and the exit code that goes with it.
 */
import type { ModuleOutcome, ModuleRun } from '../workspace/module-outcome.ts'
import { faultJson } from './file-fault.ts'
import { moduleOutcomeJson } from './module-json.ts'
import { kernelLines, moduleNoteText } from './module-note-text.ts'
import { moduleProblemText } from './module-problem-text.ts'
import { moduleSarif } from './module-sarif.ts'
import { modulesText } from './modules-text.ts'
import { packagesText } from './package-text.ts'
import { printable } from './printable.ts'
import { readable, type Style, styleFor } from './style.ts'

export type ModuleFormat = 'text' | 'json' | 'sarif'

export interface ModuleReportOptions {
  readonly format: ModuleFormat
  /** Of standard output, and of standard error. */
  readonly colour: { readonly output: boolean; readonly messages: boolean }
}

export interface ModuleReport {
  /** For standard output; may be empty. */
  readonly output: string
  /** For standard error: which kernel it is, what is assumed, which files are not judged. */
  readonly messages: string
  readonly exitCode: 0 | 1 | 3
}

/** Any that does not load, or would not be installed: 1; else any that cannot be told, or no verdict at all: 3. */
export const moduleExitCode = (outcome: ModuleOutcome): 0 | 1 | 3 => {
  if (outcome.kind === 'failed') return 3
  const { modules, packages, unjudged } = outcome
  if (packages.some(({ verdict }) => verdict === 'refused')) return 1
  if (modules.some(({ result: { verdict } }) => verdict === 'refused' || verdict === 'undefined')) return 1
  return unjudged.length > 0 || modules.some(({ result }) => result.verdict === 'unknown') ? 3 : 0
}

const runMessages = ({ kernel, unjudged }: ModuleRun, style: Style): string => {
  let text = kernelLines(kernel)
    .map((line) => `${style.dim(printable(line))}\n`)
    .join('')
  for (const { file, problem } of unjudged)
    text += `${style.error('error')}: ${printable(`${file}: ${faultJson(problem).message}`)}\n`
  return text
}

const messagesOf = (outcome: ModuleOutcome, style: Style): string => {
  const notes = outcome.notes.map((note) => `${style.dim(printable(moduleNoteText(note)))}\n`).join('')
  return outcome.kind === 'failed'
    ? `${notes}${style.error('error')}: ${readable(moduleProblemText(outcome.problem))}\n`
    : notes + runMessages(outcome, style)
}

const runText = (run: ModuleRun, style: Style): string =>
  packagesText(run.packages, style) +
  (run.modules.length === 0 && run.packages.length > 0 ? '' : modulesText(run, style))

const outputOf = (outcome: ModuleOutcome, { format, colour }: ModuleReportOptions): string => {
  switch (format) {
    case 'json':
      return moduleOutcomeJson(outcome)
    case 'sarif':
      return moduleSarif(outcome)
    case 'text':
      return outcome.kind === 'failed' ? '' : runText(outcome, styleFor(colour.output))
  }
}

export const reportModules = (outcome: ModuleOutcome, options: ModuleReportOptions): ModuleReport => ({
  output: outputOf(outcome, options),
  messages: messagesOf(outcome, styleFor(options.colour.messages)),
  exitCode: moduleExitCode(outcome),
})
