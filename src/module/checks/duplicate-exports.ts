/**
 * A module may not export what is exported already.
 * Follows verify_exported_symbols() in kernel/module/main.c (Linux 6.12).
 */
import type { Check, Load } from '../load.ts'

const PREFIX = '__ksymtab_'

/** Names in the order of the tables, plain exports first: each has a symbol that marks its entry. */
const exportedNames = (load: Load): readonly string[] => {
  const { image } = load
  const tables = [image.findAllocated('__ksymtab'), image.findAllocated('__ksymtab_gpl')].filter((index) => index !== 0)
  if (tables.length === 0) return []
  const { count, shndx, value } = image.symbols
  const found: { readonly table: number; readonly at: bigint; readonly name: string }[] = []
  for (let index = 1; index < count; index++) {
    const table = tables.indexOf(shndx[index] ?? 0)
    if (table === -1) continue
    const name = image.symbolName(index)
    if (name?.startsWith(PREFIX) === true) found.push({ table, at: value(index), name: name.slice(PREFIX.length) })
  }
  found.sort((a, b) => a.table - b.table || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return found.map(({ name }) => name)
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
