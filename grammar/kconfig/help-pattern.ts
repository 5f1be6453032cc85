/**
 * The pattern of `help` with the text below it, which is one token.
 *
 * Nothing else may stand between `help` and the end of its line, but what the lexer ignores may.  A `help` behind
 * words that may all expand to nothing may turn out to open its line, so its text is taken along.
 * Follows `help_start` of scripts/kconfig/parser.y (Linux 6.1, 6.12).
 */
import type { CustomPatternMatcherFunc, IToken } from 'chevrotain'
import { type HelpText, scanHelpText } from './help.ts'
import { opensLine, skipBlanks } from './line-starts.ts'
import type { KconfigSyntax } from './syntax.ts'

/** Payload of `HelpBlock`. */
export interface HelpPayload extends HelpText {
  /** Present where the file ends on the line of `help` itself. */
  readonly atEnd?: true
}

/** Makes the pattern for a syntax. It reports the characters it ignores to `noteUnsupported`. */
export const helpPattern = (
  syntax: KconfigSyntax,
  isWordCharacter: Uint8Array,
  isMacroWord: (token: IToken) => boolean,
  noteUnsupported: (text: string, offset: number) => void,
): CustomPatternMatcherFunc => {
  const words = syntax.dashedHelp ? ['help', '---help---'] : ['help']

  const isUnsupported = (text: string, offset: number): boolean => {
    const character = text.charAt(offset)
    if (isWordCharacter[character.charCodeAt(0)] === 1 || '"\'()=!<>'.includes(character)) return false
    if (character === '$') return !syntax.preprocessor
    const pair = text.slice(offset, offset + 2)
    if (pair === '&&' || pair === '||') return false
    return !(syntax.preprocessor && (pair === ':=' || pair === '+='))
  }

  /** Offset of the end of a line that holds nothing from `offset` on, or undefined. */
  const emptyLineEnd = (text: string, start: number): number | undefined => {
    const ignored: number[] = []
    let offset = skipBlanks(text, start)
    while (offset < text.length && text.charAt(offset) !== '\n') {
      if (text.charAt(offset) === '#') {
        const newline = text.indexOf('\n', offset)
        offset = newline < 0 ? text.length : newline
      } else if (text.startsWith('\\\n', offset)) offset += 2
      else if (isUnsupported(text, offset)) ignored.push(offset++)
      else return undefined
      offset = skipBlanks(text, offset)
    }
    for (const character of ignored) noteUnsupported(text, character)
    return offset
  }

  return (text, start, tokens) => {
    const word = words.find((candidate) => text.startsWith(candidate, start))
    if (word === undefined) return null
    let count = tokens.length
    while (count > 0 && isMacroWord(tokens[count - 1] as IToken)) count--
    if (!opensLine(tokens, count)) return null
    const lineEnd = emptyLineEnd(text, start + word.length)
    if (lineEnd === undefined) return null
    const payload: HelpPayload =
      lineEnd < text.length ? scanHelpText(text, lineEnd + 1) : { text: '', end: lineEnd, lines: 0, atEnd: true }
    const match: [string] & { payload?: unknown } = [text.slice(start, payload.end)]
    match.payload = payload
    return match
  }
}
