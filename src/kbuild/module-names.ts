/**
 * What is wrong with a list of modules though each of them builds: two of one name, and objects that several contain.
 * Follows scripts/modules-check.sh (Linux 6.1), the warning for shared objects in scripts/Makefile.build and
 * KBUILD_MODNAME in scripts/Makefile.lib (6.12).
 */
import { nameOf } from './tree-path.ts'

export interface NamedModule {
  /** `fs/ext4/ext4.ko`. */
  readonly path: string
  /** Those linked to it, `fs/ext4/inode.o`. */
  readonly objects: readonly string[]
}

/** Modules that the kernel calls by one name: it writes `_` for `-`. */
export interface SameName {
  readonly name: string
  /**
   * `file`: two files have one name; where both are modules, make stops. `name`: only `-` and `_` differ, which no one
   * points out, and the one that is loaded first keeps the other out.
   */
  readonly kind: 'file' | 'name'
  /** In the order given; those that are built in stand for what a module of the name would clash with in /sys/module. */
  readonly paths: readonly string[]
  readonly builtin: readonly string[]
}

export interface SharedObject {
  readonly object: string
  /** In the order given. Its KBUILD_MODNAME is all their names, sorted, with colons between. */
  readonly modules: readonly string[]
}

const grouped = <T>(items: Iterable<T>, key: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const found = groups.get(key(item))
    if (found === undefined) groups.set(key(item), [item])
    else found.push(item)
  }
  return groups
}

const kernelName = (path: string): string => nameOf(path).replace(/\.ko$/, '').replaceAll('-', '_')

/**
 * Modules of one name, in the order of the first of each. `builtin`: lines of modules.builtin, without `kernel/`; two of
 * them may share a name, that is no finding.
 */
export const modulesOfOneName = (
  modules: readonly Pick<NamedModule, 'path'>[],
  builtin: readonly string[] = [],
): readonly SameName[] => {
  const builtinByName = grouped(new Set(builtin), kernelName)
  const byName = grouped(new Set(modules.map(({ path }) => path)), kernelName)
  return [...byName].flatMap(([name, paths]) => {
    const inKernel = builtinByName.get(name) ?? []
    const all = [...paths, ...inKernel]
    if (all.length < 2) return []
    const hasEqualFiles = new Set(all.map(nameOf)).size < all.length
    return [{ name, kind: hasEqualFiles ? 'file' : 'name', paths, builtin: inKernel }]
  })
}

/** Objects that more than one module contains, in the order in which they are met. */
export const sharedObjects = (modules: readonly NamedModule[]): readonly SharedObject[] => {
  const owners = new Map<string, Set<string>>()
  for (const { path, objects } of modules)
    for (const object of objects) {
      const known = owners.get(object)
      if (known === undefined) owners.set(object, new Set([path]))
      else known.add(path)
    }
  return [...owners].filter(([, found]) => found.size > 1).map(([object, found]) => ({ object, modules: [...found] }))
}
