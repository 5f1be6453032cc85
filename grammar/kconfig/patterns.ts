/**
 * The patterns of the Kconfig lexer. Most are regular expressions; what a regular expression cannot say, or says too
 * slowly, is a function.
 * Follows scripts/kconfig/lexer.l (Linux 6.1, 6.12); where `preprocessor` is off, zconf.l (Linux 4.17).
 */
import { type CustomPatternMatcherFunc, createToken, type IToken, Lexer, type TokenType } from 'chevrotain'
import { everyCharacter, patternsFor } from '../patterned.ts'
import { wordCharacters, wordCharacterTable } from './characters.ts'
import { helpPattern } from './help-pattern.ts'
import { followsHelp, opensLine, skipBlanks } from './line-starts.ts'
import type { KconfigSyntax } from './syntax.ts'
import * as t from './tokens.ts'
import type { Problem, TextValue } from './tree.ts'
import { scanBareWord, scanQuotedString } from './words.ts'

/** Payload of `Assigned`. */
export interface AssignedValue {
  readonly operator: '=' | ':=' | '+='
  readonly value: string
}

type Match = [string] & { payload?: unknown }

const newline = 0x0a
const hash = 0x23

const withPattern = patternsFor([t.EndOfLine, t.HelpBlock])

const skipped = (name: string, pattern: RegExp, first: string): TokenType =>
  createToken({ name, pattern, start_chars_hint: [...first], line_breaks: true, group: Lexer.SKIPPED })

/**
 * The end of a line, a comment before it included, with all lines behind it that hold nothing, up to the first
 * character of the next line that holds something: one token where there could be a hundred.
 */
const matchEndOfLine: CustomPatternMatcherFunc = (text, start) => {
  let end = start
  let offset = start
  for (;;) {
    if (text.charCodeAt(offset) === hash) {
      offset = text.indexOf('\n', offset)
      if (offset < 0) break
    }
    if (text.charCodeAt(offset) !== newline) break
    offset = skipBlanks(text, offset + 1)
    end = offset
  }
  return end === start ? null : [text.slice(start, end)]
}

/** The token types of the lexer for a syntax, in the order in which they are tried. */
export const lexerTokens = (
  syntax: KconfigSyntax,
  keywords: ReadonlyMap<string, TokenType>,
  problems: Problem[],
): { readonly types: TokenType[]; readonly macroWord: TokenType } => {
  const characters = wordCharacters(syntax)
  const isWordCharacter = wordCharacterTable(syntax)
  const set = characters.replace(/[\\\]^-]/g, '\\$&')
  const wordPattern = syntax.preprocessor ? `[${set}]+(?![${set}$])` : `[${set}]+`
  const macroWord = createToken({ name: 'MacroWord', pattern: Lexer.NA })
  const isMacroWord = (token: IToken): boolean => token.tokenTypeIdx === macroWord.tokenTypeIdx

  const noteUnsupported = (text: string, start: number): void => {
    problems.push({ code: 'unsupported-character', start, end: start + 1, args: { character: text.charAt(start) } })
  }

  const matchMacroWord: CustomPatternMatcherFunc = (text, start) => {
    const { value, end } = scanBareWord(text, start, isWordCharacter)
    if (end === start) return null
    const match: Match = [text.slice(start, end)]
    match.payload = value
    return match
  }

  const plainString = syntax.preprocessor ? /"[^"\\\n$]*"|'[^'\\\n$]*'/y : /"[^"\\\n]*"|'[^'\\\n]*'/y
  const matchQuoted: CustomPatternMatcherFunc = (text, start) => {
    plainString.lastIndex = start
    if (plainString.test(text)) return [text.slice(start, plainString.lastIndex)]
    if (text.charAt(start) !== '"' && text.charAt(start) !== "'") return null
    const { value, end, unclosed } = scanQuotedString(text, start, syntax.preprocessor)
    if (unclosed) problems.push({ code: 'multi-line-string', start, end, args: {} })
    const match: Match = [text.slice(start, end)]
    match.payload = value satisfies TextValue
    return match
  }

  /**
   * The right side of an assignment is all of the line, whatever it holds.  Straight after a help text the C lexer does
   * not know an assignment: it looks for the end of a line before the word, and a help text takes that along.  The parser
   * then takes the word and the operator for one, as long as nothing follows.
   */
  const matchAssigned: CustomPatternMatcherFunc = (text, start, tokens) => {
    const last = tokens[tokens.length - 1]
    if (last === undefined || !opensLine(tokens, tokens.length - 1)) return null
    if (!isMacroWord(last) && (last.tokenTypeIdx !== t.Word.tokenTypeIdx || keywords.has(last.image))) return null
    const operator = text.charAt(start) === '=' ? '=' : text.slice(start, start + 2)
    if (operator !== '=' && operator !== ':=' && operator !== '+=') return null
    const newlineAt = text.indexOf('\n', start)
    const end = newlineAt < 0 ? text.length : newlineAt
    const match: Match = [text.slice(start, end)]
    const valueStart = skipBlanks(text, start + operator.length)
    const afterHelp = syntax.keywords === 'global' && followsHelp(tokens, tokens.length - 1)
    if (afterHelp && valueStart < end && text.charCodeAt(valueStart) !== hash) return null
    if (afterHelp) match[0] = text.slice(start, valueStart)
    match.payload = { operator, value: afterHelp ? '' : text.slice(valueStart, end) } satisfies AssignedValue
    return match
  }

  const matchUnsupported: CustomPatternMatcherFunc = (text, start) => {
    noteUnsupported(text, start)
    return [text.charAt(start)]
  }

  const types = [
    skipped('Blank', /[ \t]+|\\\n/, ' \t\\'),
    withPattern(t.EndOfLine, matchEndOfLine, '\n#'),
    skipped('Comment', /#[^\n]*/, '#'),
    withPattern(t.HelpBlock, helpPattern(syntax, isWordCharacter, isMacroWord, noteUnsupported), 'h-'),
    ...(syntax.preprocessor
      ? [withPattern(t.Assigned, matchAssigned, '=:+'), withPattern(t.StrayAssignment, /[:+]=/, ':+')]
      : []),
    withPattern(t.Word, new RegExp(wordPattern), characters),
    ...(syntax.preprocessor ? [withPattern(macroWord, matchMacroWord, `${characters}$`)] : []),
    withPattern(t.QuotedWord, matchQuoted, '"\''),
    withPattern(t.And, '&&', '&'),
    withPattern(t.Or, '||', '|'),
    withPattern(t.Comparison, syntax.orderings ? /!=|<=?|>=?/ : /!=/, syntax.orderings ? '!<>' : '!'),
    withPattern(t.Equal, '=', '='),
    withPattern(t.Not, '!', '!'),
    withPattern(t.OpenParenthesis, '(', '('),
    withPattern(t.CloseParenthesis, ')', ')'),
    {
      ...createToken({ name: 'Unsupported', pattern: Lexer.NA, group: Lexer.SKIPPED }),
      PATTERN: { exec: matchUnsupported },
      START_CHARS_HINT: [...everyCharacter],
      LINE_BREAKS: false,
    },
  ]
  return { types, macroWord }
}
