/**
 * The order that perl's `sort` gives (the merge sort of 5.8 and later, as its documentation and pp_sort.c describe it).
 * OpenWrt's scripts sort packages by a comparison that contradicts itself: a package comes after those it depends on,
 * else by name. Every sound sort is right then and each gives another order; `.config` shows perl's.
 */

export type Compare<T> = (left: T, right: T) => number

/** Pairs that must lie in one direction before it is worth looking whether they make one run. */
const LONG = 8

/** Single steps before a search doubles its stride. */
const PATIENCE = 6

/** A sorted copy. */
export const perlSort = <T>(items: readonly T[], compare: Compare<T>): readonly T[] =>
  items.length < 2 ? [...items] : mergeRuns(findRuns(items, compare), compare)

/** Halves of the runs, the first not the smaller one, each merged before the two are. */
const mergeRuns = <T>(runs: readonly (readonly T[])[], compare: Compare<T>): readonly T[] => {
  const [only] = runs
  if (only === undefined || runs.length === 1) return only ?? []
  const middle = runs.length - (runs.length >> 1)
  const left = mergeRuns(runs.slice(0, middle), compare)
  return merge(left, mergeRuns(runs.slice(middle), compare), compare)
}

/** Of two heads the greater is placed in the other list, by search; all before it and it itself go out. */
const merge = <T>(left: readonly T[], right: readonly T[], compare: Compare<T>): readonly T[] => {
  const merged: T[] = []
  let l = 0
  let r = 0
  while (l < left.length && r < right.length) {
    const a = left[l] as T
    const b = right[r] as T
    if (compare(a, b) <= 0) {
      // Equal ones of the left stay before it.
      const to = placeOf(left, l, (item) => compare(b, item) < 0)
      merged.push(...left.slice(l, to), b)
      l = to
      r++
    } else {
      const to = placeOf(right, r, (item) => compare(a, item) <= 0)
      merged.push(...right.slice(r, to), a)
      r = to
      l++
    }
  }
  return [...merged, ...left.slice(l), ...right.slice(r)]
}

/** The first index after `from`, known to be low, that is `high`: steps, then strides that double, then halving. */
const placeOf = <T>(list: readonly T[], from: number, high: (item: T) => boolean): number => {
  const at = (index: number): boolean => high(list[index] as T)
  let low = from
  let end = list.length
  for (let stride = 1, steps = 1; ; steps++) {
    const next = low + stride
    if (next >= end) {
      const last = end - 1
      if (last > low && at(last)) end = last
      else low = last
      break
    }
    if (at(next)) {
      end = next
      break
    }
    low = next
    if (steps >= PATIENCE) stride *= 2
  }
  low++
  while (low < end) {
    const middle = low + ((end - low - 1) >> 1)
    if (at(middle)) end = middle
    else low = middle + 1
  }
  return low
}

/**
 * Cuts the list into ordered runs. Neighbours are taken as pairs, `falling` or not; a stretch is pairs alike. Where
 * sixteen items on the joints between pairs are alike too, the stretch's part up to there is one run, made as long as it
 * goes; elsewhere each pair is one. What falls is turned round.
 */
const findRuns = <T>(items: readonly T[], compare: Compare<T>): readonly (readonly T[])[] => {
  const runs: (readonly T[])[] = []
  const size = items.length
  const falls = (index: number, next = index + 1): boolean => compare(items[index] as T, items[next] as T) > 0
  let falling = falls(0)
  const take = (from: number, to: number): void => {
    const run = items.slice(from, to)
    runs.push(falling ? run.reverse() : run)
  }
  for (let start = 0; start < size; falling = !falling) {
    let end = start + 2
    while (end + 1 < size && falls(end) === falling) end += 2
    /** The last pair known to be of the run that begins at `start`. */
    let known = start
    do {
      /** The first pair of which it is not known whether it goes with those before. */
      let joint = Math.min(start + 2 * LONG, end)
      let reached = joint
      if (joint < end) {
        while (falls(joint - 1) === falling) {
          joint -= 2
          if (joint <= known) break
        }
        if (joint <= known) {
          known = reached
          joint = known + 2
          while (joint < end && falls(joint - 1) === falling) {
            known = joint
            joint += 2
          }
          reached = known + 2
          joint = reached
        }
      }
      let pairs = start
      if (known > start) {
        pairs = known + 2
        // A last item without a partner may go on with the run.
        if (pairs === end && end + 1 === size && falls(pairs - 1) === falling) pairs = joint = reached = size
        take(start, pairs)
      }
      for (; pairs < joint; pairs += 2) take(pairs, pairs + 2)
      start = joint
      if (start === end && end + 1 === size) {
        runs.push(items.slice(start))
        start++
      }
      known = reached
    } while (start < end)
  }
  return runs
}
