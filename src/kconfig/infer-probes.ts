/**
 * Answers to probes that a resolved configuration gives away. Its values are what the rules gave with the probes'
 * answers of the machine it was made on; so each symbol that hangs on a probe says which answers agree with its line.
 *
 * Every symbol is looked at alone, with all others as recorded. What all agreeing answers have in common is forced; it is
 * carried from symbol to symbol until nothing more follows.  What several answers agree with stays open, and gets the
 * answer that reproduces the record with as little as possible being there.
 *
 * Cost: for each symbol that mentions k open probes, 2^k computations of that one symbol (k is at most MAX_OPEN).
 */
import type { Evaluator } from './evaluator.ts'
import { type Expression, Kind, leftEdge } from './expression.ts'
import { forEachSymbol } from './expression-query.ts'
import type { Model } from './model.ts'
import { computeAlone, type Outcome, pinRecorded } from './pinned.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'
import { governingExpressions } from './symbol-mentions.ts'

const MAX_OPEN = 8
/** How often answers that undo each other are gone over. */
const MAX_ROUNDS = 10

export interface Inference {
  /** Words whose answer the record forces, with it. */
  readonly forced: ReadonlyMap<string, string>
  /** Words that got an answer which reproduces the record though others would too. */
  readonly assumed: ReadonlyMap<string, string>
}

/** A symbol whose recorded line speaks about probes. */
interface Witness {
  readonly symbol: KconfigSymbol
  readonly expected: Outcome
  readonly words: readonly string[]
}

/**
 * Infers answers from the user values that are loaded, and gives them to the probe words of the model.
 * `complete`: the configuration lists every visible symbol, so that what is missing says something too.
 */
export const inferProbes = (evaluator: Evaluator, complete: boolean): Inference =>
  new ProbeInference(evaluator, complete).run()

class ProbeInference {
  readonly #evaluator: Evaluator
  readonly #complete: boolean
  /** Symbols for each word: quoted and bare ones are answered alike. */
  readonly #words = new Map<string, KconfigSymbol[]>()
  readonly #candidates = new Map<string, Set<string>>()
  readonly #forced = new Map<string, string>()
  readonly #assumed = new Map<string, string>()

  constructor(evaluator: Evaluator, complete: boolean) {
    this.#evaluator = evaluator
    this.#complete = complete
    for (const symbol of evaluator.model.symbols.all) {
      if (!symbol.isProbe) continue
      const name = symbol.label
      const known = this.#words.get(name)
      if (known === undefined) this.#words.set(name, [symbol])
      else known.push(symbol)
    }
  }

  run(): Inference {
    if (this.#words.size > 0) {
      pinRecorded(this.#evaluator)
      const witnesses = this.#witnesses()
      this.#propagate(witnesses)
      this.#reproduce(witnesses)
    }
    return { forced: this.#forced, assumed: this.#assumed }
  }

  #witnesses(): Witness[] {
    const witnesses: Witness[] = []
    for (const symbol of this.#evaluator.model.onProbes) {
      if (symbol.type === 'unknown' || symbol.isChoice) continue
      if (!symbol.hasUserValue && !this.#complete) continue
      const words = new Set<string>()
      for (const expression of governingExpressions(symbol)) {
        if (expression?.hasProbe !== true) continue
        forEachSymbol(expression, (mentioned) => {
          if (mentioned.isProbe) words.add(mentioned.label)
        })
        this.#noteComparisons(expression)
      }
      if (words.size === 0) continue
      this.#noteCandidates(symbol, words)
      const { tristate, text, write, visible } = symbol
      witnesses.push({ symbol, words: [...words], expected: { tristate, text, write, visible } })
    }
    return witnesses
  }

  /** A word that is compared with a constant may be that constant, or nothing at all. */
  #noteComparisons(expression: Expression | null): void {
    if (expression === null) return
    const edge = leftEdge(expression)
    this.#noteComparisons((edge.at(-1) as Expression).left)
    for (const { right } of edge.toReversed()) this.#noteComparisons(right)
    const { symbol, other } = expression
    if (symbol === null || other === null) return
    for (const [word, constant] of [
      [symbol, other],
      [other, symbol],
    ] as const) {
      if (!word.isProbe || constant.isProbe || constant.type !== 'unknown') continue
      this.#candidatesOf(word.label).add(constant.label).add('')
    }
  }

  #candidatesOf(word: string): Set<string> {
    let candidates = this.#candidates.get(word)
    if (candidates === undefined) {
      candidates = new Set(['n', 'y'])
      this.#candidates.set(word, candidates)
    }
    return candidates
  }

