/**
 * Perl's `sort` with a comparison that need not be an order. The scripts sort packages by a relation that is none
 * (what depends on another comes behind it, all others go by name), so the result is what Perl's merge sort makes of it.
 * Follows the documented design of that sort (Linderman's, in perl since 5.8): the list is cut into runs that ascend or
 * descend, found two elements at a time; runs are merged in halves, each merge looking ahead in growing steps.
 *
 * Cost: n log n comparisons; fewer where the list is sorted in long stretches.
 */

/** A positive number where the first belongs behind the second. */
export type Comparison<T> = (a: T, b: T) => number

/** After so many neighbours, merging looks ahead in doubled steps. */
const GALLOP = 6
/** A run of so many elements is worth extending. */
const LONG_RUN = 16

/** From its first element to the one behind its last. */
interface Run {
  readonly start: number
  readonly end: number
}

export const perlSorted = <T>(items: readonly T[], compare: Comparison<T>): readonly T[] => {
  if (items.length < 2) return items
  const list = [...items]
  return merged(list, runsOf(list, compare), compare)
}

const merged = <T>(list: readonly T[], runs: readonly Run[], compare: Comparison<T>): readonly T[] => {
  if (runs.length === 1) {
    const { start, end } = runs[0] as Run
    return list.slice(start, end)
  }
  const half = Math.ceil(runs.length / 2)
  return merge(merged(list, runs.slice(0, half), compare), merged(list, runs.slice(half), compare), compare)
}

const merge = <T>(first: readonly T[], second: readonly T[], compare: Comparison<T>): readonly T[] => {
  const result: T[] = []
  let a = 0
  let b = 0
  while (a < first.length && b < second.length) {
    if (compare(first[a] as T, second[b] as T) > 0) {
      const end = endOfLower(second, b, first[a] as T, 0, compare)
      for (; b < end; b++) result.push(second[b] as T)
      result.push(first[a++] as T)
    } else {
      const end = endOfLower(first, a, second[b] as T, -1, compare)
      for (; a < end; a++) result.push(first[a] as T)
      result.push(second[b++] as T)
    }
  }
  for (; a < first.length; a++) result.push(first[a] as T)
  for (; b < second.length; b++) result.push(second[b] as T)
  return result
}

/**
 * Where in `run`, whose element at `start` goes before `item`, the elements end that do. An element does not where
 * comparing `item` with it gives `limit` or less.
 */
const endOfLower = <T>(run: readonly T[], start: number, item: T, limit: number, compare: Comparison<T>): number => {
  let low = start
  let high = run.length
  const isHigh = (at: number): boolean => compare(item, run[at] as T) <= limit
  for (let step = 1, looked = 0; ; ) {
    const at = low + step
    if (at >= high) {
      const last = high - 1
      if (last > low && isHigh(last)) high = last
      else low = last
      break
    }
    if (isHigh(at)) {
      high = at
      break
    }
    low = at
    if (++looked >= GALLOP) step += step
  }
  low++
  while (low < high) {
    const middle = low + Math.floor((high - low - 1) / 2)
    if (isHigh(middle)) high = middle
    else low = middle + 1
  }
  return high
}

/** Cuts a list into runs, those that descend turned round in place. */
const runsOf = <T>(list: T[], compare: Comparison<T>): readonly Run[] => new RunFinder(list, compare).find()

class RunFinder<T> {
  readonly #list: T[]
  readonly #compare: Comparison<T>
  readonly #runs: Run[] = []

  constructor(list: T[], compare: Comparison<T>) {
    this.#list = list
    this.#compare = compare
  }

  find(): readonly Run[] {
    const { length } = this.#list
    let descending = this.#descends(0)
    for (let start = 0; start < length; descending = !descending) {
      // as many pairs as go the same way
      let end = start + 2
      while (end + 1 < length && this.#descends(end) === descending) end += 2
      start = this.#stretch(start, Math.min(end, length), descending)
    }
    return this.#runs
  }

  #descends(at: number): boolean {
    return this.#compare(this.#list[at] as T, this.#list[at + 1] as T) > 0
  }

  /** Runs of the pairs from `start` to `end`, all of one direction. Returns where the next stretch begins. */
  #stretch(start: number, end: number, descending: boolean): number {
    const { length } = this.#list
    const joins = (place: number): boolean => this.#descends(place - 1) === descending
    let at = start
    /** The pair here is known to belong to the run that begins at `at`. */
    let known = start
    while (at < end) {
      let look = at + LONG_RUN
      let pairsEnd = end
      if (look >= end) look = end
      else {
        // do the pairs up to there join? seen from the far end: mostly they do not
        pairsEnd = look
        while (joins(pairsEnd)) {
          pairsEnd -= 2
          if (pairsEnd <= known) break
        }
        if (pairsEnd <= known) {
          known = look
          for (let ahead = look + 2; ahead < end && joins(ahead); ahead += 2) known = ahead
          look = pairsEnd = known + 2
        }
      }
      let pairs = at
      if (known > at) {
        pairs = known + 2
        // the odd one at the end of the list may join
        if (pairs === end && end + 1 === length && joins(end)) pairs = look = pairsEnd = length
        this.#add(at, pairs, descending)
      }
      for (; pairs < pairsEnd; pairs += 2) this.#add(pairs, pairs + 2, descending)
      at = pairsEnd
      if (at === end && end + 1 === length) this.#add(at++, length, false)
      known = look
    }
    return at
  }

  #add(start: number, end: number, descending: boolean): void {
    this.#runs.push({ start, end })
    if (!descending) return
    for (let low = start, high = end - 1; low < high; low++, high--) {
      const item = this.#list[low] as T
      this.#list[low] = this.#list[high] as T
      this.#list[high] = item
    }
  }
}
