/**
 * From text to tokens: one Chevrotain lexer for each syntax, and a pass that turns words into keywords.
 *
 * The lexer also settles what depends on where a word stands: an assignment is a word that opens a line and an operator
 * right behind it, and a help text starts at a `help` that opens a line.
 * Follows scripts/kconfig/lexer.l (Linux 6.1, 6.12); where `preprocessor` is off, zconf.l (Linux 4.17).
 */
import { createTokenInstance, type IToken, Lexer, type TokenType } from 'chevrotain'
import { lexerTokens } from './patterns.ts'
import type { KconfigSyntax } from './syntax.ts'
import { EndOfLine, HelpBlock, If, keywordsOf, On, Word } from './tokens.ts'
import type { Problem } from './tree.ts'

/** What the lexer makes of a file. */
export interface LexedFile {
  /** Every logical line ends with an `EndOfLine`, the last one too; a `HelpBlock` may end without. */
  readonly tokens: IToken[]
  /** Warnings, in no order. */
  readonly problems: Problem[]
}

interface KconfigLexer {
  readonly lexer: Lexer
  readonly keywords: ReadonlyMap<string, TokenType>
  /** Where the patterns note what they find; emptied for each file. */
  readonly problems: Problem[]
  readonly macroWordIndex: number
}

const lexers = new WeakMap<KconfigSyntax, KconfigLexer>()

/** Builds the lexer of a syntax. `checked` runs Chevrotain's checks of the token definitions (a test does). */
export const createLexer = (syntax: KconfigSyntax, checked = false): KconfigLexer => {
  const problems: Problem[] = []
  const keywords = keywordsOf(syntax)
  const { types, macroWord } = lexerTokens(syntax, keywords, problems)
  const lexer = new Lexer(types, {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
    skipValidations: !checked,
  })
  return { lexer, keywords, problems, macroWordIndex: macroWord.tokenTypeIdx ?? -1 }
}

const lexerOf = (syntax: KconfigSyntax): KconfigLexer => {
  let found = lexers.get(syntax)
  if (found === undefined) {
    found = createLexer(syntax)
    lexers.set(syntax, found)
  }
  return found
}

/** Splits a file into tokens. Never fails: what is no token is a problem and counts as a blank. */
export const lex = (text: string, syntax: KconfigSyntax): LexedFile => {
  const { lexer, keywords, problems, macroWordIndex } = lexerOf(syntax)
  problems.length = 0
  const { tokens } = lexer.tokenize(text)
  if (syntax.keywords === 'global') markKeywords(tokens, keywords, macroWordIndex)
  else markKeywordsByPosition(tokens, keywords, macroWordIndex)
  const found = problems.slice()
  const last = tokens[tokens.length - 1]
  if (last !== undefined && last.tokenTypeIdx !== EndOfLine.tokenTypeIdx) {
    if (last.tokenTypeIdx !== HelpBlock.tokenTypeIdx || last.payload.atEnd === true) {
      found.push({ code: 'missing-newline-at-end', start: text.length, end: text.length, args: {} })
    }
    tokens.push(createTokenInstance(EndOfLine, '', text.length, text.length, 0, 0, 0, 0))
  }
  return { tokens, problems: found }
}

/** Since 5.0 a keyword is one wherever it stands. A word with `$` never is. */
const markKeywords = (tokens: IToken[], keywords: ReadonlyMap<string, TokenType>, macroWordIndex: number): void => {
  const wordIndex = Word.tokenTypeIdx
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as IToken
    if (token.tokenTypeIdx === wordIndex) {
      const keyword = keywords.get(token.image)
      if (keyword !== undefined) retype(token, keyword)
    } else if (token.tokenTypeIdx === macroWordIndex) retype(token, Word)
  }
}

/** Before, the first word of a line was looked up among the commands, and `if` and `on` were keywords behind it. */
const markKeywordsByPosition = (
  tokens: IToken[],
  keywords: ReadonlyMap<string, TokenType>,
  macroWordIndex: number,
): void => {
  let first = true
  for (const token of tokens) {
    const index = token.tokenTypeIdx
    if (index === Word.tokenTypeIdx) {
      const keyword = keywords.get(token.image)
      if (keyword !== undefined && keyword !== On && (first || keyword === If)) retype(token, keyword)
      else if (keyword === On && !first) retype(token, keyword)
    } else if (index === macroWordIndex) retype(token, Word)
    first = index === EndOfLine.tokenTypeIdx || index === HelpBlock.tokenTypeIdx
  }
}

const retype = (token: IToken, type: TokenType): void => {
  token.tokenType = type
  token.tokenTypeIdx = type.tokenTypeIdx as number
}
