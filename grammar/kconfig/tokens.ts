/**
 * The token types of Kconfig, and which words are keywords.
 *
 * Words that stand in the same places share a type (`bool` and `hex`, `menu` and `comment`); the token's image tells
 * them apart.  Patterns depend on the syntax and live in the lexer, which also turns words into keywords: a
 * word is a keyword by a look in a table, which is much cheaper than one pattern a keyword.
 * Follows the rules of scripts/kconfig/lexer.l (Linux 6.1, 6.12) and zconf.gperf (Linux 4.17).
 */
import { createToken, Lexer, type TokenType } from 'chevrotain'
import type { KconfigSyntax } from './syntax.ts'

const token = (name: string, label: string): TokenType => createToken({ name, label, pattern: Lexer.NA })

/** End of a line, with the comments and empty lines that follow it. */
export const EndOfLine = token('EndOfLine', 'end of line')
/** A word that is no keyword. The payload is its value where it holds `$`. */
export const Word = token('Word', 'word')
/** A string in quotes. The payload is its value where that is not simply the text between the quotes. */
export const QuotedWord = token('QuotedWord', 'quoted string')
/** `help` at the start of a line, the rest of its line, and the text below. The payload is a `HelpText`. */
export const HelpBlock = token('HelpBlock', 'help')
/** `help` anywhere else. */
export const Help = token('Help', 'help')
/** The operator of an assignment and the rest of the line. The payload is an `AssignedValue`. */
export const Assigned = token('Assigned', 'assignment operator')

export const Titled = token('Titled', 'mainmenu, menu or comment')
export const Source = token('Source', 'source')
export const Entry = token('Entry', 'config or menuconfig')
export const Choice = token('Choice', 'choice')
export const If = token('If', 'if')
export const End = token('End', 'endmenu, endchoice or endif')
export const Type = token('Type', 'type')
export const Prompt = token('Prompt', 'prompt')
export const Default = token('Default', 'default')
export const Select = token('Select', 'select or imply')
export const Range = token('Range', 'range')
export const Depends = token('Depends', 'depends')
export const On = token('On', 'on')
export const Visible = token('Visible', 'visible')
export const Flag = token('Flag', 'flag')
export const Reset = token('Reset', 'reset')
export const Option = token('Option', 'option')
/** `modules`, `defconfig_list`, `allnoconfig_y` where they are keywords behind `option`. */
export const OptionName = token('OptionName', 'name of an option')

export const Or = token('Or', '||')
export const And = token('And', '&&')
export const Not = token('Not', '!')
export const OpenParenthesis = token('OpenParenthesis', '(')
export const CloseParenthesis = token('CloseParenthesis', ')')
/** `=`: a comparison, or what separates an option from its value. */
export const Equal = token('Equal', '=')
/** The comparisons besides `=`. */
export const Comparison = token('Comparison', 'comparison')
/** `:=` or `+=` where no assignment can be: always an error, but one token. */
export const StrayAssignment = token('StrayAssignment', 'assignment operator')

/** All types, for the parser. */
export const tokenTypes: readonly TokenType[] = [
  EndOfLine,
  Word,
  QuotedWord,
  HelpBlock,
  Help,
  Assigned,
  Titled,
  Source,
  Entry,
  Choice,
  If,
  End,
  Type,
  Prompt,
  Default,
  Select,
  Range,
  Depends,
  On,
  Visible,
  Flag,
  Reset,
  Option,
  OptionName,
  Or,
  And,
  Not,
  OpenParenthesis,
  CloseParenthesis,
  Equal,
  Comparison,
  StrayAssignment,
]

const OPTION_NAMES = ['modules', 'defconfig_list', 'allnoconfig_y'] as const

/** The keywords of a syntax. */
export const keywordsOf = (syntax: KconfigSyntax): ReadonlyMap<string, TokenType> => {
  const keywords = new Map<string, TokenType>([
    ['mainmenu', Titled],
    ['menu', Titled],
    ['comment', Titled],
    ['source', Source],
    ['config', Entry],
    ['menuconfig', Entry],
    ['choice', Choice],
    ['if', If],
    ['endmenu', End],
    ['endchoice', End],
    ['endif', End],
    ['bool', Type],
    ['tristate', Type],
    ['int', Type],
    ['hex', Type],
    ['string', Type],
    ['prompt', Prompt],
    ['default', Default],
    ['def_bool', Default],
    ['def_tristate', Default],
    ['select', Select],
    ['range', Range],
    ['depends', Depends],
    ['on', On],
    ['visible', Visible],
    ['help', Help],
  ])
  if (syntax.boolean) keywords.set('boolean', Type)
  if (syntax.imply) keywords.set('imply', Select)
  if (syntax.optional) keywords.set('optional', Flag)
  if (syntax.modules) keywords.set('modules', Flag)
  if (syntax.transitional) keywords.set('transitional', Flag)
  if (syntax.reset) keywords.set('reset', Reset)
  if (syntax.option !== 'none') keywords.set('option', Option)
  if (syntax.option === 'keywords') for (const name of OPTION_NAMES) keywords.set(name, OptionName)
  if (syntax.dashedHelp) keywords.set('---help---', Help)
  return keywords
}
