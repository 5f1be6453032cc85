/**
 * Why a configuration has another hash than the one asked for: known causes are tried one by one until one comes to it,
 * then its edit is made as small as it can be. Each try is a prediction in memory.
 *
 * With every try KALLSYMS is looked at the other way as well, and the kernel without env/kernel-config: that costs next to
 * nothing, and where it hits the try is made for good.
 */
import {
  type CauseSeed,
  HASH_CAUSES,
  type HashCauseCode,
  KALLSYMS_OFF,
  KALLSYMS_ON,
  type SeedEdit,
  settingOf,
  symbolOfLine,
} from '../openwrt/hash-causes.ts'
import { USER_FRAGMENT } from '../openwrt/target-kernel.ts'
import { listTargets } from '../openwrt/targets.ts'
import type { Trial } from './buildroot-trial.ts'
import type { BuildrootTrials } from './buildroot-trials.ts'
import { RequestFailure } from './failure.ts'
import type { NamedText } from './read-text.ts'

/** A change of the configuration that comes to the hash. */
export interface FoundCause extends SeedEdit {
  readonly code: HashCauseCode
  /** env/kernel-config has to go as well. */
  readonly withoutUserFragment: boolean
}

export interface CauseSearch {
  /** Predictions that were made. */
  readonly tried: number
  readonly found?: FoundCause
  /** The lines are those of the shortest configuration that comes to the same, not the file's own. */
  readonly shortened: boolean
}

/** Looks for what makes `config`, which was just tried as `trial`, come to `vermagic`. */
export const findCause = async (
  trials: BuildrootTrials,
  trial: Trial,
  config: NamedText,
  vermagic: string,
): Promise<CauseSearch> => {
  const search = new Search(trials, config.name, vermagic)
  const { seed, shortened } = await search.seedOf(trial, config.text)
  const found = await search.first(seed)
  const { tried } = search
  return { tried, shortened, ...(found === undefined ? {} : { found: await search.smallest(seed, found) }) }
}

interface Hit {
  /** A line about KALLSYMS. */
  readonly kallsyms?: string
  readonly withoutUserFragment: boolean
}

/** A full configuration says something of every symbol, so that changing one line of it changes little. */
const isFull = (text: string): boolean => /^CONFIG_TARGET_BOARD=/m.test(text)

class Search {
  tried = 0
  readonly #trials: BuildrootTrials
  readonly #name: string
  readonly #vermagic: string

  constructor(trials: BuildrootTrials, name: string, vermagic: string) {
    this.#trials = trials
    this.#name = name
    this.#vermagic = vermagic
  }

  async seedOf(trial: Trial, text: string): Promise<{ readonly seed: CauseSeed; readonly shortened: boolean }> {
    const { kernel } = trial
    const short = isFull(text) ? trial.seed() : undefined
    const again = short === undefined ? undefined : await this.#try(linesOf(short))
    const shortened = again?.kernel.configuration.vermagic === kernel.configuration.vermagic
    const lines = linesOf(shortened ? (short ?? text) : text)
    const { files, folder, release } = this.#trials.buildroot
    const { board, name } = kernel.target
    const siblings = listTargets(files, folder, release).filter((one) => one.board === board && one.name !== name)
    // a trial is over when the next one begins
    const values = new Map(['KERNEL_KALLSYMS', 'ALL_KMODS', 'TESTING_KERNEL'].map((one) => [one, trial.textOf(one)]))
    const userFragment = kernel.fragments.includes(USER_FRAGMENT)
    const value = (symbol: string): string => values.get(symbol) ?? 'n'
    return { seed: { lines, value, target: kernel.target, userFragment, siblings }, shortened }
  }

