/**
 * Bare words, quoted strings and the macro references inside them.
 *
 * A reference ends at the parenthesis that balances its own, counted in the raw text of the physical line: quotes,
 * commas and `#` inside mean nothing yet.  Expanding is the preprocessor's business; here a reference keeps its body.
 * Follows the STRING state and the `$` rule of scripts/kconfig/lexer.l and the scanning half of preprocess.c (Linux
 * 6.1, 6.12).
 */
import type { MacroReference, TextValue } from './tree.ts'

/** A value and where it ends. */
export interface Scanned {
  readonly value: TextValue
  /** Offset after the last character, the closing quote included. */
  readonly end: number
  /** Present where a quoted string is cut by the end of its line. */
  readonly unclosed?: true
}

const newline = 0x0a
const dollar = 0x24
const openParenthesis = 0x28
const closeParenthesis = 0x29
const backslash = 0x5c

/** True where a macro reference starts at `offset`. */
const startsReference = (text: string, offset: number): boolean =>
  text.charCodeAt(offset) === dollar && text.charCodeAt(offset + 1) === openParenthesis

/** Offset of the parenthesis that closes the reference whose `$` is at `start`, or of the end of its line. */
const closingParenthesis = (text: string, start: number): number => {
  let nesting = 0
  let offset = start + 2
  for (; offset < text.length; offset++) {
    const code = text.charCodeAt(offset)
    if (code === newline) break
    if (code === openParenthesis) nesting++
    else if (code === closeParenthesis && nesting-- === 0) break
  }
  return offset
}

/** Collects literal text and references, and becomes plain text where there is no reference. */
class TextBuilder {
  private readonly parts: (string | MacroReference)[] = []
  private literal = ''

  append(text: string): void {
    this.literal += text
  }

  /** Takes the reference at `start` and returns the offset after it. */
  appendReference(text: string, start: number): number {
    const close = closingParenthesis(text, start)
    const closed = text.charCodeAt(close) === closeParenthesis
    const body = text.slice(start + 2, close)
    this.flush()
    this.parts.push(closed ? { body, start } : { body, start, unterminated: true })
    return closed ? close + 1 : close
  }

  finish(): TextValue {
    if (this.parts.length === 0) return this.literal
    this.flush()
    return this.parts
  }

  private flush(): void {
    if (this.literal !== '') this.parts.push(this.literal)
    this.literal = ''
  }
}

/**
 * Reads the bare word at `offset`: word characters, `$`, and references with anything in them.
 * `isWordCharacter` is indexed by character code.
 */
export const scanBareWord = (text: string, offset: number, isWordCharacter: Uint8Array): Scanned => {
  const builder = new TextBuilder()
  let end = offset
  let literalStart = offset
  for (;;) {
    if (startsReference(text, end)) {
      builder.append(text.slice(literalStart, end))
      end = builder.appendReference(text, end)
      literalStart = end
      continue
    }
    const code = text.charCodeAt(end)
    if (code !== dollar && isWordCharacter[code] !== 1) break
    end++
  }
  builder.append(text.slice(literalStart, end))
  return { value: builder.finish(), end }
}

/**
 * Reads the string whose opening quote is at `offset`. A backslash makes the next character literal but cannot
 * continue the line: a newline always ends the string.  `references` is false before 4.18, when `$` was plain text here.
 */
export const scanQuotedString = (text: string, offset: number, references: boolean): Scanned => {
  const quote = text.charCodeAt(offset)
  const builder = new TextBuilder()
  let end = offset + 1
  let literalStart = end
  for (; end < text.length; ) {
    const code = text.charCodeAt(end)
    if (code === quote) {
      builder.append(text.slice(literalStart, end))
      return { value: builder.finish(), end: end + 1 }
    }
    if (code === newline) {
      builder.append(text.slice(literalStart, end))
      return { value: builder.finish(), end, unclosed: true }
    }
    if (code === backslash) {
      builder.append(text.slice(literalStart, end))
      literalStart = end + 1
      end += text.charCodeAt(end + 1) === newline ? 1 : 2
    } else if (references && startsReference(text, end)) {
      builder.append(text.slice(literalStart, end))
      end = builder.appendReference(text, end)
      literalStart = end
    } else end++
  }
  builder.append(text.slice(literalStart))
  return { value: builder.finish(), end: text.length }
}
