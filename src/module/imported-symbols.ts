/**
 * The symbols that a module takes from elsewhere: those that are undefined in its symbol table.
 * Follows simplify_symbols() in kernel/module/main.c (Linux 6.12), and dedotify() in arch/powerpc/kernel/module_64.c.
 */
import { symbolColumns } from '../elf/columns.ts'
import type { ElfFile } from '../elf/elf-file.ts'
import { EM_PPC64, SHN_UNDEF, SHT_SYMTAB, STB_WEAK } from '../elf/numbers.ts'
import { latin1 } from '../files/source-file.ts'

export interface ImportedSymbol {
  readonly name: string
  /** May stay undefined. */
  readonly weak: boolean
}

/** In the order of the symbol table. */
export const importedSymbols = (file: ElfFile): readonly ImportedSymbol[] => {
  const table = file.sections.find(({ type }) => type === SHT_SYMTAB)
  const strings = table === undefined ? undefined : file.sections[table.link]
  if (table === undefined || strings === undefined) return []
  const { count, name, info, shndx } = symbolColumns(file.bytes, file.layout, table.offset, table.size)
  const text = latin1(strings.bytes)
  const dotted = file.header.machine === EM_PPC64
  const found: ImportedSymbol[] = []
  for (let index = 1; index < count; index++) {
    if (shndx[index] !== SHN_UNDEF) continue
    const start = name[index] ?? 0
    const end = text.indexOf('\0', start)
    if (end <= start) continue
    const dot = dotted && text[start] === '.' ? 1 : 0
    found.push({ name: text.slice(start + dot, end), weak: (info[index] ?? 0) >> 4 === STB_WEAK })
  }
  return found
}
