/**
 * The `%` of a pattern, which stands for any text.  Follows find_percent() in GNU make 4.3's read.c.
 */

/** Without a `%`, the text itself; with one, what stands before and behind it. Quoting backslashes are gone. */
export type Pattern =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'percent'; readonly prefix: string; readonly suffix: string }

/**
 * Finds the first `%` that no backslash quotes.  In front of each `%` up to there, half of the backslashes quote the other
 * half; behind it, and elsewhere, they are plain.  Linear in the text.
 */
export const patternOf = (text: string): Pattern => {
  let unquoted = ''
  let done = 0
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
    let slashes = 0
    while (at - slashes > done && text[at - slashes - 1] === '\\') slashes++
    unquoted += text.slice(done, at - slashes) + '\\'.repeat(slashes >> 1)
    if (slashes % 2 === 0) return { kind: 'percent', prefix: unquoted, suffix: text.slice(at + 1) }
    unquoted += '%'
    done = at + 1
  }
  return { kind: 'text', text: unquoted + text.slice(done) }
}
