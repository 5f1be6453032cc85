/**
 * What is wrong with an ELF file, as data.
 */

/**
 * `elf/too-short`: the file ends within the structure `what`. `elf/ident`: a byte of e_ident says what no ELF file says.
 * `elf/entry-size`: entries of a table are not as long as the structure. `elf/out-of-file`: what the field places reaches
 * beyond the end. `elf/index`: a section index names no section. `elf/string`: a string table is none, or has no such
 * string. `elf/too-large`: a number beyond 2^53. `elf/unusual`: against the specification, but in nobody's way.
 */
export type ElfCode =
  | 'elf/too-short'
  | 'elf/ident'
  | 'elf/entry-size'
  | 'elf/out-of-file'
  | 'elf/index'
  | 'elf/string'
  | 'elf/too-large'
  | 'elf/unusual'

/** One finding: the field, its byte offset in the file, its value, and the section it belongs to, where it does to one. */
export interface ElfFinding {
  readonly code: ElfCode
  readonly offset: number
  readonly field: string
  readonly args: {
    readonly section?: number
    readonly value?: string
    readonly limit?: number
  }
}
