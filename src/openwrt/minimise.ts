/**
 * Delta debugging: of items that together pass a test, few that still do, such that none of them can be left out alone.
 * Follows ddmin of A. Zeller and R. Hildebrandt, "Simplifying and isolating failure-inducing input" (2002), with its
 * complement steps only: what may be left out is halved until it is, or is a single item.
 *
 * Cost: with n items in b blocks of which k are needed, and a test that stays passed when items are added, about
 * b + 2k·log2(n/k) + k trials; whatever the test, at most b + 2n + n·(n+1)/2. No set of items is tried twice.
 */

export interface MinimiseQuestion {
  /** Items are numbered from 0. All of them together pass the test: that is not tried. */
  readonly size: number
  /** Items that are never left out. */
  readonly isKept?: (item: number) => boolean
  /** Sets of items that may do, each tried once before anything else. */
  readonly guesses?: readonly (readonly number[])[]
  /** Items that are likely to be left out together, those first that should go rather than later ones. Items of no block are the last one. */
  readonly blocks?: readonly (readonly number[])[]
  /** Items are in ascending order. */
  readonly test: (items: readonly number[]) => boolean | Promise<boolean>
  /** Called with the number of items that are left out, or were needed when they were tried: it never falls. */
  readonly onProgress?: (settled: number) => void
  /** When it is aborted, the fewest items so far come out. */
  readonly signal?: AbortSignal
}

export interface Minimised {
  /** In ascending order. */
  readonly items: readonly number[]
  /** `minimal`: no item can be left out alone, but for those that are never. */
  readonly verdict: 'minimal' | 'interrupted'
  readonly trials: number
}

export const minimise = async (question: MinimiseQuestion): Promise<Minimised> => new Minimiser(question).run()

/** Ends a run that was aborted. */
class Aborted extends Error {}

class Minimiser {
  readonly #question: MinimiseQuestion
  /** By item: whether it is still there. */
  readonly #present: Uint8Array
  /** By item: whether it may be left out. */
  readonly #open: Uint8Array
  /** By item: whether it is left out, never is, or was needed when it was tried alone. */
  readonly #settled: Uint8Array
  readonly #failed = new Set<string>()
  #trials = 0

  constructor(question: MinimiseQuestion) {
    const { size, isKept = () => false } = question
    this.#question = question
    this.#present = new Uint8Array(size).fill(1)
    this.#open = Uint8Array.from({ length: size }, (_, item) => (isKept(item) ? 0 : 1))
    this.#settled = this.#open.map((open) => 1 - open)
  }

  async run(): Promise<Minimised> {
    let verdict: Minimised['verdict'] = 'minimal'
    try {
      for (const guess of this.#question.guesses ?? []) await this.#guess(guess)
      for (const block of this.#blocks()) if (!(await this.#leaveOut(block))) await this.#halve(block)
      while (await this.#round());
    } catch (error) {
      if (!(error instanceof Aborted)) throw error
      verdict = 'interrupted'
    }
    return { items: this.#items(), verdict, trials: this.#trials }
  }

  #items(): readonly number[] {
    const items: number[] = []
    this.#present.forEach((present, item) => {
      if (present === 1) items.push(item)
    })
    return items
  }

  #blocks(): readonly (readonly number[])[] {
    const { blocks = [], size } = this.#question
    const inBlocks = new Set(blocks.flat())
    return [...blocks, Array.from({ length: size }, (_, item) => item).filter((item) => !inBlocks.has(item))]
  }

  /** Tries the items of a guess alone. */
  async #guess(guess: readonly number[]): Promise<void> {
    const wanted = new Set(guess)
    await this.#leaveOut(this.#items().filter((item) => !wanted.has(item)))
  }

  /** A block that is needed as a whole: each half. */
  async #halve(block: readonly number[]): Promise<void> {
    const rest = this.#stillOpen(block)
    if (rest.length < 2) return this.#settle(rest)
    const middle = rest.length >> 1
    for (const half of [rest.slice(0, middle), rest.slice(middle)])
      if (!(await this.#leaveOut(half))) await this.#halve(half)
  }

  /** Each item once more: what was needed then may not be now. True where one was left out. */
  async #round(): Promise<boolean> {
    let isFewer = false
    for (const item of this.#stillOpen(this.#items())) if (await this.#leaveOut([item])) isFewer = true
    return isFewer
  }

  #stillOpen(items: readonly number[]): readonly number[] {
    return items.filter((item) => this.#present[item] === 1 && this.#open[item] === 1)
  }

  /** Leaves items out if what remains passes; true as well where nothing is there to be left out. */
  async #leaveOut(items: readonly number[]): Promise<boolean> {
    const going = this.#stillOpen(items)
    if (going.length === 0) return true
    for (const item of going) this.#present[item] = 0
    const passes = await this.#passes().catch((error: unknown) => {
      for (const item of going) this.#present[item] = 1
      throw error
    })
    if (passes) this.#settle(going)
    else for (const item of going) this.#present[item] = 1
    return passes
  }

  async #passes(): Promise<boolean> {
    const key = this.#key()
    if (this.#failed.has(key)) return false
    if (this.#question.signal?.aborted === true) throw new Aborted()
    this.#trials++
    const passes = await this.#question.test(this.#items())
    if (!passes) this.#failed.add(key)
    return passes
  }

  /** The items that are there, sixteen to a character. */
  #key(): string {
    const units = new Uint16Array(Math.ceil(this.#present.length / 16))
    this.#present.forEach((present, item) => {
      if (present === 1) units[item >> 4] = (units[item >> 4] ?? 0) | (1 << (item & 15))
    })
    return Array.from(units, (unit) => String.fromCharCode(unit)).join('')
  }

  #settle(items: readonly number[]): void {
    for (const item of items) this.#settled[item] = 1
    this.#question.onProgress?.(this.#settled.reduce((sum, settled) => sum + settled, 0))
  }
}
