/**
 * What a kernel and its modules export, over the files that say so.
 */
import type { Symvers } from '../kernel/symvers.ts'
import { moduleNameOf } from './module-name.ts'
import type { ExportTable, KernelExport } from './target-kernel.ts'

/**
 * A table over several Module.symvers, the kernel's own first: of two that list a name, the first counts. A name is looked
 * up in the files as they are; what is found is kept in the form that checks ask for.
 */
export const symversTable = (symvers: readonly Symvers[]): ExportTable => {
  const found = new Map<string, KernelExport>()
  const owners = new Map<string, string>()
  const ownerOf = (module: string): string => {
    const before = owners.get(module)
    if (before !== undefined) return before
    const owner = moduleNameOf(module)
    owners.set(module, owner)
    return owner
  }
  const search = (name: string): KernelExport | undefined => {
    for (const { exports, hasCrcs } of symvers) {
      const symbol = exports.get(name)
      if (symbol === undefined) continue
      const { gpl, namespace, module } = symbol
      const entry = { name, gpl, namespace, crc: hasCrcs ? symbol.crc : undefined, owner: ownerOf(module) }
      found.set(name, entry)
      return entry
    }
    return undefined
  }
  // asked for only where a symbol is nowhere
  let listed: ReadonlySet<string> | undefined
  return {
    find: (name) => found.get(name) ?? search(name),
    hasOwner(owner) {
      listed ??= listedOwners(symvers, ownerOf)
      return listed.has(owner)
    },
  }
}

const listedOwners = (symvers: readonly Symvers[], ownerOf: (module: string) => string): ReadonlySet<string> => {
  const all = new Set<string>()
  for (const { exports } of symvers) for (const { module } of exports.values()) all.add(ownerOf(module))
  return all
}

/** Module files that were read. */
export interface FileExports {
  /** By symbol. */
  readonly exports: ReadonlyMap<string, KernelExport>
  /** Their names, also of those that export nothing. */
  readonly owners: Pick<ReadonlySet<string>, 'has'>
}

/** A table with more behind it: what the first lacks is looked up in exports of module files. */
export const tableWith = (first: ExportTable, { exports, owners }: FileExports): ExportTable => ({
  find: (name) => first.find(name) ?? exports.get(name),
  hasOwner: (owner) => first.hasOwner(owner) || owners.has(owner),
})

/** A table that notes what was asked for in vain, and of whom the rest was. */
export interface WatchedTable extends ExportTable {
  /** Since the last `forget`. */
  readonly missed: ReadonlySet<string>
  readonly owners: ReadonlySet<string>
  forget(): void
}

/** Watches a table for the time of one module; owners are noted on request, as that is work for each symbol. */
export const watched = (table: ExportTable, notesOwners: boolean): WatchedTable => {
  const missed = new Set<string>()
  const owners = new Set<string>()
  return {
    missed,
    owners,
    find(name) {
      const entry = table.find(name)
      if (entry === undefined) missed.add(name)
      else if (notesOwners && entry.owner !== 'vmlinux') owners.add(entry.owner)
      return entry
    },
    hasOwner: (owner) => table.hasOwner(owner),
    forget() {
      if (missed.size > 0) missed.clear()
      if (owners.size > 0) owners.clear()
    },
  }
}
