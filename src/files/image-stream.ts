/**
 * Numbers and strings for images in the cache: writing grows as needed, reading goes through once and copies nothing it
 * need not.  Columns of numbers are views of the image; strings are kept together as one latin1 text and read as slices
 * of it, those that are rarely asked for aside, where they stay bytes until then.
 */

class StringTable {
  readonly #known = new Map<string, number>()
  readonly #parts: string[] = []
  readonly #ends: number[] = []
  #length = 0

  /** Its number; equal strings are kept once. */
  number(text: string): number {
    let index = this.#known.get(text)
    if (index === undefined) {
      index = this.#ends.length
      this.#known.set(text, index)
      this.#parts.push(text)
      this.#length += text.length
      this.#ends.push(this.#length)
    }
    return index
  }

  finish(): { readonly ends: Int32Array; readonly text: Buffer } {
    return { ends: Int32Array.from(this.#ends), text: Buffer.from(this.#parts.join(''), 'latin1') }
  }
}

export class ImageWriter {
  #numbers = new Int32Array(1 << 16)
  #count = 0
  readonly #strings = new StringTable()
  readonly #aside = new StringTable()

  number(value: number): void {
    if (this.#count === this.#numbers.length) {
      const grown = new Int32Array(this.#numbers.length * 2)
      grown.set(this.#numbers)
      this.#numbers = grown
    }
    this.#numbers[this.#count++] = value
  }

  /** Null is a string too. */
  string(text: string | null): void {
    this.number(this.stringNumber(text))
  }

  /** A column of numbers. */
  numbers(values: readonly number[]): void {
    this.number(values.length)
    for (const value of values) this.number(value)
  }

  /** The number of a string, for columns; -1 for null. */
  stringNumber(text: string | null): number {
    return text === null ? -1 : this.#strings.number(text)
  }

  /** The number of a string that is rarely asked for; -1 for null. */
  asideNumber(text: string | null): number {
    return text === null ? -1 : this.#aside.number(text)
  }

  finish(): Buffer {
    const strings = this.#strings.finish()
    const aside = this.#aside.finish()
    const body = this.#numbers.subarray(0, this.#count)
    const head = [this.#count, strings.ends.length, strings.text.length, aside.ends.length, aside.text.length]
    return Buffer.concat([
      ...[Int32Array.from(head), body, strings.ends, aside.ends].map(bytesOf),
      strings.text,
      aside.text,
    ])
  }
}

const HEAD = 5

export class ImageReader {
  readonly #numbers: Int32Array
  readonly #ends: Int32Array
  readonly #text: string
  readonly #strings: (string | undefined)[]
  readonly #asideEnds: Int32Array
  readonly #asideText: Buffer
  #at = 0

  constructor(image: Buffer) {
    // A view needs an aligned start, which a slice of a file need not have.
    const aligned = image.byteOffset % 4 === 0 ? image : Buffer.from(new Uint8Array(image).buffer)
    let offset = 0
    const view = (length: number): Int32Array => {
      const numbers = new Int32Array(aligned.buffer, aligned.byteOffset + offset, length)
      offset += length * 4
      return numbers
    }
    const [count = 0, strings = 0, length = 0, asides = 0, asideLength = 0] = view(HEAD)
    this.#numbers = view(count)
    this.#ends = view(strings)
    this.#asideEnds = view(asides)
    this.#text = aligned.toString('latin1', offset, offset + length)
    this.#asideText = aligned.subarray(offset + length, offset + length + asideLength)
    this.#strings = new Array(strings)
  }

  number(): number {
    return this.#numbers[this.#at++] as number
  }

  string(): string | null {
    return this.stringAt(this.number())
  }

  /** A string that was not written as null. */
  text(): string {
    return this.string() as string
  }

  /** A column of numbers: a view of the image. */
  numbers(): Int32Array {
    const start = this.#at + 1
    this.#at = start + (this.#numbers[this.#at] as number)
    return this.#numbers.subarray(start, this.#at)
  }

  stringAt(number: number): string | null {
    if (number < 0) return null
    let text = this.#strings[number]
    if (text === undefined) {
      const start = number === 0 ? 0 : (this.#ends[number - 1] as number)
      text = this.#text.slice(start, this.#ends[number] as number)
      this.#strings[number] = text
    }
    return text
  }

  asideAt(number: number): string {
    const start = number === 0 ? 0 : (this.#asideEnds[number - 1] as number)
    return this.#asideText.toString('latin1', start, this.#asideEnds[number] as number)
  }
}

const bytesOf = (values: Int32Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength)
