/**
 * Replacing: `subst`, `patsubst` and the substitution reference.  Follows subst_expand(), patsubst_expand_pat() and
 * variable_expand_string() in GNU make 4.3, with what comes of the empty text in each.
 */
import { type Pattern, patternOf } from './percent.ts'
import { wordsOf } from './words.ts'

/** `$(subst FROM,TO,TEXT)`. Nothing is found once, at the end. */
export const subst = (from: string, to: string, text: string): string =>
  from === '' ? text + to : text.split(from).join(to)

const isSpace = (unit: string): boolean => unit === ' ' || (unit >= '\t' && unit <= '\r')

/** Where the word ends that starts at or behind `at`. */
const wordEnd = (text: string, at: number): number => {
  let end = at
  while (end < text.length && isSpace(text.charAt(end))) end++
  while (end < text.length && !isSpace(text.charAt(end))) end++
  return end
}

/**
 * Replaces `from` where it is a whole word, blanks kept as they are.  `from` may hold blanks itself.  Nothing would be a
 * word at the end of a text that is empty or ends in a blank.
 */
const substituteWords = (from: string, to: string, text: string): string => {
  let result = ''
  let done = 0
  do {
    const found = from === '' ? wordEnd(text, done) : text.indexOf(from, done)
    if (found < 0) break
    const end = found + from.length
    const whole = (found === 0 || isSpace(text.charAt(found - 1))) && (end === text.length || isSpace(text.charAt(end)))
    result += text.slice(done, found) + (whole ? to : from)
    done = end
  } while (done < text.length)
  return result + text.slice(done)
}

const substitutePattern = (
  { prefix, suffix }: Extract<Pattern, { readonly kind: 'percent' }>,
  replacement: Pattern,
  text: string,
): string => {
  const least = prefix.length + suffix.length
  let result = ''
  for (const word of wordsOf(text)) {
    const matches = word.length >= least && word.startsWith(prefix) && word.endsWith(suffix)
    if (!matches) result += `${word} `
    else if (replacement.kind === 'text') result += replacement.text === '' ? '' : `${replacement.text} `
    // A word of which nothing is left still leaves its space.
    else
      result += `${replacement.prefix}${word.slice(prefix.length, word.length - suffix.length)}${replacement.suffix} `
  }
  return result.slice(0, -1)
}

/** `$(patsubst PATTERN,REPLACEMENT,TEXT)`. Without a `%` in the pattern, blanks stay as they are. */
export const patsubst = (pattern: string, replacement: string, text: string): string => {
  const from = patternOf(pattern)
  const to = patternOf(replacement)
  if (from.kind === 'percent') return substitutePattern(from, to, text)
  return substituteWords(from.text, to.kind === 'text' ? to.text : `${to.prefix}%${to.suffix}`, text)
}

/** `$(NAME:FROM=TO)` for the value `text`. Without a `%` in FROM both are ends of words, and a `%` in TO is plain. */
export const substitutionReference = (from: string, to: string, text: string): string => {
  const pattern = patternOf(from)
  if (pattern.kind === 'percent') return substitutePattern(pattern, patternOf(to), text)
  const ends = { kind: 'percent', prefix: '', suffix: pattern.text } as const
  return substitutePattern(ends, { kind: 'percent', prefix: '', suffix: to }, text)
}
