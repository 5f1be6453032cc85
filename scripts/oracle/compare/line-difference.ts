/**
 * A unified diff for people: what lines two texts differ in, with a little context, cut off after so many lines.
 */

interface Edit {
  readonly sign: ' ' | '-' | '+'
  readonly line: string
}

/** How far ahead a common line is looked for after a difference. */
const WINDOW = 400
const CONTEXT = 3

/** The nearest pair of positions after (i, j) at which both texts have the same line again. */
const resynchronise = (a: readonly string[], b: readonly string[], i: number, j: number): readonly [number, number] => {
  for (let distance = 1; distance < WINDOW; distance++) {
    for (let skip = 0; skip <= distance; skip++) {
      const [x, y] = [i + skip, j + distance - skip]
      if (x < a.length && y < b.length && a[x] === b[y]) return [x, y]
    }
  }
  return [a.length, b.length]
}

const edits = (a: readonly string[], b: readonly string[]): readonly Edit[] => {
  const result: Edit[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      result.push({ sign: ' ', line: a[i] ?? '' })
      i++
      j++
      continue
    }
    const [x, y] = resynchronise(a, b, i, j)
    for (; i < x; i++) result.push({ sign: '-', line: a[i] ?? '' })
    for (; j < y; j++) result.push({ sign: '+', line: b[j] ?? '' })
  }
  return result
}

const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  else lines.push(`${lines.pop()} (no newline at end)`)
  return lines
}

/** Lines with `-` for what was expected, `+` for what came; at most `most` lines. Empty for equal texts. */
export const lineDifference = (expected: string, actual: string, most: number): string => {
  if (expected === actual) return ''
  const all = edits(linesOf(expected), linesOf(actual))
  const near = all.map((_, at) => all.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((e) => e.sign !== ' '))
  const shown: string[] = []
  for (const [at, edit] of all.entries()) {
    if (!near[at]) continue
    if (at > 0 && !near[at - 1]) shown.push('@@')
    shown.push(edit.sign + edit.line.slice(0, 400))
    if (shown.length >= most) return [...shown, '…'].join('\n')
  }
  return shown.join('\n')
}
