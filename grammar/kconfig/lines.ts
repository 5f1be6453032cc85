/** Line numbers of offsets that are asked for in ascending order: each newline is looked for once. */
export class LineCounter {
  private readonly text: string
  private line = 1
  /** Offset of the newline that ends `line`, or of the end of the text. */
  private end: number

  constructor(text: string) {
    this.text = text
    this.end = this.lineEnd(0)
  }

  /** The 1-based line of `offset`. */
  lineAt(offset: number): number {
    while (this.end < offset) {
      this.line++
      this.end = this.lineEnd(this.end + 1)
    }
    return this.line
  }

  /** Number of lines in the text; one without a newline at its end counts too. */
  total(): number {
    const { length } = this.text
    const last = this.lineAt(length)
    return length === 0 || this.text.charCodeAt(length - 1) === 0x0a ? last - 1 : last
  }

  private lineEnd(start: number): number {
    const end = this.text.indexOf('\n', start)
    return end < 0 ? this.text.length : end
  }
}
