/**
 * The tokens of a makefile: the lines of conditionals, and all there is between two of them as one.  Each takes the empty
 * lines and comments before it along.
 */
import { createToken, Lexer, type TokenType } from 'chevrotain'

const token = (name: string, label: string): TokenType => createToken({ name, label, pattern: Lexer.NA })

export const Statements = token('Statements', 'statements')
/** `ifdef`, `ifndef`, `ifeq`, `ifneq`. */
export const If = token('If', 'if')
export const Else = token('Else', 'else')
export const Endif = token('Endif', 'endif')

/** All types, for the parser. */
export const tokenTypes: readonly TokenType[] = [Statements, If, Else, Endif]
