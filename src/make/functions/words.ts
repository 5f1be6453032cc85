/**
 * Words of a text, and the functions that count, pick, sort and search them: GNU make 4.3's function.c and next_token()
 * in misc.c.  Blanks are what isspace(3) says in the C locale.
 */
import { MakeStop } from '../make-stop.ts'

const WORD = /[^\t-\r ]+/g

/** The words of a text. */
export const wordsOf = (text: string): readonly string[] => text.match(WORD) ?? []

/** `$(strip TEXT)`. */
export const strip = (text: string): string => wordsOf(text).join(' ')

/** `$(findstring FIND,TEXT)`. */
export const findstring = (find: string, text: string): string => (text.includes(find) ? find : '')

/** `$(words TEXT)`. */
export const words = (text: string): string => String(wordsOf(text).length)

/** `$(firstword TEXT)`. */
export const firstword = (text: string): string => /[^\t-\r ]+/.exec(text)?.[0] ?? ''

/** `$(lastword TEXT)`. */
export const lastword = (text: string): string => wordsOf(text).at(-1) ?? ''

/**
 * `$(sort TEXT)`: each word once, bytewise.  Where C's `char` is signed (x86), make has words that start with a byte above
 * 127 first; here they are last everywhere, as on other machines.
 */
export const sort = (text: string): string => [...new Set(wordsOf(text))].sort().join(' ')

/** `$(join FIRST,SECOND)`: words side by side; where one list ends, the other goes on alone. */
export const join = (first: string, second: string): string => {
  const [left, right] = [wordsOf(first), wordsOf(second)]
  const longer = left.length < right.length ? right : left
  return longer.map((_, index) => (left[index] ?? '') + (right[index] ?? '')).join(' ')
}

/** atoi(3) of glibc: strtol saturates at 64 bits, and the lower 32 are taken. */
const asInt = (digits: string): number => {
  const value = BigInt(digits.trim() || '0')
  const largest = 2n ** 63n - 1n
  return Number(BigInt.asIntN(32, value > largest ? largest : value))
}

/** The number that an argument is. Nothing is none, blanks are 0. */
const numeric = (text: string, of: 'word' | 'wordlist', position: 'first' | 'second'): number => {
  if (text === '' || !/^[\t-\r ]*[0-9]*[\t-\r ]*$/.test(text)) {
    throw new MakeStop('non-numeric-argument', { function: of, position, value: text })
  }
  return asInt(text)
}

/** `$(word N,TEXT)`, from 1; nothing where there are fewer. Stops where N is no number, or 0. */
export const word = (n: string, text: string): string => {
  const index = numeric(n, 'word', 'first')
  if (index === 0) throw new MakeStop('word-zero')
  return index < 0 ? '' : (wordsOf(text)[index - 1] ?? '')
}

/**
 * `$(wordlist FIRST,LAST,TEXT)`: from word to word, with the blanks between them as they are.  Stops where a bound is no
 * number, or the first is below 1.
 */
export const wordlist = (first: string, last: string, text: string): string => {
  const from = numeric(first, 'wordlist', 'first')
  const to = numeric(last, 'wordlist', 'second')
  if (from < 1) throw new MakeStop('wordlist-start', { value: String(from) })
  let wanted = (to - from + 1) | 0
  let start: number | undefined
  let end = 0
  let before = from - 1
  for (const match of wanted > 0 ? text.matchAll(WORD) : []) {
    if (before-- > 0) continue
    start ??= match.index
    end = match.index + match[0].length
    if (--wanted === 0) break
  }
  return start === undefined ? '' : text.slice(start, end)
}
