/**
 * All cases of one boot, compared, with counts and a list of what differs.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CompareOptions, type Comparison, compareCase, type Rule } from './compare-case.ts'
import { bootedKernel, type ImageKernel } from './image-kernel.ts'
import type { LoadVerdict, Verdicts } from './load-case.ts'
import { type NotPredicted, type Prediction, predictCase } from './predict-case.ts'
import { type ReadModule, readModule, unpackedModule } from './read-module.ts'

export interface ComparedCase {
  readonly verdict: LoadVerdict
  readonly prediction: Prediction | NotPredicted
  readonly comparison: Comparison
}

export interface BootComparison {
  readonly compared: number
  readonly equal: number
  /** Cases of each rule. */
  readonly outOfScope: ReadonlyMap<Rule, number>
  readonly different: readonly ComparedCase[]
}

export interface BootRequest {
  readonly kernel: ImageKernel
  readonly verdicts: Pick<Verdicts, 'cmdline' | 'cases'>
  /** The folder of the modules. */
  readonly modules: string
  readonly optionsOf: (verdict: LoadVerdict) => Omit<CompareOptions, 'file'>
}

/** What was loaded before: those that could be. */
const loadedModules = (
  modules: string,
  { deps, depfail = [] }: LoadVerdict,
  known: Map<string, ReadModule>,
): readonly ReadModule[] =>
  deps
    .filter((name) => depfail.every(([file = '']) => !file.endsWith(`/${name}`)))
    .map((name) => {
      const found = known.get(name) ?? readModule(unpackedModule(join(modules, name)))
      known.set(name, found)
      return found
    })

const compareOne = (request: BootRequest, verdict: LoadVerdict, known: Map<string, ReadModule>): ComparedCase => {
  const { kernel, verdicts, modules, optionsOf } = request
  const path = join(modules, verdict.file)
  if (!existsSync(path)) throw new Error(`${path}: not there`)
  const bytes = readFileSync(path)
  const loaded = loadedModules(modules, verdict, known)
  const prediction = predictCase(bootedKernel(kernel, { cmdline: verdicts.cmdline, loaded }), verdict, bytes)
  const file = bytes.toString('latin1')
  return { verdict, prediction, comparison: compareCase(prediction, verdict, { ...optionsOf(verdict), file }) }
}

export const compareBoot = (request: BootRequest, only: string | undefined): BootComparison => {
  const known = new Map<string, ReadModule>()
  const cases = request.verdicts.cases.filter(({ id }) => only === undefined || id.includes(only))
  const all = cases.map((verdict) => compareOne(request, verdict, known))
  const outOfScope = new Map<Rule, number>()
  for (const { comparison } of all) {
    if (comparison.kind !== 'out-of-scope') continue
    outOfScope.set(comparison.rule, (outOfScope.get(comparison.rule) ?? 0) + 1)
  }
  const equal = all.filter(({ comparison }) => comparison.kind === 'equal').length
  const different = all.filter(({ comparison }) => comparison.kind === 'different')
  return { compared: equal + different.length, equal, outOfScope, different }
}

/** `N of M equal (K out of scope by nature: RULE n, …)`. */
export const summary = ({ compared, equal, outOfScope }: BootComparison): string => {
  const rules = [...outOfScope].map(([rule, count]) => `${rule} ${count}`).join(', ')
  const left = [...outOfScope.values()].reduce((sum, count) => sum + count, 0)
  return `${equal} of ${compared} equal${left === 0 ? '' : ` (${left} out of scope by nature: ${rules})`}`
}

/** A difference for people. */
export const differenceText = ({ verdict, prediction, comparison }: ComparedCase, verbose: boolean): string => {
  const differences = comparison.kind === 'different' ? comparison.differences : []
  const head = `  ${verdict.id}${verdict.how === undefined ? '' : `: ${verdict.how}`}`
  const lines = [head, ...differences.map((line) => `    ${line}`)]
  if (verbose) {
    const { dmesg, errno, output } = verdict
    lines.push(`    kernel: ${JSON.stringify({ verdict: verdict.verdict, errno, output, dmesg: dmesg?.slice(0, 20) })}`)
    const results = 'results' in prediction ? prediction.results : []
    for (const { verdict: said, errno: number, check, dmesg: lines_ } of results) {
      lines.push(`    kcheck: ${JSON.stringify({ verdict: said, errno: number, check, dmesg: lines_ })}`)
    }
  }
  return lines.join('\n')
}
