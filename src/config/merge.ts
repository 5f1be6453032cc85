/**
 * Fragments over a configuration, as scripts/kconfig/merge_config.sh does: what comes later wins and takes the place at the
 * end; that a value was changed is reported, that it was repeated is not.
 */
import { type ConfigEntry, type ConfigSet, collectEntries, type Reassignment, sameValue } from './config-set.ts'

export interface MergeResult {
  readonly merged: ConfigSet
  /** Values that a later file changed, in the order in which that happens. */
  readonly overrides: readonly Reassignment[]
}

/** Merges `fragments` over `base`, in order. The header stays the base's. */
export const mergeConfigs = (base: ConfigSet, fragments: readonly ConfigSet[]): MergeResult => {
  const sets = [base, ...fragments]
  const lines: readonly ConfigEntry[] = sets.flatMap((set) => [...set.entries.values()])
  const { entries, reassignments } = collectEntries(lines)
  const merged: ConfigSet = {
    entries,
    // what a file says twice within itself stays its own matter
    reassignments: sets.flatMap((set) => set.reassignments),
    unexpected: sets.flatMap((set) => set.unexpected),
    ...(base.header === undefined ? {} : { header: base.header }),
  }
  return { merged, overrides: reassignments.filter(({ before, after }) => !sameValue(before.value, after.value)) }
}
