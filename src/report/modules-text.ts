/**
 * Verdicts on many modules: a line for each that does not load, then how many there are by cause.
 */
import type { CheckCode } from '../module/check-codes.ts'
import type { LoadResult } from '../module/load-result.ts'
import type { JudgedModule, ModuleRun } from '../workspace/module-outcome.ts'
import { counted, handful } from './check-words.ts'
import { mainFinding, moduleLine, moduleText } from './module-text.ts'
import { CHECK_WORDS } from './module-words.ts'
import { printable } from './printable.ts'
import type { Style } from './style.ts'

type Verdict = LoadResult['verdict']

/** How many modules came to what. */
export interface ModuleSummary {
  readonly loads: number
  readonly refused: number
  readonly undefined: number
  readonly unknown: number
  readonly unjudged: number
  /** Modules that do not load, by the check that decides or cannot be made; the most frequent first. */
  readonly checks: Readonly<Partial<Record<CheckCode, number>>>
}

export const summaryOf = ({ modules, unjudged }: ModuleRun): ModuleSummary => {
  const count = (verdict: Verdict): number => modules.filter(({ result }) => result.verdict === verdict).length
  const checks = new Map<CheckCode, number>()
  for (const module of modules) {
    const code = module.result.verdict === 'loads' ? undefined : mainFinding(module)?.code
    if (code !== undefined) checks.set(code, (checks.get(code) ?? 0) + 1)
  }
  const sorted = [...checks].sort(([, a], [, b]) => b - a)
  return {
    loads: count('loads'),
    refused: count('refused'),
    undefined: count('undefined'),
    unknown: count('unknown'),
    unjudged: unjudged.length,
    checks: Object.fromEntries(sorted),
  }
}

/** So many modules are told in full. */
const FEW = 3
/** Names of a load order that are shown. */
const ORDER_SHOWN = 20

const summaryText = (run: ModuleRun, style: Style): string => {
  const summary = summaryOf(run)
  const counts = [
    `${summary.loads} ${summary.loads === 1 ? 'loads' : 'load'}`,
    ...(['refused', 'undefined', 'unknown'] as const).flatMap((verdict) =>
      summary[verdict] === 0 ? [] : [`${summary[verdict]} ${verdict}`],
    ),
    ...(summary.unjudged === 0 ? [] : [`${counted(summary.unjudged, 'file')} not judged`]),
  ]
  let text = `${style.strong(counted(run.modules.length, 'module'))}: ${counts.join(', ')}\n`
  for (const [code, number] of Object.entries(summary.checks))
    text += `  ${String(number).padStart(5)}  ${CHECK_WORDS[code as CheckCode].short} ${style.dim(`[${code}]`)}\n`
  return text
}

const orderText = ({ loadOrder = [] }: ModuleRun, style: Style): string =>
  loadOrder.length < 2
    ? ''
    : `${style.dim('load order:')} ${handful(loadOrder.map(printable), ORDER_SHOWN).join(' ')}\n`

const isListed = ({ result }: JudgedModule): boolean => result.verdict !== 'loads'

/** Everything for standard output: all of a few modules; of many, those that do not load and the sum. */
export const modulesText = (run: ModuleRun, style: Style): string => {
  const { modules, kernel } = run
  if (modules.length <= FEW) {
    const texts = modules.map((module) => moduleText(module, kernel, style))
    return texts.join('') + orderText(run, style)
  }
  const lines = modules.filter(isListed).map((module) => moduleLine(module, kernel, style))
  return lines.join('') + summaryText(run, style) + orderText(run, style)
}
