/** Kconfig as text: from the bytes of a file to the list of its statements. */
export { macroWords, parse, parseStatement } from './parse.ts'
export type { KconfigSyntax } from './syntax.ts'
export type * from './tree.ts'