  /** Answers worth trying: y and n for a word in a condition, the recorded text for one that is a default. */
  #noteCandidates(symbol: KconfigSymbol, words: ReadonlySet<string>): void {
    for (const word of words) this.#candidatesOf(word)
    if (isLogic(symbol) || symbol.userText === null) return
    for (const { kind, value } of symbol.rules) {
      if (kind !== 'default' || value?.kind !== Kind.symbol) continue
      const source = value.symbol as KconfigSymbol
      if (source.isProbe) this.#candidatesOf(source.label).add(symbol.userText)
    }
  }

  #answer(word: string, answer: string | null): void {
    for (const symbol of this.#words.get(word) ?? []) {
      symbol.answer = answer
      symbol.valid = false
    }
  }

  #agrees({ symbol, expected }: Witness): boolean {
    const actual = computeAlone(this.#evaluator, symbol)
    if (actual.write !== expected.write) return false
    if (!expected.write) return true
    return isLogic(symbol) ? actual.tristate === expected.tristate : actual.text === expected.text
  }

  /** All answers to the open words of a witness that agree with it. */
  #agreeing(witness: Witness, open: readonly string[]): readonly (readonly string[])[] {
    const found: string[][] = []
    const chosen: string[] = []
    const search = (index: number): void => {
      const word = open[index]
      if (word === undefined) {
        if (this.#agrees(witness)) found.push([...chosen])
        return
      }
      for (const candidate of this.#candidates.get(word) ?? []) {
        this.#answer(word, candidate)
        chosen.push(candidate)
        search(index + 1)
        chosen.pop()
      }
    }
    search(0)
    for (const word of open) this.#answer(word, this.#assumed.get(word) ?? null)
    return found
  }

  #propagate(witnesses: readonly Witness[]): void {
    for (let progress = true; progress; ) {
      progress = false
      for (const witness of witnesses) {
        const open = witness.words.filter((word) => !this.#forced.has(word))
        if (open.length === 0 || open.length > MAX_OPEN) continue
        const agreeing = this.#agreeing(witness, open)
        // No answer fits: the line was edited, or other things changed. It says nothing.
        if (agreeing.length === 0) continue
        open.forEach((word, index) => {
          const answers = new Set(agreeing.map((answers) => answers[index] as string))
          const [only] = answers
          if (answers.size !== 1 || only === undefined) return
          this.#forced.set(word, only)
          this.#answer(word, only)
          progress = true
        })
      }
    }
  }

  /**
   * Open words stay unanswered where that reproduces the record; elsewhere they get the answers that leave the fewest
   * witnesses unreproduced, and of those the fewest that something is there. One word's answer may undo another's work:
   * it is gone over again until nothing changes.
   */
  #reproduce(witnesses: readonly Witness[]): void {
    const sharing = new Map<string, Witness[]>()
    for (const witness of witnesses) {
      for (const word of witness.words) {
        const known = sharing.get(word)
        if (known === undefined) sharing.set(word, [witness])
        else known.push(witness)
      }
    }
    for (let round = 0, changed = true; changed && round < MAX_ROUNDS; round++) {
      changed = false
      for (const witness of witnesses) {
        const open = witness.words.filter((word) => !this.#forced.has(word))
        if (open.length === 0 || open.length > MAX_OPEN || this.#agrees(witness)) continue
        const best = this.#leastHarm(open, this.#agreeing(witness, open), sharing)
        if (best === undefined) continue
        this.#assume(open, best)
        changed = true
      }
    }
  }

  #assume(words: readonly string[], answers: readonly string[]): void {
    words.forEach((word, index) => {
      const answer = answers[index] as string
      this.#assumed.set(word, answer)
      this.#answer(word, answer)
    })
  }

  /** The answers that break the fewest of the witnesses that mention these words. */
  #leastHarm(
    open: readonly string[],
    agreeing: readonly (readonly string[])[],
    sharing: ReadonlyMap<string, readonly Witness[]>,
  ): readonly string[] | undefined {
    const others = new Set(open.flatMap((word) => sharing.get(word) ?? []))
    let best: { readonly answers: readonly string[]; readonly harm: number } | undefined
    for (const answers of agreeing.toSorted((a, b) => present(a) - present(b))) {
      for (const [index, word] of open.entries()) this.#answer(word, answers[index] as string)
      let harm = 0
      for (const other of others) if (!this.#agrees(other)) harm++
      if (best === undefined || harm < best.harm) best = { answers, harm }
    }
    for (const word of open) this.#answer(word, this.#assumed.get(word) ?? null)
    return best?.answers
  }
}

/** Gives the words of a model the answers that an earlier inference found. */
export const applyInference = (model: Model, { forced, assumed }: Inference): void => {
  for (const symbol of model.symbols.all) {
    if (symbol.isProbe) symbol.answer = forced.get(symbol.label) ?? assumed.get(symbol.label) ?? null
  }
}

const present = (answers: readonly string[]): number => answers.filter((answer) => answer !== 'n').length
