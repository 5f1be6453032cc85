/**
 * A verdict on a file that stands for a module, and what cannot be told of the module itself.
 */
import type { Wanted } from '../kernel/fact.ts'
import type { CheckCode } from './check-codes.ts'
import type { Errno } from './errno.ts'
import type { Assumption, Finding, LoadResult } from './load-result.ts'
import { type SourceStatements, statedLicence } from './source-statements.ts'

/** Whether a check refuses the module cannot be told; `errnos`: with what it would. */
export interface Doubt {
  readonly check: CheckCode
  readonly errnos: readonly Errno[]
  readonly args: Finding['args']
  readonly wanted: readonly Wanted[]
}

const findingOf = ({ check, args, wanted }: Doubt): Finding => ({ code: check, kind: 'unknown', args, wanted })

/**
 * The verdict with doubts: about checks before a refusal they leave only its error number open; what comes after it no
 * longer matters. `late`: about symbols, which the kernel comes to last.
 */
export const withDoubts = (
  result: LoadResult,
  early: readonly Doubt[],
  late: readonly Doubt[],
  statements: SourceStatements,
): LoadResult => {
  const assumption: Assumption = { kind: 'built', licence: statedLicence(statements).kind }
  const assumes = [...result.assumes, assumption]
  const isDecided = result.verdict === 'refused' || result.verdict === 'undefined'
  const doubts = isDecided ? early : [...early, ...late]
  const matter = doubts.filter(({ errnos }) => result.errno === null || errnos.some((errno) => errno !== result.errno))
  return {
    ...result,
    verdict: isDecided || doubts.length === 0 ? result.verdict : 'unknown',
    errno: matter.length > 0 ? null : result.errno,
    findings: [...result.findings, ...doubts.map(findingOf)],
    missing: [...result.missing, ...matter.map(({ check, wanted }) => ({ check, wanted }))],
    assumes,
  }
}
