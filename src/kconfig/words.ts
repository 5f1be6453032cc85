/**
 * Words of the tree as text: literal words at once, words with macros through the preprocessor. The expansions of one
 * statement are kept by offset, because a statement is read again where a word of it expanded to nothing.
 */
import type { Word } from '../../grammar/kconfig/index.ts'
import type { Preprocessor } from './preprocessor.ts'

export class StatementWords {
  readonly #preprocessor: Preprocessor
  readonly #expanded = new Map<number, string>()

  constructor(preprocessor: Preprocessor) {
    this.#preprocessor = preprocessor
  }

  /** A new statement: nothing is expanded yet. */
  reset(): void {
    if (this.#expanded.size > 0) this.#expanded.clear()
  }

  text(word: Word): string {
    const { value } = word
    if (typeof value === 'string') return value
    const known = this.#expanded.get(word.start)
    if (known !== undefined) return known
    let text = ''
    for (const part of value) {
      text += typeof part === 'string' ? part : this.#preprocessor.reference(part.body, part.unterminated === true)
    }
    this.#expanded.set(word.start, text)
    return text
  }
}
