/**
 * Two Module.symvers side by side: which exported symbols came, went or changed. What one of the files does not record
 * (CRCs without CONFIG_MODVERSIONS, namespaces before 5.4) is not compared, and the result says so.
 */
import type { ExportedSymbol, Symvers } from './symvers.ts'

export interface ExportChange {
  readonly before: ExportedSymbol
  readonly after: ExportedSymbol
}

export interface SymversDiff {
  /** In the order of the new file, as are the changes. */
  readonly appeared: readonly ExportedSymbol[]
  /** In the order of the old file. */
  readonly vanished: readonly ExportedSymbol[]
  /** A symbol may be in several of these lists. */
  readonly crc: readonly ExportChange[]
  readonly namespace: readonly ExportChange[]
  /** Became GPL-only or ceased to be. */
  readonly gpl: readonly ExportChange[]
  /** Another module exports it now. */
  readonly module: readonly ExportChange[]
  /** Symbols of both files in which nothing compared differs. */
  readonly unchanged: number
  /** Whether both files record it, so that an empty list means "no change". */
  readonly compared: { readonly crc: boolean; readonly namespace: boolean; readonly gpl: boolean }
}

/** What differs from `before` to `after`. */
export const diffSymvers = (before: Symvers, after: Symvers): SymversDiff => {
  const compared = {
    crc: before.hasCrcs && after.hasCrcs,
    namespace: before.hasNamespaces && after.hasNamespaces,
    gpl: before.layout !== 'no-export' && after.layout !== 'no-export',
  }
  const appeared: ExportedSymbol[] = []
  const lists = {
    crc: [] as ExportChange[],
    namespace: [] as ExportChange[],
    gpl: [] as ExportChange[],
    module: [] as ExportChange[],
  }
  let unchanged = 0
  for (const symbol of after.exports.values()) {
    const old = before.exports.get(symbol.name)
    if (old === undefined) {
      appeared.push(symbol)
      continue
    }
    const crc = compared.crc && old.crc !== symbol.crc
    const namespace = compared.namespace && old.namespace !== symbol.namespace
    const gpl = old.word !== undefined && symbol.word !== undefined && old.gpl !== symbol.gpl
    const module = old.module !== symbol.module
    if (!(crc || namespace || gpl || module)) {
      unchanged++
      continue
    }
    const change = { before: old, after: symbol }
    if (crc) lists.crc.push(change)
    if (namespace) lists.namespace.push(change)
    if (gpl) lists.gpl.push(change)
    if (module) lists.module.push(change)
  }
  const vanished = [...before.exports.values()].filter((symbol) => !after.exports.has(symbol.name))
  return { appeared, vanished, ...lists, unchanged, compared }
}
