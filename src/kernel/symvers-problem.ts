/**
 * What is wrong with lines of a Module.symvers.
 */

export type SymversProblemCode =
  /** No line of the file fits any layout. */
  | 'not-symvers'
  /** Too few columns, or too many. */
  | 'columns'
  /** The first column is not `0x` and up to 8 hexadecimal digits. */
  | 'crc'
  /** Name or module is empty. */
  | 'empty-column'
  /** The export word is none that is known. */
  | 'export-word'
  /** The file ends within a line: it may have been cut. The line is read as far as it goes. */
  | 'unterminated'

/** A line that was not read, or is doubtful. */
export interface SymversProblem {
  readonly code: SymversProblemCode
  /** 1-based; the column counts bytes. */
  readonly line: number
  readonly column: number
  readonly args: Readonly<Record<string, string | number>>
}
