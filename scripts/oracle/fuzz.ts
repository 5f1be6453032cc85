/**
 * `npm run oracle:fuzz`: generated Kconfig trees and configurations, kcheck against the C tool, every observable
 * compared. What differs is shrunk, printed and saved below the working folder's `fuzz/`. Exits 1 if anything differs, or
 * if nothing could be compared. `--help` lists the options.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { saveCase } from './fuzz/case-folder.ts'
import { type FuzzDialect, fuzzDialect } from './fuzz/fuzz-dialect.ts'
import { findingText } from './fuzz/fuzz-report.ts'
import { type FuzzCounts, type FuzzOptions, fuzzUntilDifferent } from './fuzz/fuzz-run.ts'
import { recordCases, replayCases } from './fuzz/replay-cases.ts'
import { ensureKernelTree, someSeries } from './place/kernel-tree.ts'
import { runScript, say, scriptOptions, UsageError, wholeNumber } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'
import type { CallLimits, ConfTool } from './tool/conf-tool.ts'
import { executableTool } from './tool/executable-tool.ts'
import { kcheckTool, servesKcheckCalls } from './tool/kcheck-tool.ts'

/** The C tool loops for ever in some dialogues; kcheck may start slowly the first time. */
const ORACLE_LIMITS: CallLimits = { milliseconds: 2000, output: 1 << 20 }
const TESTED_LIMITS: CallLimits = { milliseconds: 20_000, output: 1 << 22 }

const USAGE = `Options:
  --pairs N          so many cases for each dialect (2000)
  --seed N           the generator's seed (by the clock; printed)
  --linux WHICH      6.1, 6.12 or both (both)
  --tool PATH --dialect NAME [--base RELEASE]   another C tool and kcheck's name for its dialect
  --failures N       stop after so many kinds of difference for each dialect (5)
  --well-formed      leave out trees that the C tool finds syntax errors in
  --replay DIR       only the cases saved below DIR, against their recorded outcome
  --record DIR       with the C tool: what the cases below DIR come to, written into them
  --under-test PROG  an executable instead of kcheck
  --help             this
`

interface Oracle {
  readonly dialect: FuzzDialect
  readonly conf: string
}

const oracles = (linux: string, tool?: string, dialect?: string, base?: string): readonly Oracle[] => {
  if (tool !== undefined) {
    if (dialect === undefined) throw new UsageError('--tool needs --dialect')
    const conf = resolve(tool)
    return [{ dialect: fuzzDialect(dialect, conf, base), conf }]
  }
  return someSeries(linux).map((name) => {
    const { conf } = ensureKernelTree(name, say)
    return { dialect: fuzzDialect(`linux-${name}`, conf), conf }
  })
}

/** Cases tried between two lines of progress. */
const CHUNK = 500

/** How many cases were compared, and how many of them differ. */
interface Compared {
  readonly cases: number
  readonly different: number
}

const fuzzDialectWith = async (
  options: FuzzOptions,
  pairs: number,
  seed: number,
  failures: number,
): Promise<Compared> => {
  const counts: FuzzCounts = { pairs: 0, calls: 0, succeeded: 0, skipped: 0, different: 0, findings: 0 }
  const { name } = options.dialect
  for (let round = seed; counts.pairs < pairs && counts.findings < failures; round++) {
    const finding = await fuzzUntilDifferent(options, Math.min(CHUNK, pairs - counts.pairs), round, counts)
    if (finding !== undefined) {
      const folder = join(workFolder(), 'fuzz', `${name}-seed-${finding.seed}`)
      saveCase(folder, finding.fuzzCase, finding.expected)
      say(`${findingText(finding.fuzzCase, finding.differences)}\n  saved: ${folder}`)
    }
    say(`${name}: ${counts.pairs} of ${pairs} pairs, ${counts.different} different, ${counts.findings} kinds`)
  }
  const cases = counts.pairs - counts.skipped
  const calls = `${counts.calls} calls, ${counts.succeeded} with exit 0`
  say(
    `${name}: ${cases - counts.different} of ${cases} identical (${calls}; the C tool did not end in ${counts.skipped} more)`,
  )
  return { cases, different: counts.different }
}

const main = async (): Promise<number> => {
  const values = scriptOptions({
    pairs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    linux: { type: 'string', default: 'both' },
    tool: { type: 'string' },
    dialect: { type: 'string' },
    base: { type: 'string' },
    failures: { type: 'string', default: '5' },
    'well-formed': { type: 'boolean', default: false },
    replay: { type: 'string' },
    record: { type: 'string' },
    'under-test': { type: 'string' },
    help: { type: 'boolean', default: false },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const pairs = wholeNumber('--pairs', values.pairs, 1)
  const seed = wholeNumber('--seed', values.seed, 0)
  const failures = wholeNumber('--failures', values.failures, 1)
  const asked = (): readonly Oracle[] => oracles(values.linux, values.tool, values.dialect, values.base)
  const program = values['under-test']?.split(' ')
  const underTest: ConfTool = program === undefined ? kcheckTool(TESTED_LIMITS) : executableTool(program, TESTED_LIMITS)
  const scratch = mkdtempSync(join(workFolder(), 'fuzzing-'))
  const results: Compared[] = []
  try {
    if (values.replay !== undefined) {
      results.push(await replayCases(resolve(values.replay), underTest, scratch, say))
    } else if (values.record !== undefined) {
      const folder = resolve(values.record)
      let recorded = 0
      for (const { dialect, conf } of asked()) {
        recorded += await recordCases(folder, dialect.name, executableTool([conf], ORACLE_LIMITS), scratch, say)
      }
      results.push({ cases: recorded, different: 0 })
    } else {
      const reasons = new Map<string, number>()
      const skipped = (why: string): void => void reasons.set(why, (reasons.get(why) ?? 0) + 1)
      say(`seed ${seed}`)
      for (const { dialect, conf } of asked()) {
        const oracle = executableTool([conf], ORACLE_LIMITS)
        const known = new Set<string>()
        const wellFormed = values['well-formed']
        const options = { dialect, oracle, underTest, scratch, known, shrinkMilliseconds: 15_000, wellFormed, skipped }
        results.push(await fuzzDialectWith(options, pairs, seed, failures))
      }
      if (reasons.size > 0) say(`skipped: ${[...reasons].map(([why, count]) => `${why} ${count}`).join(', ')}`)
    }
  } finally {
    await underTest.close()
    rmSync(scratch, { recursive: true, force: true })
  }
  return results.every(({ cases, different }) => cases > 0 && different === 0) ? 0 : 1
}

if (!servesKcheckCalls()) await runScript(main)
