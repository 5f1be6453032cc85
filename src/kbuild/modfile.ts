/**
 * The names that an object is compiled with: the modules it belongs to, or would belong to if it were not built in.
 * Follows modname-multi and modfile in scripts/Makefile.lib (Linux 6.1, 6.12).
 */
import { compositeParts, IN_MODULE } from './directory-lists.ts'
import type { PlacedObject } from './products.ts'
import { pathIn, type Visit } from './walk.ts'

/** The composites of each directory, by the words of their parts; worked out when first asked for. */
export class Modfiles {
  readonly #composites = new Map<Visit, ReadonlyMap<string, readonly string[]>>()

  /**
   * KBUILD_MODFILE of an object: every composite of its directory that lists it, sorted, else its own name, which loses
   * the folders that the list wrote before it.
   */
  of({ word, visit }: PlacedObject): readonly string[] {
    const names = this.#compositesIn(visit).get(word) ?? [word.slice(word.lastIndexOf('/') + 1).replace(/\.o$/, '')]
    return names.map((name) => pathIn(visit.path, name))
  }

  #compositesIn(visit: Visit): ReadonlyMap<string, readonly string[]> {
    const known = this.#composites.get(visit)
    if (known !== undefined) return known
    const { make, lists } = visit
    const names = new Map<string, string[]>()
    // sorted as names: with `.o` behind them `a-b` would come before `a`
    const composites = [...lists.objY, ...lists.objM].filter((word) => word.endsWith('.o'))
    for (const name of new Set(composites.map((word) => word.slice(0, -'.o'.length)).sort())) {
      for (const part of new Set(compositeParts(make, `${name}.o`, IN_MODULE))) {
        const others = names.get(part)
        if (others === undefined) names.set(part, [name])
        else others.push(name)
      }
    }
    this.#composites.set(visit, names)
    return names
  }
}
