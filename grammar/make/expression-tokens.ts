/** The tokens of a text that is to be expanded. */
import { createToken, Lexer, type TokenType } from 'chevrotain'

const token = (name: string, label: string): TokenType => createToken({ name, label, pattern: Lexer.NA })

/** Text and references that do not nest. The payload is the list of them. */
export const PlainText = token('PlainText', 'text')
/** `$(NAME ` of a function, with the white space behind the name. The payload is the name. */
export const CallStart = token('CallStart', 'call of a function')
/** The comma between two arguments. */
export const Comma = token('Comma', ',')
/** `$(` of a reference with references in it. */
export const ComputedStart = token('ComputedStart', 'reference')
/** What closes a reference. */
export const Close = token('Close', 'closing parenthesis')

/** All types, for the parser. */
export const expressionTokenTypes: readonly TokenType[] = [PlainText, CallStart, Comma, ComputedStart, Close]
