/**
 * VERMAGIC_STRING read off a tree's own headers: include/linux/vermagic.h and the architecture's asm/vermagic.h (since
 * 5.8) or asm/module.h (before). Macros are expanded by ISO C 6.10.3 as far as strings need it: what is concatenated is
 * strings, names that stand for strings, and __stringify().
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { compilerMacro, symbolsOfMacro } from './compiler-macros.ts'
import { type ConfigLookup, configSource, type Fact, type FactSource, known, unknown, type Wanted } from './fact.ts'
import { type HeaderMacros, headerMacros, type IncludeReader, type MacroDefinition } from './header-macros.ts'
import { type Vermagic, type VermagicChoice, type VermagicPiece, vermagicOf } from './vermagic.ts'

export interface VermagicHeaderRequest {
  readonly files: FileSystem
  /** Where a header may be, in the order of the compiler's `-I`: `linux/vermagic.h` to paths. */
  readonly headerPaths: (name: string) => readonly string[]
  readonly config: ConfigLookup | undefined
  readonly release: Fact<string>
}

/** Headers that can hold a word, and the one macro that is looked for in each. */
const FOLLOWED: Readonly<Record<string, { readonly files: readonly string[]; readonly defines: string }>> = {
  'asm/vermagic.h': { files: ['asm/vermagic.h', 'asm-generic/vermagic.h'], defines: 'MODULE_ARCH_VERMAGIC' },
  // what an architecture's generated asm/vermagic.h includes
  'asm-generic/vermagic.h': { files: ['asm-generic/vermagic.h'], defines: 'MODULE_ARCH_VERMAGIC' },
  // it includes asm/module.h, and has no word itself
  'linux/module.h': { files: ['asm/module.h'], defines: 'MODULE_ARCH_VERMAGIC' },
  'generated/randstruct_hash.h': { files: ['generated/randstruct_hash.h'], defines: 'RANDSTRUCT_HASHED_SEED' },
  'variant/core.h': { files: ['variant/core.h'], defines: 'XCHAL_CORE_ID' },
}

/** What has parameters or is no text of its own. */
const TOKEN = /"((?:[^"\\]|\\.)*)"|__stringify\s*\(\s*([^()]*?)\s*\)|([A-Za-z_]\w*)|(\S)/g

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1')

const firstFile = ({ files, headerPaths }: VermagicHeaderRequest, names: readonly string[]): string | undefined =>
  names.flatMap(headerPaths).find((path) => files.kind(path) === 'file')

/** A vermagic string has some twenty pieces; macros that double each other end here. */
const PIECES_LIMIT = 1000

class Expander {
  #expanded = 0
  readonly #request: VermagicHeaderRequest
  readonly #macros: HeaderMacros

  constructor(request: VermagicHeaderRequest, macros: HeaderMacros) {
    this.#request = request
    this.#macros = macros
  }

  definition(name: string): MacroDefinition | undefined {
    return this.#macros.definitions.findLast((found) => found.name === name && found.holds !== false)
  }

