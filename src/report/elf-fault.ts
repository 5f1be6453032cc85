/**
 * What is wrong with an ELF file, in words, and what to do about it.
 */
import type { ElfCode, ElfFinding } from '../elf/finding.ts'

const ELF: Readonly<Record<ElfCode, string>> = {
  'elf/too-short': 'the file ends within the structure',
  'elf/ident': 'no ELF file has that there',
  'elf/entry-size': 'not the size of an entry',
  'elf/out-of-file': 'what it places reaches beyond the end of the file',
  'elf/index': 'there is no such section',
  'elf/string': 'not a table of strings that end, or no string of it',
  'elf/too-large': 'larger than any file',
  'elf/unusual': 'against the specification',
}

export const COPY_AGAIN = 'copy or build it again: the copy or the build was cut off'

/** The first bytes of every ELF file. */
const isMagic = ({ code, field }: ElfFinding): boolean => code === 'elf/ident' && field === 'e_ident'

/** Faults of whole files are met every day, and have words of their own; the others are told by the field. */
export const elfMessage = (finding: ElfFinding): string => {
  const { code, offset, field, args } = finding
  if (isMagic(finding)) return 'not an ELF file'
  if (code === 'elf/too-short')
    return offset === 0 ? 'the file is empty' : `the file has ${offset} bytes, which is less than an ELF header`
  if (code === 'elf/out-of-file' && field === 'e_shoff')
    return 'its section table lies beyond the end: the file is cut short'
  const value = args.value === undefined ? '' : ` = ${args.value}`
  const section = args.section === undefined ? '' : ` of section ${args.section}`
  return `${field}${section}${value} at byte ${offset}: ${ELF[code]}`
}

/** What to do next; undefined where nobody knows. */
export const elfHelp = (finding: ElfFinding): string | undefined => {
  if (isMagic(finding)) return 'name the .ko itself'
  return finding.code === 'elf/too-short' || finding.code === 'elf/out-of-file' ? COPY_AGAIN : undefined
}
