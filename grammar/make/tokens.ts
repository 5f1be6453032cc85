/** The tokens of a makefile: a logical line each, with the empty lines and comments before it. */
import { createToken, Lexer, type TokenType } from 'chevrotain'

const token = (name: string, label: string): TokenType => createToken({ name, label, pattern: Lexer.NA })

export const StatementLine = token('StatementLine', 'statement')
export const RecipeLine = token('RecipeLine', 'recipe')
/** `ifdef`, `ifndef`, `ifeq`, `ifneq`. */
export const If = token('If', 'if')
export const Else = token('Else', 'else')
export const Endif = token('Endif', 'endif')

/** All types, for the parser. */
export const tokenTypes: readonly TokenType[] = [StatementLine, RecipeLine, If, Else, Endif]
