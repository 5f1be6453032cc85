/**
 * How much was compared and how much of it was equal, by what it is.
 */
import { say } from '../place/script.ts'

export class Tally {
  readonly #most: number
  readonly #counts = new Map<string, { equal: number; compared: number; lines: number; shown: number }>()

  /** `most`: differences of a kind that are shown. */
  constructor(most: number) {
    this.#most = most
  }

  /** Notes one comparison of texts, line by line; what differs is shown. */
  compare(what: string, name: string, theirs: string | undefined, ours: string | undefined): void {
    const count = this.#counts.get(what) ?? { equal: 0, compared: 0, lines: 0, shown: 0 }
    this.#counts.set(what, count)
    count.compared++
    count.lines += (theirs?.match(/[^\n]+/g) ?? []).length
    if (theirs === ours && theirs !== undefined) count.equal++
    else if (count.shown++ < this.#most) say(`${name}: ${what} differ\n${firstDifference(theirs, ours)}`)
  }

  /** One line for each kind; whether all were equal, and some were compared at all of each of `kinds`. */
  report(kinds: readonly string[]): boolean {
    for (const [what, { equal, compared, lines }] of this.#counts) {
      say(`${what}: ${equal} of ${compared} equal (${lines} lines)`)
    }
    const missing = kinds.filter((what) => !this.#counts.has(what))
    for (const what of missing) say(`${what}: nothing compared`)
    return missing.length === 0 && [...this.#counts.values()].every(({ equal, compared }) => equal === compared)
  }
}

/** The first line in which two texts differ, indented. Either may be missing. */
export const firstDifference = (theirs: string | undefined, ours: string | undefined): string => {
  if (theirs === undefined || ours === undefined) return `  ${theirs === undefined ? 'nothing there' : 'nothing here'}`
  const [left, right] = [theirs.split('\n'), ours.split('\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  return at < 0
    ? `  ${right.length - left.length} lines more here: ${right[left.length]}`
    : `  there: ${JSON.stringify(left[at])}\n  here:  ${JSON.stringify(right[at])}`
}