  /** The pieces of a macro's value; `inside` are the names being expanded, which are not expanded again. */
  pieces(found: MacroDefinition, inside: readonly string[] = []): readonly VermagicPiece[] {
    // where an #else gives the text, what it stands instead of is the reason
    const because = this.#because(found.names.length > 0 ? found.names : found.instead)
    const written: FactSource = { kind: 'file', file: found.file, line: found.line }
    this.#expanded += 1
    if (this.#expanded > PIECES_LIMIT) return [{ text: this.#unknownOf([]), macro: found.name, because: [] }]
    const piece = (text: Fact<string>): VermagicPiece => ({ text, macro: found.name, because })
    if (this.#macros.missing.includes(found.file)) return [piece(unknown({ kind: 'file', file: found.file }))]
    if (found.holds === undefined) return [piece(this.#unknownOf([...found.names, ...found.instead]))]
    return [...found.body.matchAll(TOKEN)].flatMap(([, quoted, argument, name, other]) => {
      if (quoted !== undefined) return [piece(known(unescaped(quoted), written))]
      if (argument !== undefined)
        return [{ ...piece(this.#stringified(argument, written)), ...this.#chosenBy(argument, because) }]
      if (name === undefined) return [piece(unknown({ kind: 'option', option: `--vermagic ${other ?? ''}`.trim() }))]
      if (name === 'UTS_RELEASE') return [{ text: this.#request.release, macro: name, because: [] }]
      const inner = inside.includes(name) ? undefined : this.definition(name)
      return inner === undefined
        ? [piece(this.#unknownOf([name]))]
        : this.pieces(inner, [...inside, found.name]).map((part) => ({
            ...part,
            because: [...because, ...part.because],
          }))
    })
  }

  /** The macro's argument as text, expanded once. */
  #stringified(argument: string, written: FactSource): Fact<string> {
    const found = this.definition(argument)
    if (found !== undefined && this.#macros.missing.includes(found.file))
      return unknown({ kind: 'file', file: found.file })
    if (found?.holds === true) return known(found.body, { kind: 'file', file: found.file, line: found.line })
    const macro = compilerMacro(this.#request.config, argument)
    if (macro.kind === 'defined') return known(macro.text, written)
    // not all headers are read: one that is not may define it
    return this.#unknownOf([argument])
  }

  #chosenBy(name: string, because: readonly FactSource[]): Pick<VermagicPiece, 'because'> {
    const { config } = this.#request
    const { kind, symbols } = compilerMacro(config, name)
    if (config === undefined || kind === 'unknown') return { because }
    return { because: [...because, ...symbols.map((symbol) => configSource(config, symbol))] }
  }

  #because(names: readonly string[]): readonly FactSource[] {
    const { config } = this.#request
    if (config === undefined) return []
    return [...new Set(names.flatMap(symbolsOfMacro))].map((symbol) => configSource(config, symbol))
  }

  #unknownOf(names: readonly string[]): Fact<string> {
    const wanted: Wanted[] = names.flatMap((name) => compilerMacro(this.#request.config, name).wanted ?? [])
    return unknown(...(wanted.length > 0 ? wanted : [{ kind: 'option', option: '--vermagic' } as const]))
  }
}

/** Every word that some branch of the headers gives, with the symbols of its own conditions. */
const choicesOf = ({ definitions }: HeaderMacros): readonly VermagicChoice[] =>
  definitions.flatMap(({ name, body, names }) => {
    const quoted = /^"([^"]*)"$/.exec(body)?.[1]
    const symbols = names.flatMap(symbolsOfMacro)
    return (quoted ?? '')
      .split(' ')
      .filter((word) => word !== '')
      .map((text) => ({ text, macro: name, symbols }))
  })

/** The string that the headers give, or undefined where there is no vermagic.h or it defines no string. */
export const vermagicFromHeaders = (request: VermagicHeaderRequest): Vermagic | undefined => {
  const { files, config } = request
  const header = firstFile(request, ['linux/vermagic.h'])
  const text = header === undefined ? undefined : readTextIfThere(files, header)
  if (header === undefined || text === undefined) return undefined
  const include: IncludeReader = (name) => {
    const followed = Object.hasOwn(FOLLOWED, name) ? FOLLOWED[name] : undefined
    if (followed === undefined) return undefined
    const file = firstFile(request, followed.files)
    const content = file === undefined ? undefined : readTextIfThere(files, file)
    if (file !== undefined && content !== undefined) return { kind: 'text', file, text: content }
    const paths = request.headerPaths(followed.files[0] ?? name)
    const missing = (name.startsWith('generated/') ? paths.at(-1) : paths[0]) ?? name
    return { kind: 'missing', file: missing, defines: followed.defines }
  }
  const macros = headerMacros(header, text, (name) => compilerMacro(config, name), include)
  const expander = new Expander(request, macros)
  const found = expander.definition('VERMAGIC_STRING')
  if (found === undefined) return undefined
  const pieces = expander.pieces(found)
  // what is not the release's is the tail, were the release in another place too
  const tail = pieces.filter((piece) => piece.macro !== 'UTS_RELEASE')
  return vermagicOf(request.release, tail, choicesOf(macros), { kind: 'file', file: found.file, line: found.line })
}
