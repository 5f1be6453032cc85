/** The words that tokens stand for. */
import type { IToken } from 'chevrotain'
import { QuotedWord, Word as WordType } from './tokens.ts'
import type { Word } from './tree.ts'

/** The word of a `Word` or `QuotedWord`. */
export const wordOf = (token: IToken): Word => {
  const { image, startOffset: start, payload } = token
  const end = start + image.length
  return token.tokenTypeIdx === QuotedWord.tokenTypeIdx
    ? { value: payload ?? image.slice(1, -1), quoted: true, start, end }
    : { value: payload ?? image, start, end }
}

export const endOf = (token: IToken): number => token.startOffset + token.image.length

/** True for a word in which there is a macro reference. */
export const holdsMacros = (token: IToken): boolean =>
  typeof token.payload === 'object' &&
  (token.tokenTypeIdx === WordType.tokenTypeIdx || token.tokenTypeIdx === QuotedWord.tokenTypeIdx)
