/**
 * The columns of Module.symvers, which changed over time. A file has one layout, and its text tells which: what counts is
 * the column in which the word EXPORT_… stands.
 * Follows write_dump() and read_dump() in scripts/mod/modpost.c (Linux 2.6.9, 2.6.18, 4.9, 5.4, 6.12).
 */
import { exportWord } from './export-word.ts'

export type SymversLayout =
  /** CRC, name, module: 2.6.9. */
  | 'no-export'
  /** CRC, name, module, export, and since the fifth column came (5.7, 5.4 stable) the namespace, often empty. */
  | 'export-fourth'
  /** CRC, name, namespace, module, export: 5.4 to 5.6 as first released. */
  | 'export-fifth'

const EXPORT_COLUMN = '\tEXPORT_'
const FIRST_LINE_LIKE_2_6_9 = /^0[xX][0-9a-fA-F]+\t[^\t\r\n]+\t[^\t\r\n]+\r?$/m

/** The layout of a text, or undefined where no line of it fits any. */
export const symversLayout = (text: string): SymversLayout | undefined => {
  // the first line that has an export word decides; damaged ones before it do not
  for (let at = text.indexOf(EXPORT_COLUMN); at >= 0; at = text.indexOf(EXPORT_COLUMN, at + 1)) {
    const start = text.lastIndexOf('\n', at) + 1
    const end = text.indexOf('\n', at)
    const columns = text
      .slice(start, end < 0 ? undefined : end)
      .trimEnd()
      .split('\t')
    if (exportWord(columns[3] ?? '') !== undefined) return 'export-fourth'
    if (exportWord(columns[4] ?? '') !== undefined) return 'export-fifth'
  }
  return FIRST_LINE_LIKE_2_6_9.test(text) ? 'no-export' : undefined
}
