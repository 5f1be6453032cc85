/**
 * Choices made from a list of numbers: what fast-check generates for a mutation are only numbers, and what they come to
 * depends on the module that is mutated. The same numbers and the same module make the same mutant.
 */

export class Draw {
  readonly #numbers: readonly number[]
  #next = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  /** 0 to 2^31 - 1; beyond the end of the list the numbers come again, changed. */
  number(): number {
    const { length } = this.#numbers
    const round = Math.floor(this.#next / length)
    const number = this.#numbers[this.#next++ % length] ?? 0
    return (number ^ Math.imul(round, 0x5bd1e995)) & 0x7fffffff
  }

  /** A whole number below `end`; 0 where that is none. */
  below(end: number): number {
    return end < 1 ? 0 : this.number() % end
  }

  /** One of a list that is not empty. */
  of<T>(list: readonly T[]): T {
    const index = this.below(list.length)
    if (index >= list.length) throw new RangeError('nothing to choose from')
    return list[index] as T
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.below(times) === 0
  }
}
