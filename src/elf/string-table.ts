/**
 * String tables (gABI, chapter 4, "String Table"): NUL-terminated names, named by where they begin. Text is latin1, a unit
 * a byte. Many names may begin within one long string, so neither their ends are searched for from each of them, nor are
 * their characters copied: they are slices of one text.
 */

/** Bytes that a search for a NUL looks at, at most, before it knows the answer. */
const STEP = 256
/** Beyond any offset of a 32-bit field that can be in memory. */
const NONE = 0xffffffff

export class StringTable {
  readonly bytes: Uint8Array
  #text: string | undefined
  #nextNul: Uint32Array | undefined

  /** `bytes`: the section's content, a view. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** The string that begins at `offset`, or undefined where that is outside, or no NUL follows. */
  at(offset: number): string | undefined {
    const end = this.#endOf(offset)
    return end === undefined ? undefined : this.#all().slice(offset, end)
  }

  /** All that follows, NULs or not. */
  rest(offset: number): string {
    return this.#all().slice(offset)
  }

  /** Whether the string that begins at `offset` is this one. */
  isAt(offset: number, text: string): boolean {
    const { bytes } = this
    if (offset + text.length >= bytes.length || bytes[offset + text.length] !== 0) return false
    for (let index = 0; index < text.length; index++) {
      const byte = bytes[offset + index]
      if (byte === 0 || byte !== text.charCodeAt(index)) return false
    }
    return true
  }

  #all(): string {
    this.#text ??= Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString('latin1')
    return this.#text
  }

  #endOf(offset: number): number | undefined {
    const { bytes } = this
    if (offset >= bytes.length) return undefined
    // few names are longer than a step, so that most are found without the table of NULs
    const border = Math.min(bytes.length, (Math.floor(offset / STEP) + 2) * STEP)
    for (let at = offset; at < border; at++) if (bytes[at] === 0) return at
    this.#nextNul ??= this.#searchAll()
    const end = this.#nextNul[border / STEP] ?? NONE
    return end === NONE ? undefined : end
  }

  /** For the beginning of each step, where the next NUL is. */
  #searchAll(): Uint32Array {
    const { bytes } = this
    const next = new Uint32Array(Math.ceil(bytes.length / STEP) + 1).fill(NONE)
    let nul = NONE
    for (let at = bytes.length - 1; at >= 0; at--) {
      if (bytes[at] === 0) nul = at
      if (at % STEP === 0) next[at / STEP] = nul
    }
    return next
  }
}
