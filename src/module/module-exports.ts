/**
 * What a module's file exports: the entries of `__ksymtab` and `__ksymtab_gpl`, found as the kernel finds them, by the
 * relocations that will fill them. Local symbols (`__ksymtab_NAME`, `__crc_NAME`) may have been stripped, these cannot.
 *
 * An entry is struct kernel_symbol (include/linux/export.h and kernel/module/internal.h, Linux 4.9 to 6.12): the symbol,
 * its name, since 5.4 its namespace; as addresses, or as 32-bit offsets from their own place. The texts are in
 * `__ksymtab_strings`, the symbol never is: that tells where an entry begins.
 */
import { type SymbolColumns, symbolColumns } from '../elf/columns.ts'
import { type ElfFile, type ElfSection, sectionNamed } from '../elf/elf-file.ts'
import { viewOf } from '../elf/field-reader.ts'
import { SHN_ABS, SHT_SYMTAB } from '../elf/numbers.ts'
import { relocationsOf } from '../elf/relocations.ts'
import { StringTable } from '../elf/string-table.ts'
import type { KernelExport } from './target-kernel.ts'

export type ModuleExport = Omit<KernelExport, 'owner'>

const TABLES = [
  { symbols: '__ksymtab', crcs: '__kcrctab', gpl: false },
  { symbols: '__ksymtab_gpl', crcs: '__kcrctab_gpl', gpl: true },
  // kernels before 5.12
  { symbols: '__ksymtab_gpl_future', crcs: '__kcrctab_gpl_future', gpl: false },
  { symbols: '__ksymtab_unused', crcs: '__kcrctab_unused', gpl: false },
  { symbols: '__ksymtab_unused_gpl', crcs: '__kcrctab_unused_gpl', gpl: true },
] as const

const CRC_BYTES = 4
const LONG_BYTES = 8

/** A place that a relocation leads to: in a section, or a number of its own. */
interface Target {
  readonly offset: number
  readonly section: number
  readonly at: bigint
}

class ExportReader {
  readonly #file: ElfFile
  /** Those of the one table that the kernel uses, whatever a section of relocations is linked to. */
  readonly #symbols: SymbolColumns
  readonly #strings: ElfSection | undefined
  readonly #texts: StringTable
  /** Bytes of relocations that are still gone through: tables that share theirs are more than the file. */
  #left: number

  constructor(file: ElfFile) {
    this.#file = file
    this.#left = file.bytes.length
    const { offset = 0, size = 0 } = file.sections.find(({ type }) => type === SHT_SYMTAB) ?? {}
    this.#symbols = symbolColumns(file.bytes, file.layout, offset, size)
    this.#strings = sectionNamed(file, '__ksymtab_strings')
    this.#texts = new StringTable(this.#strings?.bytes ?? new Uint8Array(0))
  }

  read({ symbols, crcs, gpl }: (typeof TABLES)[number]): readonly ModuleExport[] {
    const table = sectionNamed(this.#file, symbols)
    if (table === undefined || table.size === 0) return []
    const entries = this.#entries(table)
    const crcOf = this.#crcs(sectionNamed(this.#file, crcs), entries.length)
    return entries.flatMap(([name, namespace = ''], index) =>
      name === undefined ? [] : [{ name, gpl, namespace, crc: crcOf(index) }],
    )
  }

  /** The texts of each entry: the name, and the namespace where there is one. */
  #entries(table: ElfSection): readonly (readonly (string | undefined)[])[] {
    const entries: (string | undefined)[][] = []
    for (const { section, at } of this.#targets(table)) {
      if (section !== this.#strings?.index) entries.push([])
      else entries.at(-1)?.push(at < 0n ? undefined : this.#texts.at(Number(at)))
    }
    return entries
  }

  /** CRCs by the entry's index: stored there (since 6.0), or what a relocation puts there. */
  #crcs(table: ElfSection | undefined, count: number): (index: number) => number | undefined {
    if (table === undefined || count === 0) return () => undefined
    const { littleEndian } = this.#file.layout
    // kernels before 4.11 have an unsigned long for each
    const width = table.size === count * LONG_BYTES ? LONG_BYTES : CRC_BYTES
    const view = viewOf(table.bytes)
    const targets = new Map(this.#targets(table).map((target) => [target.offset, target]))
    return (index) => {
      const target = targets.get(index * width)
      if (target !== undefined) return this.#crcAt(target)
      return (index + 1) * width <= view.byteLength ? view.getUint32(index * width, littleEndian) : undefined
    }
  }

  /** `__crc_NAME`: a number, or a place that holds it. */
  #crcAt({ section, at }: Target): number | undefined {
    if (section === SHN_ABS) return Number(BigInt.asUintN(32, at))
    const bytes = this.#file.sections[section]?.bytes
    const start = Number(at)
    if (bytes === undefined || start < 0 || start + CRC_BYTES > bytes.length) return undefined
    return viewOf(bytes).getUint32(start, this.#file.layout.littleEndian)
  }

  /** Where the relocations of a section lead, by the place that they fill; the first one of a place counts. */
  #targets(section: ElfSection): readonly Target[] {
    const targets = new Map<number, Target>()
    const { count, shndx, value } = this.#symbols
    for (const table of this.#file.sections) {
      if (table.info !== section.index || table.bytes.length > this.#left) continue
      this.#left -= table.bytes.length
      for (const { offset: place, symbol, addend } of relocationsOf(this.#file, table)) {
        const offset = Number(place)
        if (symbol >= count || targets.has(offset)) continue
        const at = value(symbol) + (addend ?? this.#storedAddend(section, offset))
        targets.set(offset, { offset, section: shndx[symbol] ?? 0, at })
      }
    }
    return [...targets.values()].sort((a, b) => a.offset - b.offset)
  }

  /** What stands in the place itself, for relocations without an addend: those of 32-bit machines. */
  #storedAddend({ bytes }: ElfSection, offset: number): bigint {
    if (offset + 4 > bytes.length) return 0n
    return BigInt(viewOf(bytes).getInt32(offset, this.#file.layout.littleEndian))
  }
}

/** All exports of a module, in the order of its tables. Never throws for what is in the file. */
export const moduleExports = (file: ElfFile): readonly ModuleExport[] => {
  const reader = new ExportReader(file)
  return TABLES.flatMap((table) => reader.read(table))
}

/** Adds what a module exports to what others do: of two exporters the first counts. */
export const addExports = (exports: Map<string, KernelExport>, file: ElfFile, owner: string): void => {
  for (const entry of moduleExports(file)) if (!exports.has(entry.name)) exports.set(entry.name, { ...entry, owner })
}
