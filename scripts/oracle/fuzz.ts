/**
 * `npm run oracle:fuzz`: generated Kconfig trees and configurations, kcheck against the C tool, every observable
 * compared. What differs is shrunk, printed and saved below the working folder's `fuzz/`. Exits 1 if anything differs.
 *
 *   --pairs N          so many cases for each dialect (2000)
 *   --seed N           the generator's seed (by the clock; printed)
 *   --linux WHICH      6.1, 6.12 or both (both)
 *   --tool PATH --dialect NAME [--base RELEASE]   another C tool and kcheck's name for its dialect
 *   --failures N       stop after so many kinds of difference for each dialect (5)
 *   --well-formed      leave out trees that the C tool finds syntax errors in
 *   --replay DIR       only the cases saved below DIR, against their recorded outcome
 *   --record DIR       with the C tool: what the cases below DIR come to, written into them
 *   --under-test PROG  an executable instead of kcheck
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { saveCase } from './fuzz/case-folder.ts'
import { type FuzzDialect, fuzzDialect } from './fuzz/fuzz-dialect.ts'
import { findingText } from './fuzz/fuzz-report.ts'
import { type FuzzCounts, type FuzzOptions, fuzzUntilDifferent } from './fuzz/fuzz-run.ts'
import { recordCases, replayCases } from './fuzz/replay-cases.ts'
import { ensureKernelTree, isLinuxSeries, LINUX_SERIES } from './place/kernel-tree.ts'
import { workFolder } from './place/work-folder.ts'
import type { CallLimits, ConfTool } from './tool/conf-tool.ts'
import { executableTool } from './tool/executable-tool.ts'
import { kcheckTool, servesKcheckCalls } from './tool/kcheck-tool.ts'

/** The C tool loops for ever in some dialogues; kcheck may start slowly the first time. */
const ORACLE_LIMITS: CallLimits = { milliseconds: 2000, output: 1 << 20 }
const TESTED_LIMITS: CallLimits = { milliseconds: 20_000, output: 1 << 22 }

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

interface Oracle {
  readonly dialect: FuzzDialect
  readonly conf: string
}

const oracles = (linux: string, tool?: string, dialect?: string, base?: string): readonly Oracle[] => {
  if (tool !== undefined) {
    if (dialect === undefined) throw new Error('--tool needs --dialect')
    const conf = resolve(tool)
    return [{ dialect: fuzzDialect(dialect, conf, base), conf }]
  }
  const series = linux === 'both' ? LINUX_SERIES : [linux].filter(isLinuxSeries)
  if (series.length === 0) throw new Error(`--linux ${linux}: 6.1, 6.12 or both`)
  return series.map((name) => {
    const { conf } = ensureKernelTree(name, say)
    return { dialect: fuzzDialect(`linux-${name}`, conf), conf }
  })
}

/** Cases tried between two lines of progress. */
const CHUNK = 500

const fuzzDialectWith = async (
  options: FuzzOptions,
  pairs: number,
  seed: number,
  failures: number,
): Promise<number> => {
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
  const identical = counts.pairs - counts.skipped - counts.different
  const calls = `${counts.calls} calls, ${counts.succeeded} with exit 0`
  say(
    `${name}: ${identical} of ${counts.pairs - counts.skipped} identical (${calls}; the C tool did not end in ${counts.skipped} more)`,
  )
  return counts.different
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
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
    },
  })
  const program = values['under-test']?.split(' ')
  const underTest: ConfTool = program === undefined ? kcheckTool(TESTED_LIMITS) : executableTool(program, TESTED_LIMITS)
  const scratch = mkdtempSync(join(workFolder(), 'fuzzing-'))
  let different = 0
  if (values.replay !== undefined) {
    different = await replayCases(resolve(values.replay), underTest, scratch, say)
  } else if (values.record !== undefined) {
    for (const { dialect, conf } of oracles(values.linux, values.tool, values.dialect, values.base)) {
      await recordCases(resolve(values.record), dialect.name, executableTool([conf], ORACLE_LIMITS), scratch, say)
    }
  } else {
    const reasons = new Map<string, number>()
    const skipped = (why: string): void => void reasons.set(why, (reasons.get(why) ?? 0) + 1)
    say(`seed ${values.seed}`)
    for (const { dialect, conf } of oracles(values.linux, values.tool, values.dialect, values.base)) {
      const oracle = executableTool([conf], ORACLE_LIMITS)
      const known = new Set<string>()
      const wellFormed = values['well-formed']
      const options = { dialect, oracle, underTest, scratch, known, shrinkMilliseconds: 15_000, wellFormed, skipped }
      different += await fuzzDialectWith(options, Number(values.pairs), Number(values.seed), Number(values.failures))
    }
    if (reasons.size > 0) say(`skipped: ${[...reasons].map(([why, count]) => `${why} ${count}`).join(', ')}`)
  }
  await underTest.close()
  rmSync(scratch, { recursive: true, force: true })
  return different === 0 ? 0 : 1
}

if (!servesKcheckCalls()) process.exitCode = await main()
