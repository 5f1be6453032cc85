/**
 * The random numbers of the GNU C library's rand(): an additive feedback generator of degree 31 seeded by a
 * Lehmer generator. A seed has to give the configuration that it gives the C tool.
 */

const DEGREE = 31
const SEPARATION = 3
const DISCARDED = 310

export class GlibcRandom {
  readonly #state = new Int32Array(DEGREE)
  #front = SEPARATION
  #rear = 0

  /** As srand(): 0 counts as 1. */
  constructor(seed: number) {
    let word = seed | 0
    if (word === 0) word = 1
    this.#state[0] = word
    for (let i = 1; i < DEGREE; i++) {
      // 16807 * word mod 2^31-1 without overflow: word = 127773 * high + low.
      const high = Math.trunc(word / 127773)
      const low = word % 127773
      word = 16807 * low - 2836 * high
      if (word < 0) word += 2147483647
      this.#state[i] = word
    }
    for (let i = 0; i < DISCARDED; i++) this.next()
  }

  /** 0 to 2^31-1. */
  next(): number {
    const state = this.#state
    const sum = ((state[this.#front] ?? 0) + (state[this.#rear] ?? 0)) | 0
    state[this.#front] = sum
    this.#front = (this.#front + 1) % DEGREE
    this.#rear = (this.#rear + 1) % DEGREE
    return sum >>> 1
  }
}
