/**
 * What the sources of a module say of it, without a compiler: the texts of MODULE_LICENSE(), MODULE_IMPORT_NS() and of
 * MODULE_INFO(livepatch, …), and all identifiers. Lines that the preprocessor would leave out are read as well.
 * Follows include/linux/module.h (Linux 6.12); MODULE_IMPORT_NS() takes a string since 6.13, a bare name before.
 */
import { isGplLicence } from './licence.ts'

export interface SourceStatements {
  /** The distinct texts of MODULE_LICENSE(), in the order of the sources. */
  readonly licences: readonly string[]
  readonly namespaces: readonly string[]
  readonly livepatch: boolean
  /** Every identifier that occurs outside of comments and texts. */
  readonly words: ReadonlySet<string>
}

export interface StatedLicence {
  readonly kind: 'stated' | 'unstated' | 'several'
  readonly text: string
  readonly gpl: boolean
}

/** The licence to go by: the first of several; where none is stated, the GPL's. */
export const statedLicence = ({ licences }: SourceStatements): StatedLicence => {
  const [text = 'GPL'] = licences
  const kind = licences.length === 0 ? 'unstated' : licences.length === 1 ? 'stated' : 'several'
  return { kind, text, gpl: isGplLicence(text) }
}

const COMMENTS_AND_TEXTS =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/g
const TEXTS = /"((?:\\[\s\S]|[^"\\\n])*)"/g
const LICENCE = /\bMODULE_LICENSE\s*\(([^;]*?)\)\s*(?:;|$|\n)/g
const NAMESPACE = /\bMODULE_IMPORT_NS\s*\(\s*(?:"([^"\n]*)"|([A-Za-z_]\w*))\s*\)/g
const LIVEPATCH = /\bMODULE_INFO\s*\(\s*livepatch\s*,/
const WORD = /[A-Za-z_]\w*/g

const withoutComments = (text: string): string =>
  text.replace(COMMENTS_AND_TEXTS, (found) => (found.startsWith('/') ? ' ' : found))

/** Texts that stand beside each other are one. */
const joined = (texts: string): string | undefined => {
  const found = [...texts.matchAll(TEXTS)]
  return found.length === 0 || texts.replace(TEXTS, '').trim() !== '' ? undefined : found.map(([, one]) => one).join('')
}

/** The text of a macro that one of the sources defines. */
const macroText = (name: string, sources: readonly string[]): string | undefined => {
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined
  const pattern = new RegExp(`^[ \\t]*#[ \\t]*define[ \\t]+${name}[ \\t]+("[^\\n]*)$`, 'm')
  for (const source of sources) {
    const found = pattern.exec(source)?.[1]
    if (found !== undefined) return joined(found)
  }
  return undefined
}

/** Reads the texts of all sources of one module; headers of its own may be among them. Time grows with their size. */
export const sourceStatements = (texts: readonly string[]): SourceStatements => {
  const sources = texts.map(withoutComments)
  const licences = new Set<string>()
  const namespaces = new Set<string>()
  const words = new Set<string>()
  for (const source of sources) {
    for (const [, argument = ''] of source.matchAll(LICENCE)) {
      const licence = joined(argument) ?? macroText(argument.trim(), sources)
      if (licence !== undefined) licences.add(licence)
    }
    for (const [, text, name] of source.matchAll(NAMESPACE)) namespaces.add(text ?? name ?? '')
    for (const [word] of source.replace(COMMENTS_AND_TEXTS, ' ').matchAll(WORD)) words.add(word)
  }
  const livepatch = sources.some((source) => LIVEPATCH.test(source))
  return { licences: [...licences], namespaces: [...namespaces], livepatch, words }
}
