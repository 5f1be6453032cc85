/**
 * `filter` and `filter-out`: words that match any of several patterns.  Follows func_filter_filterout() in GNU make 4.3.
 */
import { patternOf } from './percent.ts'
import { wordsOf } from './words.ts'

/**
 * Whether a word matches one of the patterns.  Patterns whose parts have the same lengths are looked up together: the
 * time for a word goes with the number of such pairs of lengths, not with the number of patterns.
 */
const matcher = (patterns: string): ((word: string) => boolean) => {
  const texts = new Set<string>()
  /** Lengths before and behind the `%`, and the patterns that have them. */
  const shapes = new Map<string, { readonly before: number; readonly behind: number; readonly ends: Set<string> }>()
  for (const written of wordsOf(patterns)) {
    const pattern = patternOf(written)
    if (pattern.kind === 'text') {
      texts.add(pattern.text)
      continue
    }
    const [before, behind] = [pattern.prefix.length, pattern.suffix.length]
    const key = `${before} ${behind}`
    const shape = shapes.get(key) ?? { before, behind, ends: new Set() }
    shape.ends.add(pattern.prefix + pattern.suffix)
    shapes.set(key, shape)
  }
  const lookups = [...shapes.values()]
  return (word) =>
    texts.has(word) ||
    lookups.some(
      ({ before, behind, ends }) =>
        word.length >= before + behind && ends.has(word.slice(0, before) + word.slice(word.length - behind)),
    )
}

/** `$(filter PATTERNS,TEXT)`. */
export const filter = (patterns: string, text: string): string => wordsOf(text).filter(matcher(patterns)).join(' ')

/** `$(filter-out PATTERNS,TEXT)`. */
export const filterOut = (patterns: string, text: string): string => {
  const matches = matcher(patterns)
  return wordsOf(text)
    .filter((word) => !matches(word))
    .join(' ')
}
