/**
 * Verdicts on modules as JSON, schema kcheck/module/1 (docs/schemas.md).
 */
import { toJsonText } from '../files/json-text.ts'
import type { Finding, LoadResult } from '../module/load-result.ts'
import type { JudgedModule, KernelDescription, ModuleOutcome, ModuleRun } from '../workspace/module-outcome.ts'
import type { JudgedPackage } from '../workspace/package-outcome.ts'
import { decoded } from './decoded.ts'
import { faultJson } from './file-fault.ts'
import { moduleProblemText } from './module-problem-text.ts'
import { findingWords } from './module-words.ts'
import { summaryOf } from './modules-text.ts'
import { packageFindingWords } from './package-words.ts'

const MODULE_SCHEMA = 'kcheck/module/1'

const findingJson = (finding: Finding, result: LoadResult, kernel: KernelDescription): object => {
  const { code, kind, errno, args, detail, wanted } = finding
  return decoded({ code, kind, errno, ...findingWords({ finding, result, kernel }), args, detail, wanted })
}

/** The lines of the log are byte for byte; all other texts are for people. */
const moduleJson = ({ file, result, tools, order }: JudgedModule, kernel: KernelDescription): object => {
  const { name = null, verdict, errno, check, dmesg, taints, findings, missing, assumes } = result
  return {
    ...decoded({ file, order, name, verdict, errno, check }),
    dmesg: dmesg.map(({ text }) => toJsonText(text)),
    dmesgOnce: dmesg.filter(({ once }) => once).map(({ text }) => toJsonText(text)),
    ...decoded({ tools, taints }),
    findings: findings.map((finding) => findingJson(finding, result, kernel)),
    ...decoded({ missing, assumes }),
  }
}

const packageJson = ({ findings, ...rest }: JudgedPackage): object => ({
  ...decoded(rest),
  findings: findings.map((finding) => decoded({ ...finding, ...packageFindingWords(finding) })),
})

const runJson = (run: ModuleRun): object => {
  const { kernel, modules, packages, unjudged, loadOrder } = run
  return {
    ...decoded({ kernel }),
    modules: modules.map((module) => moduleJson(module, kernel)),
    packages: packages.map(packageJson),
    ...decoded({
      unjudged: unjudged.map(({ file, problem }) => ({
        file,
        problem: { ...problem, message: faultJson(problem).message },
      })),
      loadOrder,
    }),
    summary: summaryOf(run),
  }
}

/** The document, ending in a newline. */
export const moduleOutcomeJson = (outcome: ModuleOutcome): string => {
  const head = { schema: MODULE_SCHEMA, result: outcome.kind, ...decoded({ notes: outcome.notes }) }
  const { kind } = outcome
  const rest =
    kind === 'failed'
      ? decoded({ problem: { ...outcome.problem, message: moduleProblemText(outcome.problem) } })
      : runJson(outcome)
  return `${JSON.stringify({ ...head, ...rest }, null, 1)}\n`
}
