/**
 * What kernels say of a broken ELF file. Before 5.15 they said nothing.
 */
import type { Load } from '../load.ts'

/** The kernel prints a line about the file's structure, if it is one that does. */
export const sayOfElf = (load: Load, text: string): void => {
  if (load.changeOr('tellsElfErrors', true)) load.log(text)
}

/** Numbers of 32 bits as `%d` prints them. */
export const signed = (value: number): number => value | 0
