/**
 * The order of packages in one menu: by name, but behind what they need of the same submenu.
 * Follows package_depends() in scripts/package-metadata.pl. Only a dependency without flags and condition counts there:
 * the others are looked up by their whole text.
 *
 * Cost: for packages with such dependencies, a walk through them for each comparison.
 */

import type { Package, PackageInfo } from './package-info.ts'
import { perlSort } from './perl-sort.ts'
import { compareBytes } from './perl-text.ts'
import type { MetadataSwitches } from './releases.ts'

/** A package as the walk sees it. */
interface Step {
  readonly name: string
  readonly depends: readonly string[]
}

export class PackageOrder {
  readonly #info: PackageInfo
  readonly #entries: boolean
  readonly #touched: Set<string>
  /** Dependencies that lead somewhere, by the list they are in. */
  readonly #leading = new Map<readonly string[], readonly string[]>()

  /** `touched` receives names that nothing provides and that were looked up: they count as provided by none then. */
  constructor(info: PackageInfo, switches: MetadataSwitches, touched: Set<string>) {
    this.#info = info
    this.#entries = switches.virtualPackages === 'entries'
    this.#touched = touched
  }

  sorted(packages: readonly Package[]): readonly Package[] {
    return perlSort(packages, (a, b) => this.#compare(a, b))
  }

  #compare(a: Package, b: Package): number {
    if (a.submenu === b.submenu) {
      if (this.#needs(a, b.name)) return 1
      if (this.#needs(b, a.name)) return -1
    }
    return compareBytes(a.name, b.name)
  }

  #needs(item: Package, name: string): boolean {
    const depends = this.#entries && item.providedBy.length > 0 ? item.providedBy : item.depends
    return this.#leadingOf(depends).length > 0 && this.#reaches(depends, name, new Set())
  }

  /** Who provides a name, where these stand in the place of what it depends on. */
  #entryOf(name: string): readonly string[] | undefined {
    return this.#entries ? this.#info.virtual.get(name) : undefined
  }

  #reaches(depends: readonly string[], name: string, seen: Set<string>): boolean {
    for (const word of this.#leadingOf(depends)) {
      for (const step of this.#behind(word)) {
        if (seen.has(step.name)) continue
        seen.add(step.name)
        if (step.name === name || this.#reaches(step.depends, name, seen)) return true
      }
    }
    return false
  }

  #leadingOf(depends: readonly string[]): readonly string[] {
    let leading = this.#leading.get(depends)
    if (leading === undefined) {
      leading = depends.filter((word) => this.#entries || !/[@+:]/.test(word))
      this.#leading.set(depends, leading)
    }
    return leading
  }

  #behind(word: string): readonly Step[] {
    if (this.#entries)
      return [{ name: word, depends: this.#entryOf(word) ?? this.#info.packages.get(word)?.depends ?? [] }]
    const providers = this.#info.providers.get(word)
    if (providers === undefined) this.#touched.add(word)
    return providers ?? []
  }
}
