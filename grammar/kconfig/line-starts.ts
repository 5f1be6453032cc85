/** Where a line of tokens starts, and the blanks of a line of text. */
import type { IToken } from 'chevrotain'
import { EndOfLine, HelpBlock } from './tokens.ts'

const tab = 0x09
const space = 0x20

/** Offset after the blanks at `offset`. */
export const skipBlanks = (text: string, offset: number): number => {
  let end = offset
  for (;;) {
    const code = text.charCodeAt(end)
    if (code !== space && code !== tab) return end
    end++
  }
}

/** True where the token after the first `count` opens a line. */
export const opensLine = (tokens: readonly IToken[], count: number): boolean => {
  const before = tokens[count - 1]
  return (
    before === undefined ||
    before.tokenTypeIdx === EndOfLine.tokenTypeIdx ||
    before.tokenTypeIdx === HelpBlock.tokenTypeIdx
  )
}

/** True where only comments and empty lines stand between a help text and the token after the first `count`. */
export const followsHelp = (tokens: readonly IToken[], count: number): boolean => {
  const before = tokens[count - 1]
  const last = before?.tokenTypeIdx === EndOfLine.tokenTypeIdx ? tokens[count - 2] : before
  return last?.tokenTypeIdx === HelpBlock.tokenTypeIdx
}
