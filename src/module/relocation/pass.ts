/**
 * One relocation section on its way through the kernel: which places it changes, and how findings about it are worded.
 */
import type { SymbolColumns } from '../../elf/columns.ts'
import { SHN_LORESERVE, SHN_UNDEF, STT_SECTION } from '../../elf/numbers.ts'
import type { Wanted } from '../../kernel/fact.ts'
import type { Errno } from '../errno.ts'
import type { Load } from '../load.ts'
import type { FindingValue } from '../load-result.ts'
import type { EntryReader } from './entries.ts'

type Arguments = Readonly<Record<string, FindingValue>>

export type Reason =
  | 'unknown-type'
  | 'rel-unsupported'
  | 'overflow'
  | 'target-not-zero'
  | 'unpaired-high-half'
  | 'offset-out-of-section'
  | 'symbol-out-of-table'
  | 'target-out-of-table'
  | 'tables-overlap'
  | 'into-struct-module'

/** A relocation section and the section that it relocates. */
export interface Pass {
  readonly load: Load
  readonly reader: EntryReader
  readonly symbols: SymbolColumns
  /** By section index: 1 where the kernel has it in the module's memory by now. */
  readonly allocated: Uint8Array
  readonly section: number
  readonly target: number
  /** Where its entries begin in the file, and where the last whole one ends. */
  readonly start: number
  readonly end: number
  readonly hasAddend: boolean
}

/** The module as the kernel's messages name it here: struct module's name. */
export const moduleName = ({ structName, name }: Load): string => structName ?? name ?? ''

/** What a symbol is called; a section's symbol is called like its section. Empty where there is none. */
const symbolText = ({ load: { image }, symbols }: Pass, symbol: number): string => {
  if (symbol >= symbols.count) return ''
  const shndx = symbols.shndx[symbol] ?? SHN_UNDEF
  const isSection = ((symbols.info[symbol] ?? 0) & 0xf) === STT_SECTION && shndx < SHN_LORESERVE
  return (isSection ? image.sectionName(shndx) : image.symbolName(symbol)) ?? ''
}

/** Arguments of every finding: the relocation section's index and name, and its target's name. */
const sectionArguments = ({ load: { image }, section, target }: Pass, reason: Reason): Arguments => ({
  reason,
  section,
  name: image.sectionName(section) ?? '',
  target: target < image.sections.count ? (image.sectionName(target) ?? '') : '',
})

/** And of those about one entry: its index in the section, its offset, symbol and type. */
const entryArguments = (pass: Pass, at: number, reason: Reason): Arguments => {
  const { reader, start, hasAddend } = pass
  return {
    ...sectionArguments(pass, reason),
    entry: (at - start) / reader.size(hasAddend),
    offset: reader.offset(at),
    symbol: symbolText(pass, reader.symbol(at)),
    type: reader.type(at),
  }
}

/** The kernel refuses the entry at `at`, with lines in its log or without. */
export const refuseEntry = (
  pass: Pass,
  at: number,
  reason: Reason,
  errno: Errno,
  ...lines: readonly string[]
): void => {
  for (const line of lines) pass.load.log(line)
  pass.load.refuse('module/relocation', errno, entryArguments(pass, at, reason))
}

export const refuseSection = (pass: Pass, reason: Reason, errno: Errno, line: string): void => {
  pass.load.log(line)
  pass.load.refuse('module/relocation', errno, sectionArguments(pass, reason))
}

export const crashEntry = (pass: Pass, at: number, reason: Reason): void => {
  pass.load.crash('module/relocation', entryArguments(pass, at, reason))
}

export const crashSection = (pass: Pass, reason: Reason): void => {
  pass.load.crash('module/relocation', sectionArguments(pass, reason))
}

/** Only addresses tell, which differ from boot to boot; a map of the kernel tells some of its own symbols. */
export const doubtEntry = (pass: Pass, at: number, reason: Reason, wanted: readonly Wanted[]): void => {
  pass.load.doubt('module/relocation', wanted, ['ENOEXEC'], entryArguments(pass, at, reason))
}

/** The section is one of too many to look at. */
export const doubtSection = (pass: Pass, reason: Reason): void => {
  pass.load.doubt('module/relocation', [], ['ENOEXEC'], sectionArguments(pass, reason))
}
