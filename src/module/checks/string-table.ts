/**
 * The strings of the symbols, as kernels since 6.14 check them: before, a name that leads out of them is read all the same.
 * Follows elf_validity_cache_strtab() in kernel/module/main.c (Linux 6.14).
 */
import type { Check, Ending, Load } from '../load.ts'

const refuse = (load: Load, reason: string, text: string): Ending => {
  load.log(text)
  load.refuse('module/elf-symbol-strings', 'ENOEXEC', { section: load.image.index.strings, reason })
  return 'stop'
}

const check = (load: Load): Ending => {
  const { image } = load
  if (!load.changeOr('checksSymbolNames', false) || image.index.strings === 0) return undefined
  const at = image.sections.offset[image.index.strings] ?? 0
  const size = image.sections.size[image.index.strings] ?? 0
  if (size === 0) return refuse(load, 'empty', 'empty symbol string table')
  if (image.bytes[at] !== 0) return refuse(load, 'no-leading-nul', 'symbol string table missing leading NUL')
  if (image.bytes[at + size - 1] !== 0) return refuse(load, 'unterminated', "symbol string table isn't NUL terminated")
  if (image.contentOf(image.index.symbols) === undefined || image.symbols.name.every((name) => name < size)) {
    return undefined
  }
  return refuse(load, 'name-outside', 'symbol name out of bounds in string table')
}

export const stringTable: Check = { name: 'string-table', needs: [], run: check }
