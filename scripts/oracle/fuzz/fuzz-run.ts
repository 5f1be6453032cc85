/**
 * The differential run: cases generated, given to the C tool and to the tool under test, compared; what differs is
 * shrunk to a minimal case.
 */
import { join } from 'node:path'
import fc, { type RunDetails } from 'fast-check'
import type { Difference, Observed } from '../compare/outcome-difference.ts'
import type { ConfTool } from '../tool/conf-tool.ts'
import { type FuzzCase, fuzzCase } from './fuzz-case.ts'
import type { FuzzDialect } from './fuzz-dialect.ts'
import { minimiseCase } from './minimise-case.ts'
import { caseDifferences, observeCase } from './observe-case.ts'

/** Counts so far. Cases that the C tool does not survive are skipped: there is nothing to compare with. */
export interface FuzzCounts {
  pairs: number
  calls: number
  /** Calls that succeeded: what the tool refuses is compared too, but says less. */
  succeeded: number
  skipped: number
  /** Cases that differ, those included that look like one found before. */
  different: number
  findings: number
}

/** A minimal case that differs. */
export interface Finding {
  readonly fuzzCase: FuzzCase
  readonly expected: readonly Observed[]
  readonly differences: readonly Difference[]
  readonly seed: number
}

/** What a run works with. */
export interface FuzzOptions {
  readonly dialect: FuzzDialect
  readonly oracle: ConfTool
  readonly underTest: ConfTool
  /** A folder for working in. */
  readonly scratch: string
  /** Signatures of what was found before: not reported again. */
  readonly known: Set<string>
  /** Stops the search for a smaller case after so long. */
  readonly shrinkMilliseconds: number
  /** Leaves out trees that the C tool has syntax errors in. */
  readonly wellFormed: boolean
  /** Hears of C tool runs that did not end by themselves. */
  readonly skipped: (why: string) => void
}

interface Verdict {
  readonly expected: readonly Observed[]
  readonly differences: readonly Difference[]
  /** Why the C tool did not end by itself. */
  readonly skip?: string
}

const SYNTAX_ERROR = /: (syntax error|invalid statement|unknown statement)/

/** Runs one case with both tools, side by side. */
const judgeCase = async (options: FuzzOptions, one: FuzzCase): Promise<Verdict> => {
  const { oracle, underTest, scratch } = options
  const expected = await observeCase(one, oracle, join(scratch, 'expected'))
  const skip = expected.at(-1)?.broken
  if (skip !== undefined) return { expected, differences: [], skip }
  if (options.wellFormed && expected.some((observed) => SYNTAX_ERROR.test(observed.stderr))) {
    return { expected, differences: [], skip: 'not well-formed' }
  }
  const actual = await observeCase(one, underTest, join(scratch, 'actual'))
  const differences = caseDifferences(expected, actual)
  if (differences.length === 0) return { expected, differences }
  // Where the C tool reads what it never wrote, it differs from itself.
  const again = await observeCase(one, oracle, join(scratch, 'expected'))
  return caseDifferences(expected, again).length === 0
    ? { expected, differences }
    : { expected, differences: [], skip: 'C tool disagrees with itself' }
}

/** Whether there is text that the C tool's behaviour is not defined for: see `FuzzDialect`. */
const comparesWithYes = (one: FuzzCase): boolean =>
  Object.values(one.files).some((text) => /!=\s*(["']?y\b|\S*\$)/.test(text))

/**
 * What kind of difference this is: what differs and the first lines of it, without numbers and names. A smaller case
 * must show the same kind, or it would be about another mistake, mostly the simplest one there is.
 */
const signatureOf = (differences: readonly Difference[]): string =>
  differences
    .slice(0, 2)
    .map(({ what, detail }) => {
      const changed = detail.split('\n').filter((line) => /^[-+]/.test(line))
      const plain = changed.slice(0, 2).map((line) => line.replace(/\d+|"[^"]*"|'[^']*'|\b[A-Z][A-Z0-9_-]*\b/g, 'X'))
      return [what.replace(/^call \d+, /, ''), ...plain].join('\n')
    })
    .join('\n')

/** Runs up to `pairs` cases with this seed; stops at the first new kind of difference, and makes the case small. */
export const fuzzUntilDifferent = async (
  options: FuzzOptions,
  pairs: number,
  seed: number,
  counts: FuzzCounts,
): Promise<Finding | undefined> => {
  let signature: string | undefined
  let deadline = Number.POSITIVE_INFINITY
  // To fast-check what throws has failed like what differs: it is kept out of its sight and thrown afterwards.
  let thrown: { readonly error: unknown } | undefined
  const count = (verdict: Verdict): void => {
    counts.pairs++
    counts.calls += verdict.expected.length
    counts.succeeded += verdict.expected.filter((observed) => observed.code === 0).length
    if (verdict.differences.length > 0) counts.different++
    if (verdict.skip === undefined) return
    counts.skipped++
    options.skipped(verdict.skip)
  }
  const property = fc.asyncProperty(fuzzCase(options.dialect), async (one) => {
    if (thrown !== undefined || Date.now() > deadline) return true
    let verdict: Verdict
    try {
      verdict = await judgeCase(options, one)
    } catch (error) {
      thrown = { error }
      return true
    }
    const found = verdict.differences.length > 0 ? signatureOf(verdict.differences) : undefined
    if (signature !== undefined) return found !== signature
    count(verdict)
    if (found === undefined || options.known.has(found)) return true
    signature = found
    deadline = Date.now() + options.shrinkMilliseconds
    return false
  })
  const result: RunDetails<[FuzzCase]> = await fc.check(property, { numRuns: pairs, seed })
  if (thrown !== undefined) throw thrown.error
  const shrunk = result.counterexample?.[0]
  if (!result.failed || shrunk === undefined || signature === undefined) return undefined
  counts.findings++
  options.known.add(signature)
  const differs = async (one: FuzzCase): Promise<boolean> => {
    if (options.dialect.unequalYesIsUndefined && comparesWithYes(one)) return false
    const verdict = await judgeCase(options, one)
    return verdict.skip === undefined && signatureOf(verdict.differences) === signature
  }
  const smallest = await minimiseCase(shrunk, differs, options.shrinkMilliseconds)
  return { fuzzCase: smallest, seed, ...(await judgeCase(options, smallest)) }
}