  async first(seed: CauseSeed): Promise<FoundCause | undefined> {
    for (const { code, edits } of HASH_CAUSES)
      for (const edit of edits(seed)) {
        const hit = this.#hitOf(await this.#try(edited(seed.lines, edit)))
        if (hit === undefined) continue
        const { kallsyms, withoutUserFragment } = hit
        const whole = kallsyms === undefined ? edit : withLine(seed, edit, kallsyms)
        const found = { ...whole, code, withoutUserFragment }
        if (kallsyms === undefined || (await this.#hits(seed, found))) return found
      }
    return undefined
  }

  /** The same with as many lines as can be left as they are. */
  async smallest(seed: CauseSeed, found: FoundCause): Promise<FoundCause> {
    // what is replaced is not to stay beside what replaces it
    const replaced = found.remove.filter((line) => isReplaced(line, found))
    const others = found.remove.filter((line) => !replaced.includes(line))
    const needed = await this.#needed(others, (lines) => ({ ...found, remove: [...replaced, ...lines] }), seed)
    const smaller = { ...found, remove: [...replaced, ...needed] }
    const add = await this.#needed(found.add, (lines) => ({ ...smaller, add: lines }), seed)
    return { ...smaller, add }
  }

  /** The lines without those that can be left out, some at a time. */
  async #needed(
    all: readonly string[],
    change: (lines: readonly string[]) => FoundCause,
    seed: CauseSeed,
  ): Promise<readonly string[]> {
    let kept = all
    const narrow = async (some: readonly string[]): Promise<void> => {
      const rest = kept.filter((line) => !some.includes(line))
      if (await this.#hits(seed, change(rest))) {
        kept = rest
        return
      }
      if (some.length < 2) return
      const half = some.length >> 1
      await narrow(some.slice(0, half))
      await narrow(some.slice(half))
    }
    if (all.length > 0) await narrow(all)
    return kept
  }

  async #hits(seed: CauseSeed, edit: FoundCause): Promise<boolean> {
    const trial = await this.#try(edited(seed.lines, edit))
    if (trial === undefined) return false
    const { vermagic } = edit.withoutUserFragment
      ? trial.varied({ withoutUserFragment: true })
      : trial.kernel.configuration
    return vermagic === this.#vermagic
  }

  /** A configuration that comes to nothing is no cause. */
  async #try(lines: readonly string[]): Promise<Trial | undefined> {
    this.tried += 1
    try {
      return await this.#trials.try(lines.map((line) => `${line}\n`).join(''), this.#name)
    } catch (error) {
      if (error instanceof RequestFailure) return undefined
      throw error
    }
  }

  #hitOf(trial: Trial | undefined): Hit | undefined {
    if (trial === undefined) return undefined
    const { kernel, textOf, varied } = trial
    if (kernel.configuration.vermagic === this.#vermagic) return { withoutUserFragment: false }
    const line = textOf('KERNEL_KALLSYMS') === 'y' ? KALLSYMS_OFF : KALLSYMS_ON
    const kernelLines = (lines: readonly string[]): readonly string[] => [...lines, line]
    if (varied({ kernelLines }).vermagic === this.#vermagic) return { kallsyms: line, withoutUserFragment: false }
    if (!kernel.fragments.includes(USER_FRAGMENT)) return undefined
    if (varied({ withoutUserFragment: true }).vermagic === this.#vermagic) return { withoutUserFragment: true }
    if (varied({ kernelLines, withoutUserFragment: true }).vermagic === this.#vermagic)
      return { kallsyms: line, withoutUserFragment: true }
    return undefined
  }
}

const isReplaced = (line: string, { add, target }: FoundCause): boolean =>
  add.some((one) => symbolOfLine(one) === symbolOfLine(line)) ||
  (target !== undefined && line.startsWith('CONFIG_TARGET_'))

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

const edited = (lines: readonly string[], { remove, add }: SeedEdit): readonly string[] => [
  ...lines.filter((line) => !remove.includes(line)),
  ...add,
]

const withLine = (seed: CauseSeed, { remove, add, ...rest }: SeedEdit, line: string): SeedEdit => {
  const setting = settingOf(seed, line)
  const others = settingOf({ lines: add }, line)
  return {
    ...rest,
    remove: [...new Set([...remove, ...setting.remove])],
    add: [...add.filter((one) => one !== line && !others.remove.includes(one)), line],
  }
}
