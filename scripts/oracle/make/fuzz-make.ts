/**
 * Generated makefiles, many: how many are equal, and of each kind of difference one small case.
 */
import { type Compared, compareCases, differenceText, isDifferent } from './compare-cases.ts'
import { generateCase } from './generate-case.ts'
import type { MakeCase } from './make-case.ts'
import { minimise } from './minimise.ts'

/** What became of all cases so far. */
export interface MakeCounts {
  cases: number
  equal: number
  /** Of the equal ones, those that were read to the end. */
  ended: number
  different: number
  /** Why make's answer said nothing, and how often. */
  readonly skipped: Map<string, number>
}

/** A small case that differs, and the seed of the one that it comes from. */
export interface MakeFinding extends Compared {
  readonly seed: number
}

export interface MakeFuzzOptions {
  readonly seed: number
  readonly count: number
  /** Stops after so many kinds. */
  readonly kinds: number
  readonly scratch: string
  /** For making one case small. */
  readonly milliseconds: number
  readonly found: (finding: MakeFinding) => void
  readonly progress: (counts: MakeCounts) => void
}

/** Cases for one shell. */
const BATCH = 100

/** A kind of difference: its first lines without what is only a name or a number. */
const kindOf = (one: Compared): string =>
  differenceText(one)
    .split('\n')
    .filter((line) => /^[-+]/.test(line))
    .slice(0, 2)
    .map((line) =>
      line
        .replace(/<.*/s, '')
        .replace(/\d+|[\w.-]+\.mk|Makefile/g, '#')
        .replace(/^([-+])[^*:=]*/, '$1'),
    )
    .join('\n')

/** Compares so many cases, from `seed` on. */
export const fuzzMake = (options: MakeFuzzOptions): MakeCounts => {
  const { seed, count, kinds, scratch, milliseconds } = options
  const counts: MakeCounts = { cases: 0, equal: 0, ended: 0, different: 0, skipped: new Map() }
  const known = new Set<string>()
  const judge = (compared: Compared): boolean => {
    const { skip } = compared.theirs
    counts.cases++
    if (skip !== undefined) counts.skipped.set(skip, (counts.skipped.get(skip) ?? 0) + 1)
    else if (isDifferent(compared)) counts.different++
    else {
      counts.equal++
      if (compared.theirs.stop === undefined) counts.ended++
    }
    return isDifferent(compared)
  }
  while (counts.cases < count && known.size < kinds) {
    const first = seed + counts.cases
    const seeds = Array.from({ length: Math.min(BATCH, count - counts.cases) }, (_, index) => first + index)
    for (const [index, compared] of compareCases(seeds.map(generateCase), scratch).entries()) {
      if (!judge(compared)) continue
      const kind = kindOf(compared)
      if (known.has(kind) || known.size >= kinds) continue
      known.add(kind)
      const same = (cases: readonly MakeCase[]): readonly boolean[] =>
        compareCases(cases, scratch).map((other) => isDifferent(other) && kindOf(other) === kind)
      const small = minimise(compared.one, same, milliseconds)
      options.found({ ...(compareCases([small], scratch)[0] ?? compared), seed: first + index })
    }
    options.progress(counts)
  }
  return counts
}
