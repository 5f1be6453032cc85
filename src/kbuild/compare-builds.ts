/**
 * What two configurations build differently.
 */
import type { Build } from './build.ts'
import { Modfiles } from './modfile.ts'

/** A module's file, and what it is linked from here and there. */
export interface ChangedModule {
  readonly path: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** Paths from the top of the tree, in the order in which the build that has them lists them. */
export interface BuildDifference {
  readonly modules: {
    readonly added: readonly string[]
    readonly removed: readonly string[]
    /** Modules before, part of the kernel now. */
    readonly toBuiltin: readonly string[]
    readonly toModule: readonly string[]
    /** In both, of other objects. */
    readonly changed: readonly ChangedModule[]
  }
  /** Objects of vmlinux and its libraries; those of modules that move are among them. */
  readonly objects: { readonly added: readonly string[]; readonly removed: readonly string[] }
}

const without = (all: Iterable<string>, others: { has(path: string): boolean }): readonly string[] =>
  [...all].filter((path) => !others.has(path))

interface Content {
  readonly modules: ReadonlyMap<string, readonly string[]>
  readonly kernelObjects: ReadonlySet<string>
  /** What the kernel's objects would be as modules. */
  readonly kernelModules: ReadonlySet<string>
}

const contentOf = (build: Build): Content => {
  const modfiles = new Modfiles()
  const objects = [...build.builtinObjects, ...build.libraries.flatMap((library) => library.objects)]
  return {
    modules: new Map(build.modules.map(({ path, objects: parts }) => [path, parts])),
    kernelObjects: new Set(objects.map(({ path }) => path)),
    kernelModules: new Set(objects.flatMap((object) => modfiles.of(object)).map((name) => `${name}.ko`)),
  }
}

const changedModules = (before: Content, after: Content): readonly ChangedModule[] =>
  [...after.modules].flatMap(([path, objects]) => {
    const old = before.modules.get(path)
    if (old === undefined) return []
    const added = without(objects, new Set(old))
    const removed = without(old, new Set(objects))
    return added.length + removed.length === 0 ? [] : [{ path, added, removed }]
  })

/** What the second builds that the first does not, and the other way round. */
export const compareBuilds = (before: Build, after: Build): BuildDifference => {
  const [a, b] = [contentOf(before), contentOf(after)]
  const gone = without(a.modules.keys(), b.modules)
  const come = without(b.modules.keys(), a.modules)
  return {
    modules: {
      added: come.filter((path) => !a.kernelModules.has(path)),
      removed: gone.filter((path) => !b.kernelModules.has(path)),
      toBuiltin: gone.filter((path) => b.kernelModules.has(path)),
      toModule: come.filter((path) => a.kernelModules.has(path)),
      changed: changedModules(a, b),
    },
    objects: {
      added: without(b.kernelObjects, a.kernelObjects),
      removed: without(a.kernelObjects, b.kernelObjects),
    },
  }
}

/** Whether they build the same, order aside. */
export const isSameBuild = ({ modules, objects }: BuildDifference): boolean =>
  [...Object.values(modules), ...Object.values(objects)].every((list) => list.length === 0)
