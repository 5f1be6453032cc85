/**
 * Numbers and strings one after the other, for model images: writing grows as needed, reading goes through once.
 * Strings are kept together as one latin1 text and read as slices of it.
 */

export class ImageWriter {
  #numbers = new Int32Array(1 << 16)
  #count = 0
  readonly #strings = new Map<string, number>()
  readonly #ends: number[] = []
  readonly #parts: string[] = []
  #length = 0

  number(value: number): void {
    if (this.#count === this.#numbers.length) {
      const grown = new Int32Array(this.#numbers.length * 2)
      grown.set(this.#numbers)
      this.#numbers = grown
    }
    this.#numbers[this.#count++] = value
  }

  /** -1 for null. Equal strings are kept once. */
  string(text: string | null): void {
    if (text === null) {
      this.number(-1)
      return
    }
    let index = this.#strings.get(text)
    if (index === undefined) {
      index = this.#ends.length
      this.#strings.set(text, index)
      this.#parts.push(text)
      this.#length += text.length
      this.#ends.push(this.#length)
    }
    this.number(index)
  }

  numbers(values: readonly number[]): void {
    this.number(values.length)
    for (const value of values) this.number(value)
  }

  finish(): Buffer {
    const text = Buffer.from(this.#parts.join(''), 'latin1')
    const head = Int32Array.of(this.#count, this.#ends.length, text.length)
    const body = this.#numbers.subarray(0, this.#count)
    return Buffer.concat([bytesOf(head), bytesOf(body), bytesOf(Int32Array.from(this.#ends)), text])
  }
}

export class ImageReader {
  readonly #numbers: Int32Array
  readonly #ends: Int32Array
  readonly #text: string
  readonly #strings: (string | undefined)[]
  #at = 0

  constructor(image: Buffer) {
    // A view needs an aligned start, which a slice of a file need not have.
    const aligned = image.byteOffset % 4 === 0 ? image : Buffer.from(new Uint8Array(image).buffer)
    const view = (offset: number, length: number): Int32Array =>
      new Int32Array(aligned.buffer, aligned.byteOffset + offset, length)
    const [count = 0, strings = 0, length = 0] = view(0, 3)
    this.#numbers = view(12, count)
    this.#ends = view(12 + count * 4, strings)
    const from = 12 + (count + strings) * 4
    this.#text = aligned.toString('latin1', from, from + length)
    this.#strings = new Array(strings)
  }

  number(): number {
    return this.#numbers[this.#at++] as number
  }

  string(): string | null {
    const index = this.number()
    if (index < 0) return null
    let text = this.#strings[index]
    if (text === undefined) {
      const start = index === 0 ? 0 : (this.#ends[index - 1] as number)
      text = this.#text.slice(start, this.#ends[index] as number)
      this.#strings[index] = text
    }
    return text
  }

  /** A string that was not written as null. */
  text(): string {
    return this.string() as string
  }

  numbers(): number[] {
    const values: number[] = []
    for (let left = this.number(); left > 0; left--) values.push(this.number())
    return values
  }
}

const bytesOf = (values: Int32Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength)
