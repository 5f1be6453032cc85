/**
 * "Did you mean": the name nearest to one that does not exist.
 * Optimal string alignment: one edit is a letter more, a letter less, another letter, or two neighbours swapped.
 */

/** Edits that lead from `a` to `b`; where they are no fewer than `limit`, `limit` may be said of more. */
export const editDistance = (a: string, b: string, limit = Number.POSITIVE_INFINITY): number => {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column)
  let leastOfLast = 0
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1)
      current.push(best)
      least = Math.min(least, best)
    }
    // a swap goes on from the row before the last
    if (least >= limit && leastOfLast >= limit) return limit
    leastOfLast = least
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}

/**
 * The candidate nearest to `name`, or undefined where none is near enough to have been meant (a third of the letters,
 * at least one, may differ). Of equally near ones the first.
 */
export const nearestName = (name: string, candidates: Iterable<string>): string | undefined => {
  let nearest: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const distance = editDistance(name, candidate, least)
    if (distance < least) {
      least = distance
      nearest = candidate
    }
  }
  return nearest
}
