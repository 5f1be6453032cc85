/**
 * The directories of a walk put together as kbuild's recipes would: `modules.order` of a directory is those below it and
 * its own modules, `built-in.a` is those below it and its own objects, each word once (`$^`), in the order of the list.
 * Follows scripts/Makefile.build (modules.order, built-in.a, the `.mod` lists), scripts/Makefile.lib (`modfile`) and the
 * top Makefile (which libraries are linked) of Linux 6.1; 6.12 has the same rules, its modules.order has `.o` until the
 * modules are installed.
 */
import type { CompositeParts, WalkDump, WalkedDirectory } from './walk-dump.ts'

/** What a configuration builds. Paths are relative to the tree; nothing is normalised (`arch/x86/kvm/../../../virt/…`). */
export interface BuildLists {
  /** In the order of modules.order: the path of the `.ko`, without `kernel/`. */
  readonly modules: readonly { readonly path: string; readonly objects: readonly string[] }[]
  /** Objects of the root's built-in.a in link order, before objects of the kernel's head are moved to the front. */
  readonly builtinObjects: readonly string[]
  /** Members of every lib.a, by directory; linked when the library is one that vmlinux is linked from. */
  readonly libObjects: readonly { readonly path: string; readonly linked: boolean }[]
  /** Composite objects of obj-y of every directory, also of those whose objects go nowhere. */
  readonly builtinComposites: readonly { readonly path: string; readonly parts: readonly string[] }[]
  /** For each built-in object, then for each member of a linked library: KBUILD_MODFILE, as many as there are. */
  readonly modfiles: readonly { readonly path: string; readonly names: readonly string[] }[]
  /** Sorted by path. */
  readonly directories: readonly WalkedDirectory[]
}

const once = <T>(list: readonly T[]): readonly T[] => [...new Set(list)]

const below = (directory: WalkedDirectory, name: string): string =>
  directory.path === '.' ? name : `${directory.path}/${name}`

const bytewise = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The words of `list`, those that stand for a directory replaced by what that directory has. */
const gather = (
  dump: WalkDump,
  from: string,
  listOf: (directory: WalkedDirectory) => readonly string[],
  rest: RegExp,
): readonly (readonly [directory: WalkedDirectory, name: string])[] => {
  const directory = dump.directories.get(from)
  if (directory === undefined) return []
  return once(listOf(directory)).flatMap((name) =>
    rest.test(name)
      ? gather(dump, below(directory, name.replace(rest, '')), listOf, rest)
      : [[directory, name] as const],
  )
}

/** Where the walk began: the tree itself, or before 6.1 every directory that the top Makefile names. */
const roots = (dump: WalkDump): readonly string[] => {
  const visited = new Set([...dump.directories.values()].flatMap(({ subdirs }) => subdirs))
  return [...dump.directories.keys()].filter((path) => !visited.has(path))
}

/** What vmlinux is linked from, but for libraries: paths of objects, and of directories whose built-in.a it is. */
const linkedObjects = ({ top }: WalkDump): readonly string[] =>
  ['KBUILD_VMLINUX_INIT', 'KBUILD_VMLINUX_MAIN', 'KBUILD_VMLINUX_OBJS']
    .flatMap((name) => top.get(name) ?? [])
    .filter((path) => !path.endsWith('/lib.a'))

const withDirectory = (directory: WalkedDirectory, names: readonly string[]): readonly string[] =>
  once(names.map((name) => below(directory, name)))

const moduleParts = ({ objs, y, m }: CompositeParts): readonly string[] => [...objs, ...y, ...m]

const builtinParts = ({ objs, y }: CompositeParts): readonly string[] => [...objs, ...y]

/** The composites of a directory that have `name` among their parts, whichever way they are built, sorted. */
const containing = (directory: WalkedDirectory): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, Set<string>>()
  for (const [composite, parts] of [...directory.builtinComposites, ...directory.moduleComposites]) {
    for (const part of moduleParts(parts)) {
      const names = found.get(part) ?? new Set()
      found.set(part, names.add(composite.replace(/\.o$/, '')))
    }
  }
  return new Map([...found].map(([part, names]) => [part, [...names].sort(bytewise)]))
}

/** Paths of the libraries that vmlinux is linked from. */
const linkedLibraries = ({ top }: WalkDump): ReadonlySet<string> =>
  new Set(
    [...(top.get('KBUILD_VMLINUX_OBJS') ?? []), ...(top.get('KBUILD_VMLINUX_LIBS') ?? [])].map((path) =>
      path.replace(/^\.\//, ''),
    ),
  )

const ARCHIVE = /\/built-in\.[ao]$/

/** The objects of a built-in.a; an object is itself: before 6.1 those of the kernel's head are named one by one. */
const builtinOf = (dump: WalkDump, path: string): ReturnType<typeof gather> => {
  if (ARCHIVE.test(path)) return gather(dump, path.replace(ARCHIVE, ''), ({ realObjY }) => realObjY, ARCHIVE)
  const folder = dump.directories.get(path.replace(/\/[^/]*$/, ''))
  return folder === undefined ? [] : [[folder, path.slice(folder.path.length + 1)]]
}

/** Joins a walk. Costs as much as there are words. */
export const joinWalk = (dump: WalkDump): BuildLists => {
  const directories = [...dump.directories.values()].sort((a, b) => bytewise(a.path, b.path))
  const starts = roots(dump)
  const modules = starts.flatMap((root) => gather(dump, root, ({ objM }) => objM, /\/modules\.order$/))
  const builtin = linkedObjects(dump).flatMap((path) => builtinOf(dump, path))
  // Where modules.order is put together of several, each line is in it once.
  const uniqueModules =
    starts.length < 2 ? modules : [...new Map(modules.map((one) => [below(...one), one] as const)).values()]
  const linked = linkedLibraries(dump)
  const libraries = directories.flatMap((directory) => once(directory.libY).map((name) => [directory, name] as const))
  const isLinked = (directory: WalkedDirectory): boolean => linked.has(below(directory, 'lib.a'))
  const owners = new Map(directories.map((directory) => [directory, containing(directory)]))
  const modfile = ([directory, name]: readonly [WalkedDirectory, string]) => ({
    path: below(directory, name),
    names: (owners.get(directory)?.get(name) ?? [name.replace(/^.*\//, '').replace(/\.o$/, '')]).map((owner) =>
      below(directory, owner),
    ),
  })
  return {
    modules: uniqueModules.map(([directory, name]) => {
      const parts = directory.moduleComposites.get(name)
      return {
        path: below(directory, name.replace(/\.o$/, '.ko')),
        objects: withDirectory(directory, parts === undefined ? [name] : moduleParts(parts)),
      }
    }),
    builtinObjects: once(builtin.map(([directory, name]) => below(directory, name))),
    libObjects: libraries.map(([directory, name]) => ({ path: below(directory, name), linked: isLinked(directory) })),
    builtinComposites: directories.flatMap((directory) =>
      [...directory.builtinComposites].map(([name, parts]) => ({
        path: below(directory, name),
        parts: withDirectory(directory, builtinParts(parts)),
      })),
    ),
    modfiles: [...builtin, ...libraries.filter(([directory]) => isLinked(directory))].map(modfile),
    directories,
  }
}
