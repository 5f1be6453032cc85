/** Kconfig as text: from the bytes of a file to the list of its statements. */
export { scanHelpText } from './help.ts'
export { parse, parseLines, parsePart, parseStatement } from './parse.ts'
export { forEachWord } from './statement-words.ts'
export type { KconfigSyntax } from './syntax.ts'
export type * from './tree.ts'
