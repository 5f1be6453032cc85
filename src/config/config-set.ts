/**
 * The values of a `.config`, a defconfig or a fragment: what is written, in the order of the file, without a notion of
 * what the symbols are. Whether a value fits its symbol is the engine's business.
 */

/** A value as written. `not-set` is the line `# CONFIG_X is not set`. */
export type ConfigValue =
  /** What stands behind `=`, quotes and escapes included. */
  { readonly kind: 'assigned'; readonly text: string } | { readonly kind: 'not-set' }

export interface ConfigEntry {
  /** Without the prefix `CONFIG_`. */
  readonly symbol: string
  readonly value: ConfigValue
  /** As the file was named. */
  readonly file: string
  /** 1-based. */
  readonly line: number
}

/** A symbol that a later line gave a value again. Equal values are listed too. */
export interface Reassignment {
  readonly before: ConfigEntry
  readonly after: ConfigEntry
}

/** A line that is neither a value nor a comment nor empty. */
export interface UnexpectedLine {
  readonly text: string
  readonly file: string
  readonly line: number
}

/** What the first lines of a generated `.config` say; see header.ts. */
export interface ConfigHeader {
  /** The third line without its `# `: the main menu's title. */
  readonly title: string
  /** Of `Linux/x86 6.1.192 Kernel Configuration`: `Linux`, `x86`, `6.1.192`; absent where the title has another form. */
  readonly program?: string
  readonly arch?: string
  readonly version?: string
}

export interface ConfigSet {
  /**
   * The entry that counts for each symbol, the last one, in the order of the lines that count: which member of a choice
   * was set last decides.
   */
  readonly entries: ReadonlyMap<string, ConfigEntry>
  readonly reassignments: readonly Reassignment[]
  readonly unexpected: readonly UnexpectedLine[]
  readonly header?: ConfigHeader
}

/** A value in one word: `n` for `is not set`, which `=n` means too. */
export const valueText = (value: ConfigValue): string => (value.kind === 'assigned' ? value.text : 'n')

/** Whether two values mean the same. An absent value is like no other. */
export const sameValue = (a: ConfigValue | undefined, b: ConfigValue | undefined): boolean =>
  a === undefined || b === undefined ? a === b : valueText(a) === valueText(b)

/** A set of entries in the order given, the last of each symbol counting. */
export const collectEntries = (lines: Iterable<ConfigEntry>): Pick<ConfigSet, 'entries' | 'reassignments'> => {
  const entries = new Map<string, ConfigEntry>()
  const reassignments: Reassignment[] = []
  for (const after of lines) {
    const before = entries.get(after.symbol)
    if (before !== undefined) {
      reassignments.push({ before, after })
      // a Map keeps the place of a key that is set again; the place of the last line is the one that counts
      entries.delete(after.symbol)
    }
    entries.set(after.symbol, after)
  }
  return { entries, reassignments }
}
