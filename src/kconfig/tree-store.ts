/**
 * Parsed Kconfig files. A tree is read once in most processes, so trees are let go as soon as they are built from; who
 * builds many models of the same files asks for them to be kept.
 */
import { type KconfigSyntax, type ParseResult, parse } from '../../grammar/kconfig/index.ts'

let kept: Map<string, Map<string, ParseResult>> | undefined

/** From now on every text is parsed once in this process, and its tree stays in memory. */
export const keepParsedTrees = (): void => {
  kept ??= new Map()
}

/** The tree of a text in a syntax. Trees are pure, so whoever asks may get the same one. */
export const parsedTree = (text: string, syntax: KconfigSyntax): ParseResult => {
  if (kept === undefined) return parse(text, syntax)
  let store = kept.get(syntax.name)
  if (store === undefined) {
    store = new Map()
    kept.set(syntax.name, store)
  }
  let parsed = store.get(text)
  if (parsed === undefined) {
    parsed = parse(text, syntax)
    store.set(text, parsed)
  }
  return parsed
}
