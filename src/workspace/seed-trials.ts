/**
 * Some lines of a configuration, compared with all of them. Lines that are left out of what was tried last are looked at
 * by what hangs on them alone, where that tells; what passes is tried as a whole before it counts.
 */
import type { KernelConfiguration } from '../openwrt/second-stage.ts'
import type { SeedLine } from '../openwrt/seed-lines.ts'
import type { Trial } from './buildroot-trial.ts'
import type { BuildrootTrials } from './buildroot-trials.ts'
import { RequestFailure } from './failure.ts'
import type { LineEffect } from './minimise-request.ts'

/** Lines as a configuration. */
export const seedText = (lines: readonly SeedLine[]): string => lines.map(({ text }) => `${text}\n`).join('')

const keyOf = (lines: readonly SeedLine[]): string => lines.map(({ number }) => number).join()

/** Lets what waits be done: the user may have asked to stop. */
const breathe = (): Promise<void> => new Promise((done) => setImmediate(done))

export class SeedTrials {
  readonly #trials: BuildrootTrials
  readonly #name: string
  readonly #target: string
  readonly #vermagic: string
  readonly #hashedLines: ReadonlySet<string>
  /** Symbols that several lines are about: what is left without one of them hangs on the others. */
  readonly #repeated: ReadonlySet<string>
  /** Of lines that are not the same, by their numbers. */
  readonly #effects = new Map<string, LineEffect>()
  /** What was tried last, and what passed last. */
  #tried: readonly SeedLine[]
  #passed: readonly SeedLine[]
  /** Configurations that were looked at, the whole one included. */
  count = 1

  /** `whole`: the latest trial, of all `lines`. */
  constructor(trials: BuildrootTrials, name: string, lines: readonly SeedLine[], whole: Trial) {
    const { target, kernel } = whole
    this.#trials = trials
    this.#name = name
    this.#target = target
    this.#vermagic = kernel.configuration.vermagic
    this.#hashedLines = new Set(kernel.configuration.hashedLines)
    this.#tried = this.#passed = lines
    const seen = new Set<string>()
    this.#repeated = new Set(
      lines.flatMap(({ symbol = '' }) => {
        if (seen.has(symbol)) return [symbol]
        seen.add(symbol)
        return []
      }),
    )
  }

  /** Whether they give the hash, for the same target. */
  async isSame(lines: readonly SeedLine[]): Promise<boolean> {
    const effect = await this.#look(lines)
    if (effect === undefined) return true
    this.#effects.set(keyOf(lines), effect)
    return false
  }

  /** What comes of lines of which one was left out. Mostly that was looked at before. */
  async effectOf(lines: readonly SeedLine[]): Promise<LineEffect> {
    const passed = this.#passed
    const effect = this.#effects.get(keyOf(lines)) ?? (await this.#look(lines))
    this.#passed = passed
    return effect ?? { kind: 'lines', lost: [], gained: [] }
  }

  /** Undefined where they are the same. */
  async #look(lines: readonly SeedLine[]): Promise<LineEffect | undefined> {
    await breathe()
    this.count++
    const partly = await this.#withoutOthers(lines)
    const effect = partly === undefined ? undefined : this.#difference(partly)
    return effect ?? (await this.#try(lines))
  }

  /** Undefined where only trying tells. */
  async #withoutOthers(lines: readonly SeedLine[]): Promise<KernelConfiguration | undefined> {
    const chosen = new Set(lines)
    const symbols = this.#passed.flatMap((line) => (chosen.has(line) ? [] : [line.symbol ?? '']))
    if (symbols.some((symbol) => this.#repeated.has(symbol))) return undefined
    if (this.#tried !== this.#passed && this.#trials.canTryWithout(symbols)) await this.#try(this.#passed)
    return this.#tried === this.#passed ? this.#trials.tryWithout(symbols) : undefined
  }

  async #try(lines: readonly SeedLine[]): Promise<LineEffect | undefined> {
    this.#tried = lines
    try {
      const trial = await this.#trials.tryFor(this.#target, seedText(lines), this.#name)
      if (trial.kind === 'elsewhere')
        return { kind: 'target', ...(trial.target === undefined ? {} : { target: trial.target }) }
      const effect = this.#difference(trial.kernel.configuration)
      if (effect === undefined) this.#passed = lines
      return effect
    } catch (error) {
      if (error instanceof RequestFailure) return { kind: 'no-kernel' }
      throw error
    }
  }

  #difference({ vermagic, hashedLines }: KernelConfiguration): LineEffect | undefined {
    if (vermagic === this.#vermagic) return undefined
    const there = new Set(hashedLines)
    return {
      kind: 'lines',
      lost: [...this.#hashedLines].filter((line) => !there.has(line)),
      gained: hashedLines.filter((line) => !this.#hashedLines.has(line)),
    }
  }
}
