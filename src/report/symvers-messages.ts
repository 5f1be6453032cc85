/**
 * What is said beside the difference of two Module.symvers: lines that were not read, files that could not be.
 */
import type { NamedSymvers } from '../workspace/read-symvers.ts'
import type { SymversComparison, SymversFailure } from '../workspace/symvers-diff.ts'
import { faultText } from './file-fault.ts'
import { readable } from './style.ts'
import { symversProblemText } from './symvers-problem-text.ts'

/** Of a damaged file there may be as many as it has lines. */
const LISTED = 5

const problemLines = ({ file, symvers: { problems, duplicates } }: NamedSymvers): string => {
  const lines = problems.slice(0, LISTED).map((problem) => `warning: ${symversProblemText(file, problem)}\n`)
  const rest = problems.length - lines.length
  const more = rest > 0 ? `warning: ${file}: ${rest} more lines like that\n` : ''
  const [first] = duplicates
  const twice =
    first === undefined
      ? ''
      : `note: ${file}:${first.line}: ${first.name} was there before; the first counts (${duplicates.length} such lines)\n`
  return readable(`${lines.join('')}${more}${twice}`)
}

/** Lines for standard error. */
export const symversMessages = (result: SymversComparison | SymversFailure): string => {
  if (result.kind === 'failed') return result.faults.map(({ file, fault }) => faultText(file, fault)).join('')
  const faults = (result.modules ?? []).flatMap((module) =>
    module.kind === 'fault' ? [faultText(module.file, module.fault)] : [],
  )
  return [problemLines(result.before), problemLines(result.after), ...faults].join('')
}
