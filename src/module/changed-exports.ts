/**
 * The exports that a module is built with and that its kernel does not have, or not as they were: those that the module
 * would fail with if it used them. Follows resolve_symbol() in kernel/module/main.c (Linux 6.12).
 */
import type { ExportedSymbol, Symvers } from '../kernel/symvers.ts'
import { moduleNameOf } from './module-name.ts'
import type { ExportTable, KernelExport, KernelState } from './target-kernel.ts'

export interface ChangedExport {
  readonly name: string
  readonly kind: /** The kernel exports no such symbol. */
    | 'vanished'
    /** A module exports it that is not loaded. */
    | 'not-loaded'
    /** Its CRC is another one. */
    | 'version'
    /** It is in a namespace, and was not in that one. */
    | 'namespace'
    /** It is for GPL modules only, and was not. */
    | 'gpl-only'
  /** Of `namespace`. */
  readonly namespace?: string
}

export interface ExportComparison {
  /** What the module is built with: the kernel's file, then others'. */
  readonly before: readonly Symvers[]
  readonly after: ExportTable
  readonly loaded: KernelState['loaded']
  /** Whether CRCs count: both kernels have MODVERSIONS. */
  readonly versions: boolean
  /** Modules that are built together: what they export themselves is no matter of the kernel's. */
  readonly own: ReadonlySet<string>
}

const changeOf = (
  old: ExportedSymbol,
  hasCrcs: boolean,
  now: KernelExport | undefined,
  { loaded, versions }: ExportComparison,
): ChangedExport | undefined => {
  const { name } = old
  if (now === undefined) return { name, kind: 'vanished' }
  if (now.owner !== 'vmlinux' && loaded !== undefined && !loaded.has(now.owner)) return { name, kind: 'not-loaded' }
  if (versions && hasCrcs && now.crc !== undefined && now.crc !== old.crc) return { name, kind: 'version' }
  if (now.namespace !== old.namespace && now.namespace !== '')
    return { name, kind: 'namespace', namespace: now.namespace }
  return now.gpl && !old.gpl && old.word !== undefined ? { name, kind: 'gpl-only' } : undefined
}

/** The layout of struct module, which is compared by itself. */
const LAYOUTS: readonly string[] = ['module_layout', 'struct_module']

/** In the order of the files. One look at each export. */
export const changedExports = (comparison: ExportComparison): readonly ChangedExport[] => {
  const changed: ChangedExport[] = []
  const seen = new Set(LAYOUTS)
  for (const { exports, hasCrcs } of comparison.before)
    for (const symbol of exports.values()) {
      if (seen.has(symbol.name)) continue
      seen.add(symbol.name)
      if (comparison.own.has(moduleNameOf(symbol.module))) continue
      const change = changeOf(symbol, hasCrcs, comparison.after.find(symbol.name), comparison)
      if (change !== undefined) changed.push(change)
    }
  return changed
}
