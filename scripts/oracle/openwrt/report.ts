/**
 * What the parts of an oracle compared: how much of each was equal, and what could not be compared.
 */
import { firstDifference } from '../info/tally.ts'
import { say } from '../place/script.ts'

interface Part {
  equal: number
  compared: number
  shown: number
}

export class Report {
  readonly #most: number
  readonly #parts = new Map<string, Part>()
  #skipped = 0

  /** `most`: differences of a part that are shown. */
  constructor(most: number) {
    this.#most = most
  }

  /** Notes one comparison; `difference` says in what two things differ, and is shown. Returns whether they are equal. */
  note(part: string, name: string, difference: string | undefined): boolean {
    const count = this.#parts.get(part) ?? { equal: 0, compared: 0, shown: 0 }
    this.#parts.set(part, count)
    count.compared++
    if (difference === undefined) count.equal++
    else if (count.shown++ < this.#most) say(`${name}: ${part}: differs\n${difference}`)
    return difference === undefined
  }

  /** Notes something of which all named texts must be equal: `[name, theirs, ours]`. */
  compare(part: string, name: string, texts: readonly (readonly [string, string | undefined, string | undefined])[]) {
    const different = texts.find(([, theirs, ours]) => theirs === undefined || theirs !== ours)
    const [what = '', theirs, ours] = different ?? []
    return this.note(part, name, different && `  ${what}\n${firstDifference(theirs, ours)}`)
  }

  /** Something that cannot be compared here. */
  skip(part: string, count: number, what: string, why: string): void {
    this.#skipped += count
    say(`${part}: ${count} ${what} skipped: ${why}`)
  }

  /** How much of a part was equal, as a line; `about` says of what. */
  sum(part: string, about: string): void {
    const { equal, compared } = this.#parts.get(part) ?? { equal: 0, compared: 0 }
    say(`${part}: ${equal} of ${compared}${about === '' ? '' : ` ${about}`}`)
  }

  /** The last line; whether something was compared and all of it was equal. */
  finish(): boolean {
    const parts = [...this.#parts.values()]
    const [equal, compared] = [sumOf(parts, ({ equal }) => equal), sumOf(parts, ({ compared }) => compared)]
    say(`${equal} of ${compared} equal, ${this.#skipped} skipped`)
    return compared > 0 && equal === compared
  }
}

const sumOf = <T>(list: readonly T[], numberOf: (one: T) => number): number =>
  list.reduce((sum, one) => sum + numberOf(one), 0)
