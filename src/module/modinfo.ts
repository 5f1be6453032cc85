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

const NONE: readonly string[] = []

/** The entries of a `.modinfo` section. */
export const readModinfo = (bytes: Uint8Array): Modinfo => {
  const entries: ModinfoEntry[] = []
  const keyless: string[] = []
  const values = new Map<string, string[]>()
  const texts = latin1(bytes)
    .split('\0')
    .filter((text) => text !== '')
  for (const text of texts) {
    const equals = text.indexOf('=')
    if (equals < 0) {
      keyless.push(text)
      continue
    }
    const entry = { key: text.slice(0, equals), value: text.slice(equals + 1) }
    entries.push(entry)
    const before = values.get(entry.key)
    if (before === undefined) values.set(entry.key, [entry.value])
    else before.push(entry.value)
  }
  return {
    texts,
    entries,
    keyless,
    unterminated: bytes.length > 0 && bytes[bytes.length - 1] !== 0,
    first: (key) => values.get(key)?.[0],
    all: (key) => values.get(key) ?? NONE,
  }
}
