/**
 * The conditions of `ifeq`, `ifneq`, `ifdef` and `ifndef`.
 * Follows the manual of GNU make 4.3, "Syntax of Conditionals".
 */
import { CLOSE_PARENTHESIS, COMMA, isBlank, OPEN_PARENTHESIS, skipSpace } from './characters.ts'
import type { Condition } from './tree.ts'

export type ConditionWord = 'ifdef' | 'ifndef' | 'ifeq' | 'ifneq'

export const isConditionWord = (word: string): word is ConditionWord =>
  word === 'ifdef' || word === 'ifndef' || word === 'ifeq' || word === 'ifneq'

/** Reads what follows the word, from the first character that is no white space. */
export const readCondition = (word: ConditionWord, text: string): Condition => {
  const negated = word === 'ifndef' || word === 'ifneq'
  if (word === 'ifdef' || word === 'ifndef') return { kind: 'defined', negated, name: text }
  const texts = text.startsWith('(') ? readPair(text) : readQuoted(text)
  if (texts === undefined) return { kind: 'invalid' }
  const [left, right] = texts
  return right === undefined ? { kind: 'invalid', left } : { kind: 'equal', negated, left, right }
}

/** The second is missing where only the first is as it should be. */
type Texts = readonly [left: string, right?: string]

/** `(a,b)`. Parentheses count whether or not they belong to a reference. */
const readPair = (text: string): Texts | undefined => {
  const comma = findOutside(text, 1, COMMA)
  if (comma < 0) return undefined
  let leftEnd = comma
  while (isBlank(text.charCodeAt(leftEnd - 1))) leftEnd--
  const rightStart = skipSpace(text, comma + 1, text.length)
  const close = findOutside(text, rightStart, CLOSE_PARENTHESIS)
  const left = text.slice(1, leftEnd)
  return close < 0 ? [left] : [left, text.slice(rightStart, close)]
}

const findOutside = (text: string, start: number, wanted: number): number => {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === wanted && depth <= 0) return at
    if (code === OPEN_PARENTHESIS) depth++
    else if (code === CLOSE_PARENTHESIS) depth--
  }
  return -1
}

/** `"a" 'b'`: quotes of either kind, each closed by its own. make also takes a lone `)` for the second text. */
const readQuoted = (text: string): Texts | undefined => {
  const left = readQuote(text, 0)
  if (left === undefined) return undefined
  const rightStart = skipSpace(text, left.length + 2, text.length)
  if (text.charAt(rightStart) === ')') return [left, '']
  const right = readQuote(text, rightStart)
  return right === undefined ? [left] : [left, right]
}

const readQuote = (text: string, start: number): string | undefined => {
  const quote = text.charAt(start)
  if (quote !== '"' && quote !== "'") return undefined
  const end = text.indexOf(quote, start + 1)
  return end < 0 ? undefined : text.slice(start + 1, end)
}
