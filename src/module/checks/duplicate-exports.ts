/**
 * A module may not export what is exported already.
 * Follows verify_exported_symbols() in kernel/module/main.c (Linux 6.12).
 */
import type { Check, Load } from '../load.ts'

const ENTRY = '__ksymtab_'
const TEXT = '__kstrtab_'

interface Entry {
  readonly table: number
  readonly at: bigint
  readonly label: string
}

/** The text that an entry's label has beside it; what the kernel compares. */
const textOf = (load: Load, label: string, texts: ReadonlyMap<string, number>): string => {
  const { image } = load
  const symbol = texts.get(label)
  if (symbol === undefined) return label
  const section = image.symbols.shndx[symbol] ?? 0
  return image.textAt((image.sections.offset[section] ?? 0) + Number(image.symbols.value(symbol))) ?? label
}

/** Names in the order of the tables, plain exports first: each entry has a symbol that marks it, and so has its text. */
const exportedNames = (load: Load): readonly string[] => {
  const { image } = load
  const plain = image.findAllocated('__ksymtab')
  const gpl = image.findAllocated('__ksymtab_gpl')
  if (plain === 0 && gpl === 0) return []
  const strings = image.findAllocated('__ksymtab_strings')
  const { count, shndx, value } = image.symbols
  const entries: Entry[] = []
  const texts = new Map<string, number>()
  for (let index = 1; index < count; index++) {
    const place = shndx[index] ?? 0
    if (place === 0 || (place !== plain && place !== gpl && place !== strings)) continue
    const name = image.symbolName(index) ?? ''
    if (place === strings) {
      if (name.startsWith(TEXT)) texts.set(name.slice(TEXT.length), index)
    } else if (name.startsWith(ENTRY)) {
      entries.push({ table: place === plain ? 0 : 1, at: value(index), label: name.slice(ENTRY.length) })
    }
  }
  entries.sort((a, b) => a.table - b.table || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return entries.map(({ label }) => textOf(load, label, texts))
}

const check = (load: Load): undefined => {
  const { exports, state } = load.kernel
  if (exports.kind === 'unknown') return
  const name = load.structName ?? ''
  for (const symbol of exportedNames(load)) {
    const found = exports.value.find(symbol)
    if (found === undefined || found.owner === name) continue
    if (found.owner === 'vmlinux' || state.loaded?.has(found.owner) === true) {
      load.log(
        `${name}: exports duplicate symbol ${symbol} (owned by ${found.owner === 'vmlinux' ? 'kernel' : found.owner})`,
      )
      load.refuse('module/duplicate-export', 'ENOEXEC', { symbol, owner: found.owner })
      return
    }
    // it may be loaded or not: only then it matters
    load.note('module/duplicate-export', { symbol, owner: found.owner })
  }
}

export const duplicateExports: Check = { name: 'duplicate-exports', needs: ['exports', 'state.loaded'], run: check }
