/**
 * VERMAGIC_STRING as data: the words that follow the release, each with where it is written and which line of the
 * configuration chose it. Words are what blanks separate; the exact text is kept beside them, as the kernel compares it.
 */
import { type Fact, type FactSource, known, type UnknownFact, unknown, type Wanted } from './fact.ts'

/** A stretch of the string as one macro writes it; blanks included. */
export interface VermagicPiece {
  /** Its source is the line of the header, or the version that is known to write so. */
  readonly text: Fact<string>
  /** The macro it comes from: pieces of one macro stand in each other's place. */
  readonly macro: string
  /** Lines of the configuration that chose it; empty for what every kernel of the architecture carries. */
  readonly because: readonly FactSource[]
}

export interface VermagicWord {
  /** Without blanks. */
  readonly text: string
  readonly macro: string
  readonly written: FactSource
  readonly because: readonly FactSource[]
}

/** A word that kernels of this kind may carry. */
export interface VermagicChoice {
  readonly text: string
  readonly macro: string
  /** The symbols, without `CONFIG_`, of the line that gives it; all of them `y`. */
  readonly symbols: readonly string[]
}

export interface Vermagic {
  readonly text: Fact<string>
  readonly release: Fact<string>
  /** All that follows the release, its first blank included: the part that counts between modules with CRCs. */
  readonly tail: Fact<string>
  /** Those that are known. */
  readonly words: readonly VermagicWord[]
  readonly choices: readonly VermagicChoice[]
}

const unknownOf = (facts: readonly Fact<string>[]): UnknownFact | undefined => {
  const wanted: Wanted[] = facts.flatMap((fact) => (fact.kind === 'unknown' ? fact.wanted : []))
  return facts.some((fact) => fact.kind === 'unknown') ? unknown(...wanted) : undefined
}

/** Pieces that touch without a blank are one word: `aarch64RANDSTRUCT_…`. */
const wordPieces = (pieces: readonly VermagicPiece[]): readonly (readonly VermagicPiece[])[] => {
  const words: VermagicPiece[][] = [[]]
  for (const piece of pieces) {
    const parts = piece.text.kind === 'known' ? piece.text.value.split(' ') : [undefined]
    for (const [index, part] of parts.entries()) {
      if (index > 0) words.push([])
      if (part === '') continue
      words
        .at(-1)
        ?.push(
          part === undefined || piece.text.kind === 'unknown'
            ? piece
            : { ...piece, text: { ...piece.text, value: part } },
        )
    }
  }
  return words
}

/** The words that are known to their last letter. The macro of one that several give is the first one's. */
const wordsOf = (pieces: readonly VermagicPiece[]): readonly VermagicWord[] =>
  wordPieces(pieces).flatMap((word) => {
    const [first] = word
    if (first?.text.kind !== 'known' || word.some(({ text }) => text.kind === 'unknown')) return []
    const text = word.map((part) => (part.text.kind === 'known' ? part.text.value : '')).join('')
    const because = new Map(word.flatMap((part) => part.because).map((source) => [JSON.stringify(source), source]))
    return [{ text, macro: first.macro, written: first.text.source, because: [...because.values()] }]
  })

/** The string of a release and the pieces that follow it, the blank after the release being the first. */
export const vermagicOf = (
  release: Fact<string>,
  pieces: readonly VermagicPiece[],
  choices: readonly VermagicChoice[],
  source: FactSource,
): Vermagic => {
  const texts = pieces.map((piece) => piece.text)
  const value = texts.map((text) => (text.kind === 'known' ? text.value : '')).join('')
  const tail = unknownOf(texts) ?? known(value, source)
  const text = unknownOf([release, ...texts]) ?? known((release.kind === 'known' ? release.value : '') + value, source)
  return { text, release, tail, words: wordsOf(pieces), choices }
}

/** A string that is known as a whole: from an option, or from a module that loads there. */
export const vermagicFromText = (text: string, source: FactSource): Vermagic => {
  const end = text.indexOf(' ') === -1 ? text.length : text.indexOf(' ')
  const piece: VermagicPiece = { text: known(text.slice(end), source), macro: '', because: [] }
  return vermagicOf(known(text.slice(0, end), source), [piece], [], source)
}
