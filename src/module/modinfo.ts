/**
 * `.modinfo`: what a module says of itself, as `key=value` texts that end in NUL.
 * Follows get_next_modinfo() and next_string() in kernel/module/main.c (Linux 6.12): NULs may pad the texts, and where a key
 * is there twice, most readers in the kernel take the first.
 */
import { latin1 } from '../files/source-file.ts'

export interface ModinfoEntry {
  readonly key: string
  readonly value: string
}

export interface Modinfo {
  /** All texts in the order of the section, with a key or without. */
  readonly texts: readonly string[]
  /** In the order of the section. */
  readonly entries: readonly ModinfoEntry[]
  /** Texts without `=`, which the kernel passes over. */
  readonly keyless: readonly string[]
  /** Whether the last text lacks its NUL: the kernel would read on behind the section. */
  readonly unterminated: boolean
  /** The value that counts where only one is asked for. */
  first(key: string): string | undefined
  /** All values of a key, in order: aliases, namespaces, parameters. */
  all(key: string): readonly string[]
}

/** Taken apart where all of it is asked for: what decides about a module is a dozen of keys. */
class ModinfoSection implements Modinfo {
  readonly unterminated: boolean
  readonly #text: string
  #parts: Pick<Modinfo, 'texts' | 'entries' | 'keyless'> | undefined

  constructor(bytes: Uint8Array) {
    this.unterminated = bytes.length > 0 && bytes[bytes.length - 1] !== 0
    this.#text = latin1(bytes)
  }

  get texts(): readonly string[] {
    return this.#takeApart().texts
  }

  get entries(): readonly ModinfoEntry[] {
    return this.#takeApart().entries
  }

  get keyless(): readonly string[] {
    return this.#takeApart().keyless
  }

  first(key: string): string | undefined {
    const start = this.#valueAt(key, 0)
    return start < 0 ? undefined : this.#text.slice(start, this.#end(start))
  }

  all(key: string): readonly string[] {
    const found: string[] = []
    for (let start = this.#valueAt(key, 0); start >= 0; ) {
      const end = this.#end(start)
      found.push(this.#text.slice(start, end))
      start = this.#valueAt(key, end)
    }
    return found
  }

  /** Where the next value of a key begins, in or behind the text at `from`; -1 where there is none. */
  #valueAt(key: string, from: number): number {
    if (from === 0 && this.#text.startsWith(`${key}=`)) return key.length + 1
    const at = this.#text.indexOf(`\0${key}=`, from)
    return at < 0 ? -1 : at + key.length + 2
  }

  #end(start: number): number {
    const end = this.#text.indexOf('\0', start)
    return end < 0 ? this.#text.length : end
  }

  #takeApart(): Pick<Modinfo, 'texts' | 'entries' | 'keyless'> {
    if (this.#parts !== undefined) return this.#parts
    const texts = this.#text.split('\0').filter((text) => text !== '')
    const entries: ModinfoEntry[] = []
    const keyless: string[] = []
    for (const text of texts) {
      const equals = text.indexOf('=')
      if (equals < 0) keyless.push(text)
      else entries.push({ key: text.slice(0, equals), value: text.slice(equals + 1) })
    }
    this.#parts = { texts, entries, keyless }
    return this.#parts
  }
}

/** The entries of a `.modinfo` section. */
export const readModinfo = (bytes: Uint8Array): Modinfo => new ModinfoSection(bytes)
