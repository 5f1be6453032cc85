/**
 * The verdicts as lines, until src/report has words for them: this file is what it replaces.
 */
import type { ModuleOutcome } from '../workspace/module-outcome.ts'
import { EXIT } from './exit-codes.ts'

export interface ModuleReport {
  readonly output: string
  readonly messages: string
  readonly exitCode: number
}

const exitCodeOf = (outcome: ModuleOutcome): number => {
  if (outcome.kind === 'failed') return EXIT.input
  const verdicts = new Set(outcome.modules.map(({ result }) => result.verdict))
  if (verdicts.has('refused') || verdicts.has('undefined')) return EXIT.no
  return verdicts.has('unknown') || outcome.unjudged.length > 0 ? EXIT.input : EXIT.ok
}

/** What to print, where, and how to end. */
export const reportModules = (
  outcome: ModuleOutcome,
  { form }: { readonly form: 'text' | 'json' | 'sarif'; readonly colour: boolean },
): ModuleReport => {
  const exitCode = exitCodeOf(outcome)
  if (form !== 'text') return { output: `${JSON.stringify(outcome, undefined, 2)}\n`, messages: '', exitCode }
  if (outcome.kind === 'failed')
    return { output: '', messages: `kcheck: ${JSON.stringify(outcome.problem)}\n`, exitCode }
  const lines = outcome.modules.map(({ file, result }) => `${file}: ${result.verdict}\n`)
  const messages = [...outcome.notes, ...outcome.unjudged].map((note) => `kcheck: ${JSON.stringify(note)}\n`)
  return { output: lines.join(''), messages: messages.join(''), exitCode }
}
