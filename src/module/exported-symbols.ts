/**
 * What a module exports, by the labels that the macros leave in it: `__ksymtab_NAME`, `__crc_NAME`, `__kstrtabns_NAME`.
 * Follows include/linux/export.h and include/linux/export-internal.h (Linux 2.6 to 6.12). A module that was stripped of
 * local symbols has none of them.
 */
import type { ElfFile, ElfSection } from '../elf/elf-file.ts'
import { viewOf } from '../elf/field-reader.ts'
import { SHT_SYMTAB } from '../elf/numbers.ts'
import { type ElfSymbol, symbolsOf } from '../elf/symbols.ts'
import { latin1 } from '../files/source-file.ts'

export interface ModuleExport {
  readonly name: string
  /** Unsigned, 32 bits; undefined without CONFIG_MODVERSIONS. */
  readonly crc: number | undefined
  readonly gpl: boolean
  /** Empty: in none. */
  readonly namespace: string
}

const ENTRY = '__ksymtab_'
const CRC = '__crc_'
const NAMESPACE = '__kstrtabns_'

const sectionOf = (file: ElfFile, symbol: ElfSymbol): ElfSection | undefined =>
  symbol.place === 'section' ? file.sections[symbol.shndx] : undefined

/** The CRC is the symbol's address, or (with relative CRCs, and since 6.4) what is there. */
const crcOf = (file: ElfFile, symbol: ElfSymbol): number | undefined => {
  if (symbol.place === 'absolute') return Number(BigInt.asUintN(32, symbol.value))
  const section = sectionOf(file, symbol)
  if (section === undefined || symbol.value + 4n > BigInt(section.bytes.length)) return undefined
  return viewOf(section.bytes).getUint32(Number(symbol.value), file.layout.littleEndian)
}

const textOf = (file: ElfFile, symbol: ElfSymbol): string => {
  const section = sectionOf(file, symbol)
  if (section === undefined || symbol.value >= BigInt(section.bytes.length)) return ''
  const start = Number(symbol.value)
  const end = section.bytes.indexOf(0, start)
  return latin1(section.bytes.subarray(start, end < 0 ? undefined : end))
}

/** In the order of the symbol table. */
export const exportedSymbols = (file: ElfFile): readonly ModuleExport[] => {
  const table = file.sections.find(({ type }) => type === SHT_SYMTAB)
  if (table === undefined) return []
  const entries: { readonly name: string; readonly gpl: boolean }[] = []
  const crcs = new Map<string, number>()
  const namespaces = new Map<string, string>()
  for (const symbol of symbolsOf(file, table)) {
    const { name } = symbol
    if (name === undefined || symbol.place === 'undefined') continue
    if (name.startsWith(ENTRY)) {
      const section = sectionOf(file, symbol)?.name ?? ''
      if (section.includes('__ksymtab')) entries.push({ name: name.slice(ENTRY.length), gpl: section.includes('_gpl') })
    } else if (name.startsWith(CRC)) {
      const crc = crcOf(file, symbol)
      if (crc !== undefined) crcs.set(name.slice(CRC.length), crc)
    } else if (name.startsWith(NAMESPACE)) {
      namespaces.set(name.slice(NAMESPACE.length), textOf(file, symbol))
    }
  }
  return entries.map(({ name, gpl }) => ({ name, crc: crcs.get(name), gpl, namespace: namespaces.get(name) ?? '' }))
}
