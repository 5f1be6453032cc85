/**
 * `npm run oracle:make`: generated makefiles, read by kcheck's interpreter and by GNU make 4.3, all that they say and every
 * variable compared. What differs is made small, printed and saved below the working folder's `make/`. Exits 1 if anything
 * differs, or if nothing could be compared. `--help` lists the options.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compareCases, differenceText, isDifferent } from './make/compare-cases.ts'
import { fuzzMake, type MakeCounts, type MakeFinding } from './make/fuzz-make.ts'
import { hasGnuMake } from './make/gnu-make.ts'
import { loadCase, type MakeCase, saveCase } from './make/make-case.ts'
import { runScript, say, scriptOptions, UsageError, wholeNumber } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'

const USAGE = `Options:
  --count N     so many makefiles (10000)
  --seed N      the first one's number (by the clock; printed)
  --kinds N     stop after so many kinds of difference (10)
  --replay DIR  only the case saved in DIR
  --help        this
`

/** Makefiles between two lines of progress. */
const SAY_AFTER = 2000

const indented = (text: string): string => text.replace(/\n$/, '').replace(/^/gm, '    ')

/** The case, and the difference: \`-\` is make, \`+\` is kcheck. */
const caseText = ({ files, commandLine, environment }: MakeCase): string =>
  [
    ...Object.entries(files)
      .filter(([, text]) => text !== '')
      .map(([path, text]) => `  ${path}\n${indented(text)}`),
    `  ${[...Object.entries(environment).map(([name, value]) => `${name}='${value}'`), 'make', ...commandLine].join(' ')}`,
  ].join('\n')

const totals = ({ cases, equal, ended, different, skipped }: MakeCounts): string => {
  const left = [...skipped].map(([why, count]) => `${why} ${count}`).join(', ')
  const compared = equal + different
  return `${equal} of ${compared} identical (${ended} read to the end); ${cases - compared} skipped${left && `: ${left}`}`
}

const main = (): number => {
  const values = scriptOptions({
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    kinds: { type: 'string', default: '10' },
    replay: { type: 'string' },
    help: { type: 'boolean', default: false },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const seed = wholeNumber('--seed', values.seed, 0)
  const count = wholeNumber('--count', values.count, 1)
  const kinds = wholeNumber('--kinds', values.kinds, 1)
  if (!hasGnuMake()) throw new UsageError('GNU make 4.3 is needed: it is the judge')
  const kept = join(workFolder(), 'make')
  mkdirSync(kept, { recursive: true })
  const scratch = mkdtempSync(join(kept, 'asking-'))
  try {
    if (values.replay !== undefined) {
      const [compared] = compareCases([loadCase(resolve(values.replay))], scratch)
      if (compared === undefined || compared.theirs.skip !== undefined) return 1
      say(isDifferent(compared) ? differenceText(compared) : 'identical')
      return isDifferent(compared) ? 1 : 0
    }
    const found = (finding: MakeFinding): void => {
      const folder = join(kept, `seed-${finding.seed}`)
      saveCase(folder, finding.one)
      say(
        `--- ${finding.seed}\n${caseText(finding.one)}\n  differs:\n${indented(differenceText(finding))}\n  saved: ${folder}`,
      )
    }
    say(`seed ${seed}`)
    const progress = (counts: MakeCounts): void => {
      if (counts.cases % SAY_AFTER === 0) say(`${counts.cases} of ${count}: ${counts.different} different`)
    }
    const counts = fuzzMake({ seed, count, kinds, scratch, milliseconds: 10_000, found, progress })
    say(totals(counts))
    return counts.equal > 0 && counts.different === 0 ? 0 : 1
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

await runScript(main)
