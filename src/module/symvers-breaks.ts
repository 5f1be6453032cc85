/**
 * What keeps a module that fits one kernel's exports from fitting another's.
 * Follows resolve_symbol() and simplify_symbols() in kernel/module/main.c and check_version() in kernel/module/version.c
 * (Linux 6.12): a weak symbol may be absent, but where it is there its version counts.
 */
import type { ExportedSymbol, Symvers } from '../kernel/symvers.ts'
import type { ModuleNeeds } from './module-needs.ts'
import { mayUseNamespace } from './namespace-import.ts'
import { matchesCrc, type SymbolVersion } from './versions.ts'

export type SymbolBreak =
  /** Exported before, and no longer. */
  | { readonly kind: 'vanished'; readonly symbol: string }
  /** `built`: what the module was built with. */
  | { readonly kind: 'crc'; readonly symbol: string; readonly built: SymbolVersion; readonly after: number }
  /** The exports have versions now, and the module has none at all; of its symbols the first. */
  | { readonly kind: 'no-versions'; readonly symbol: string }
  /** Became GPL-only, and the module's licence is none of the GPL's. */
  | { readonly kind: 'gpl'; readonly symbol: string }
  /** Is in a namespace now that the module does not import. */
  | { readonly kind: 'namespace'; readonly symbol: string; readonly namespace: string }

export interface ModuleBreaks {
  readonly breaks: readonly SymbolBreak[]
  /** Symbols that neither file exports: they are of other modules, or were never there. */
  readonly unknown: readonly string[]
}

/** Stands for the layout of struct module; no module has it among its undefined symbols. */
const LAYOUT = 'module_layout'

const crcBreak = (needs: ModuleNeeds, symbol: string, after: number): SymbolBreak | undefined => {
  // a symbol without an entry is let pass, with a warning
  const built = needs.version(symbol)
  return built === undefined || matchesCrc(built, after) ? undefined : { kind: 'crc', symbol, built, after }
}

const exportBreak = (
  needs: ModuleNeeds,
  symbol: string,
  before: ExportedSymbol | undefined,
  after: ExportedSymbol,
  hasCrcs: boolean,
): SymbolBreak | undefined => {
  if (after.gpl && before?.gpl === false && !needs.gpl) return { kind: 'gpl', symbol }
  const crc = hasCrcs ? crcBreak(needs, symbol, after.crc) : undefined
  if (crc !== undefined) return crc
  const { namespace } = after
  if (namespace === before?.namespace) return undefined
  // before kernels knew them, no namespace named modules
  const may = mayUseNamespace(namespace, { module: needs.name, imported: needs.importedNamespaces }, true)
  return may ? undefined : { kind: 'namespace', symbol, namespace }
}

/** In the order of the module's symbol table, the layout of struct module first. One break a symbol: the kernel's first. */
export const symversBreaks = (needs: ModuleNeeds, before: Symvers, after: Symvers): ModuleBreaks => {
  const breaks: SymbolBreak[] = []
  const unknown: string[] = []
  const layout = after.hasCrcs ? after.exports.get(LAYOUT) : undefined
  const layoutBreak = layout === undefined ? undefined : crcBreak(needs, LAYOUT, layout.crc)
  if (layoutBreak !== undefined) breaks.push(layoutBreak)
  let isUnversioned = after.hasCrcs && !before.hasCrcs && !needs.hasVersions
  for (const { name, weak } of needs.imports) {
    const old = before.exports.get(name)
    const now = after.exports.get(name)
    if (now === undefined) {
      if (old === undefined) unknown.push(name)
      else if (!weak) breaks.push({ kind: 'vanished', symbol: name })
      continue
    }
    if (isUnversioned) {
      isUnversioned = false
      breaks.push({ kind: 'no-versions', symbol: name })
    }
    const found = exportBreak(needs, name, old, now, after.hasCrcs)
    if (found !== undefined && !(found.kind === 'gpl' && weak)) breaks.push(found)
  }
  return { breaks, unknown }
}
