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
import { type Expression, Kind } from './expression.ts'
import { forEachSymbol } from './expression-query.ts'
import type { Model } from './model.ts'
import { computeAlone, type Outcome } from './pinned.ts'
import type { KconfigSymbol } from './symbol.ts'
import { governingExpressions, hangsOnProbe } from './symbol-mentions.ts'
import { and, MOD, NO, or, type Tristate, YES } from './tristate.ts'

const MAX_OPEN = 8

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
      this.#pinRecorded()
      const witnesses = this.#witnesses()
      this.#propagate(witnesses)
      this.#reproduce(witnesses)
    }
    return { forced: this.#forced, assumed: this.#assumed }
  }

  /** Every symbol gets the value that the configuration records; a missing line is n or empty. */
  #pinRecorded(): void {
    const { model } = this.#evaluator
    for (const symbol of model.symbols.all) {
      if (symbol.type === 'unknown') continue
      symbol.valid = true
      symbol.visible = symbol.hasUserValue ? YES : NO
      symbol.write = symbol.hasUserValue
      symbol.tristate = symbol.hasUserValue ? symbol.userTristate : NO
      symbol.text = symbol.type === 'bool' || symbol.type === 'tristate' ? 'n' : (symbol.userText ?? '')
    }
    for (const symbol of model.symbols.all) if (symbol.isChoice) pinChoice(symbol)
    this.#evaluator.modulesValue = model.modules.tristate
  }

  #witnesses(): Witness[] {
    const witnesses: Witness[] = []
    for (const symbol of this.#evaluator.model.symbols.all) {
      if (symbol.type === 'unknown' || symbol.isChoice) continue
      if (!symbol.hasUserValue && !this.#complete) continue
      if (!hangsOnProbe(symbol)) continue
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
    this.#noteComparisons(expression.left)
    this.#noteComparisons(expression.right)
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
    if (symbol.type === 'bool' || symbol.type === 'tristate' || symbol.userText === null) return
    for (const { kind, value } of symbol.properties) {
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
    return symbol.type === 'bool' || symbol.type === 'tristate'
      ? actual.tristate === expected.tristate
      : actual.text === expected.text
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

  /** Open words stay unanswered where that reproduces the record; elsewhere the fewest are answered. */
  #reproduce(witnesses: readonly Witness[]): void {
    for (const witness of witnesses) {
      const open = witness.words.filter((word) => !this.#forced.has(word))
      if (open.length === 0 || open.length > MAX_OPEN || this.#agrees(witness)) continue
      const agreeing = this.#agreeing(witness, open)
      const best = agreeing.toSorted((a, b) => present(a) - present(b))[0]
      if (best === undefined) continue
      open.forEach((word, index) => {
        const answer = best[index] as string
        this.#assumed.set(word, answer)
        this.#answer(word, answer)
      })
    }
  }
}

/** Gives the words of a model the answers that an earlier inference found. */
export const applyInference = (model: Model, { forced, assumed }: Inference): void => {
  for (const symbol of model.symbols.all) {
    if (symbol.isProbe) symbol.answer = forced.get(symbol.label) ?? assumed.get(symbol.label) ?? null
  }
}

const present = (answers: readonly string[]): number => answers.filter((answer) => answer !== 'n').length

/** A choice's recorded value is what its members' lines say. */
const pinChoice = (choice: KconfigSymbol): void => {
  let value: Tristate = NO
  let visible = false
  for (const member of choice.members) {
    value = or(value, member.tristate)
    if (member.write) visible = true
    if (member.tristate === YES) choice.chosen = member
  }
  choice.tristate = choice.members.length === 0 ? YES : value
  choice.visible = visible ? YES : NO
  choice.text = 'n'
  choice.valid = true
  if (choice.type === 'bool') choice.tristate = and(choice.tristate, choice.tristate === MOD ? YES : choice.tristate)
}
