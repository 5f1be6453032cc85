/**
 * Parsed Kconfig files, each text parsed once in a process.
 */
import { type KconfigSyntax, type ParseResult, parse } from '../../grammar/kconfig/index.ts'

const stores = new Map<string, Map<string, ParseResult>>()

/** The tree of a text in a syntax. Trees are pure, so whoever asks gets the same one. */
export const parsedTree = (text: string, syntax: KconfigSyntax): ParseResult => {
  let store = stores.get(syntax.name)
  if (store === undefined) {
    store = new Map()
    stores.set(syntax.name, store)
  }
  let parsed = store.get(text)
  if (parsed === undefined) {
    parsed = parse(text, syntax)
    store.set(text, parsed)
  }
  return parsed
}
