/**
 * What differs between releases in how metadata become Kconfig.
 */
export interface MetadataSwitches {
  /** A virtual package is an entry among the packages (17.01), or a list of its own. */
  readonly virtualPackages: 'entries' | 'lists'
  /** Of several providers the first is selected unless another is chosen: `!PACKAGE_b`, since 19.07 `PACKAGE_b<PACKAGE_x`. */
  readonly providerTest: 'unset' | 'less'
  /** `COND:x` is `x` where COND is selected anyway (24.10). */
  readonly dropsSelectedConditions: boolean
  /** `@` before a name in Provides is no part of it (25.12). */
  readonly markedProvides: boolean
  /** A default variant conflicts with the other providers of what it provides (after 25.12). */
  readonly implicitConflicts: boolean
  /** Words of Target-Features that mean something, and the statements they stand for. */
  readonly features: ReadonlyMap<string, readonly string[]>
  /** Targets know a second kernel version (19.07). */
  readonly testingKernels: boolean
  /** Profiles may be broken (21.02). */
  readonly brokenProfiles: boolean
  /** `~` before a package of a profile is no part of its name (24.10). */
  readonly markedPackages: boolean
  /** A target may name its default profile (25.12). */
  readonly defaultProfiles: boolean
  /** The target that is built where none is chosen. */
  readonly defaultTarget: string
}
