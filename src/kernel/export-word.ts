/**
 * The words by which a symbol is exported, as Module.symvers records them.
 * Follows export_list in scripts/mod/modpost.c (Linux 2.6.18 to 6.12); the unused and future ones are gone since 5.11.
 */

export type ExportWord =
  | 'EXPORT_SYMBOL'
  | 'EXPORT_SYMBOL_GPL'
  | 'EXPORT_UNUSED_SYMBOL'
  | 'EXPORT_UNUSED_SYMBOL_GPL'
  | 'EXPORT_SYMBOL_GPL_FUTURE'

const WORDS: ReadonlyMap<string, ExportWord> = new Map(
  (
    [
      'EXPORT_SYMBOL',
      'EXPORT_SYMBOL_GPL',
      'EXPORT_UNUSED_SYMBOL',
      'EXPORT_UNUSED_SYMBOL_GPL',
      'EXPORT_SYMBOL_GPL_FUTURE',
    ] as const
  ).map((word) => [word, word]),
)

/** The word itself, or undefined where a text is none. */
export const exportWord = (text: string): ExportWord | undefined => WORDS.get(text)

/**
 * Whether the kernel keeps the symbol from modules that are not GPL. A symbol of the future is not kept yet: such a
 * kernel gives it to everybody, and warns.
 */
export const isGplOnly = (word: ExportWord): boolean =>
  word === 'EXPORT_SYMBOL_GPL' || word === 'EXPORT_UNUSED_SYMBOL_GPL'
