/** Every way to give some of several symbols new values. */

export interface Options {
  readonly symbol: string
  /** The preferred first. */
  readonly values: readonly string[]
}

/** All choices of `size` symbols with one of their values each, preferred values and earlier symbols first. */
export function* combinations(options: readonly Options[], size: number): Iterable<ReadonlyMap<string, string>> {
  if (size === 0) {
    yield new Map()
    return
  }
  // by how far down the values stand, not symbol by symbol: a first value of the last symbol is better than a last one
  const all = options.flatMap(({ symbol, values }, at) => values.map((value, rank) => ({ symbol, value, at, rank })))
  const pick = function* (from: number, left: number, worst: number, exact: boolean): Iterable<[string, string][]> {
    if (left === 0) {
      if (exact) yield []
      return
    }
    for (const { symbol, value, at, rank } of all) {
      if (at < from || rank > worst) continue
      for (const rest of pick(at + 1, left - 1, worst, exact || rank === worst)) yield [[symbol, value], ...rest]
    }
  }
  const ranks = Math.max(0, ...options.map(({ values }) => values.length))
  for (let worst = 0; worst < ranks; worst++) for (const choice of pick(0, size, worst, false)) yield new Map(choice)
}
