/**
 * A text that was read, and the way from a byte offset in it to what a person counts in: lines and columns.
 * The line table is built when the first position is asked for: a tree without findings never pays for it.
 */
import type { Span } from '../diagnostics/diagnostic.ts'

/** Both 1-based; the column counts bytes, a tab being one. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

/** The line in which a span begins, without its line end, and the part of it that the span covers. */
export interface Excerpt extends TextPosition {
  readonly text: string
  /** Bytes of this line that the span covers, at least 1 so that a caret has a place. */
  readonly length: number
}

const NEWLINE = 0x0a

/** One text with its bytes. Offsets are bytes and, as text is latin1, also string indices. */
export class SourceFile {
  /** As the user or the tree names it: what reports show. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly text: string
  #lineStarts: readonly number[] | undefined

  constructor(name: string, content: Uint8Array | string) {
    this.name = name
    this.bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
    this.text = typeof content === 'string' ? content : latin1(content)
  }

  /** The position of a byte offset; one beyond the end is at the end. */
  position(offset: number): TextPosition {
    const starts = this.#lines()
    const at = Math.max(0, Math.min(offset, this.bytes.length))
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 }
  }

  /** The 1-based line `line` without its line end, or undefined where there is none. */
  line(line: number): string | undefined {
    const starts = this.#lines()
    const start = starts[line - 1]
    if (start === undefined) return undefined
    const next = starts[line]
    return this.text.slice(start, next === undefined ? undefined : next - 1)
  }

  /** What to show of a span: a span over several lines is shown by its first. */
  excerpt(span: Pick<Span, 'start' | 'end'>): Excerpt {
    const position = this.position(span.start)
    const text = this.line(position.line) ?? ''
    const rest = Math.max(1, text.length - position.column + 1)
    return { ...position, text, length: Math.max(1, Math.min(span.end - span.start, rest)) }
  }

  #lines(): readonly number[] {
    if (this.#lineStarts !== undefined) return this.#lineStarts
    const starts = [0]
    for (let at = this.bytes.indexOf(NEWLINE); at !== -1; at = this.bytes.indexOf(NEWLINE, at + 1)) starts.push(at + 1)
    this.#lineStarts = starts
    return starts
  }
}

/** Bytes as text, one unit per byte. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
