/**
 * Descriptions of targets and profiles as help texts.
 * Follows print_target() in scripts/target-metadata.pl.
 */
import type { KconfigSink } from './kconfig-sink.ts'

/** A description as help, where it says something; then `blanks` empty lines. */
export const writeDescription = (description: string, blanks: number, into: KconfigSink): void => {
  if (!/\w/.test(description)) into.blank(blanks)
  else into.help(`${indented(description)}${'\n'.repeat(blanks)}`, 'config NEXT')
}

/** Lines that `writeDescription` writes with one blank line behind. */
export const descriptionLines = (description: string): number =>
  /\w/.test(description) ? 1 + indented(description).split('\n').length : 1

/** White space at the beginning of each line, blank lines with it, becomes one indentation. */
const indented = (text: string): string => text.replace(/^[ \t\n\v\f\r]*/gm, '\t  ')
