/**
 * Conflicts that nobody wrote down: where several packages provide one name and one of them is the default variant, that
 * one may not be built in beside the others.
 * Follows add_implicit_provides_conflicts() in scripts/package-metadata.pl (after 25.12).
 */
import type { PackageInfo } from './package-info.ts'

/** Adds them to the default variants, after their own. */
export const addImplicitConflicts = ({ providers }: PackageInfo): void => {
  for (const [name, list] of providers) {
    if (name.endsWith('-any')) continue
    const packages = list.filter(({ buildOnly }) => !buildOnly)
    const chosen = packages.findLast(({ variantDefault }) => variantDefault)
    if (chosen === undefined) continue
    const others = packages.filter(
      (other) =>
        !other.variantDefault && !chosen.conflicts.includes(other.name) && !other.conflicts.includes(chosen.name),
    )
    chosen.conflicts = [...chosen.conflicts, ...others.map((other) => other.name)]
  }
}
