/**
 * The fewest lines of a configuration that still give its hash for its target, and what happens without each of them.
 * What differs from the defaults is tried first, then everything of a kind is left out at once.
 */
import { linePattern } from '../openwrt/line-patterns.ts'
import { minimise } from '../openwrt/minimise.ts'
import { linesByKind, type SeedLine, seedLineKind, seedLines } from '../openwrt/seed-lines.ts'
import type { Trial } from './buildroot-trial.ts'
import type { BuildrootTrials } from './buildroot-trials.ts'
import type { MinimisedSeed, MinimiseRequest, NeededLine } from './minimise-request.ts'
import type { NamedText } from './read-text.ts'
import { SeedTrials, seedText } from './seed-trials.ts'

type FewestLines = Pick<MinimisedSeed, 'verdict' | 'read' | 'lines' | 'text' | 'trials' | 'unmatched'>

/** Of more lines that are kept it is not looked what they are for: each takes a trial. */
const EXPLAINED = 20

/** `whole`: the trial of the whole configuration, the latest one of `trials`. */
export const fewestLines = async (
  { keep = [], signal, onProgress = () => undefined }: Pick<MinimiseRequest, 'keep' | 'signal' | 'onProgress'>,
  config: NamedText,
  trials: BuildrootTrials,
  whole: Trial,
): Promise<FewestLines> => {
  const read = seedLines(config.text)
  const patterns = keep.map((pattern) => ({ pattern, fits: linePattern(pattern, read) }))
  const keepOf = (line: SeedLine): string | undefined => patterns.find(({ fits }) => fits(line))?.pattern
  const kept = new Map(read.flatMap((line) => (keepOf(line) === undefined ? [] : [[line, keepOf(line)]])))
  const lines = read.filter((line) => line.symbol !== undefined || kept.has(line))
  const seeds = new SeedTrials(trials, config.name, lines, whole)
  const { items, verdict } = await minimise({
    size: lines.length,
    isKept: (item) => kept.has(lines[item] as SeedLine),
    guesses: [differing(lines, whole.seed())],
    blocks: linesByKind(lines),
    test: (some) => seeds.isSame(chosen(lines, some)),
    onProgress: (done) => onProgress(done, lines.length),
    ...(signal === undefined ? {} : { signal }),
  })
  const needed = chosen(lines, items)
  const explained: NeededLine[] = []
  for (const line of needed) {
    const { number, text, symbol } = line
    const pattern = kept.get(line)
    const isAsked = pattern === undefined || kept.size <= EXPLAINED
    const effect =
      signal?.aborted === true || symbol === undefined || !isAsked
        ? undefined
        : await seeds.effectOf(needed.filter((other) => other !== line))
    explained.push({
      number,
      text,
      ...(symbol === undefined ? {} : { symbol }),
      ...(pattern === undefined ? {} : { keep: pattern }),
      ...(effect === undefined ? {} : { effect }),
    })
    onProgress(explained.length, needed.length)
  }
  return {
    verdict,
    read: { lines: read.length, assignments: read.filter(({ symbol }) => symbol !== undefined).length },
    lines: explained,
    text: seedText(needed),
    trials: seeds.count,
    unmatched: patterns.filter(({ fits }) => !read.some(fits)).map(({ pattern }) => pattern),
  }
}

const chosen = (lines: readonly SeedLine[], items: readonly number[]): readonly SeedLine[] =>
  items.flatMap((item) => lines[item] ?? [])

/**
 * Lines about symbols that would come out otherwise by themselves, and those that select packages by themselves: they are
 * the better choice where something else that does more selects the same. `seed` is of the latest trial.
 */
const differing = (lines: readonly SeedLine[], seed: string): readonly number[] => {
  const symbols = new Set(seedLines(seed).map(({ symbol }) => symbol))
  return lines.flatMap((line, index) => (symbols.has(line.symbol) || seedLineKind(line) === 'selection' ? [index] : []))
}
