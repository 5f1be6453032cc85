/**
 * `modules.builtin` of older kernels: what would be modules is told by the configuration, not by the sources. Follows
 * scripts/Makefile.modbuiltin and the rule for modules.builtin in the top Makefile (Linux 2.6.33 to 5.5), and
 * tristate_print_symbol() in scripts/kconfig/confdata.c. To be used where the tree has scripts/Makefile.modbuiltin.
 *
 * The walk reads every Kbuild file once more with the values of `tristateValues()` in place of a configuration's own:
 * `obj-$(CONFIG_X)` then adds to obj-Y what may be a module and is built in, and to obj-y what cannot be one. Nothing
 * else changes; conditionals that compare with `y` see the capital letter, as they do in make.
 */
import { joinPath, resolvedPath } from './tree-path.ts'

/** What a Kbuild file says when it is read so; words as it leaves them, in its order, with repeats. */
export interface TristateFolder {
  /** obj-Y: objects, and folders with a slash behind them. */
  readonly objY: readonly string[]
  /** subdir-y, subdir-m and subdir-Y, and the folders in obj-y and obj-m, without a slash behind them. */
  readonly subfolders: readonly string[]
}

/** Undefined where no Kbuild file is there, which ends make. Paths are relative to the tree. */
export type TristateFolders = (folder: string) => TristateFolder | undefined

/**
 * The values that symbols of type tristate have while those files are read: include/config/tristate.conf has them in
 * capital letters, and is read behind include/config/auto.conf. Only Kconfig knows which symbols are tristate: a bool
 * that is `y` looks the same in a configuration.
 */
export const tristateValues = (
  values: Iterable<readonly [symbol: string, value: string]>,
  isTristate: (symbol: string) => boolean,
): ReadonlyMap<string, 'Y' | 'M'> => {
  const found = new Map<string, 'Y' | 'M'>()
  for (const [symbol, value] of values) {
    const isSet = value === 'y' || value === 'm'
    if (isSet && isTristate(symbol)) found.set(symbol, value === 'y' ? 'Y' : 'M')
  }
  return found
}

const withoutSlash = (word: string): string => (word.endsWith('/') ? word.slice(0, -1) : word)

/**
 * The lines of modules.builtin. `roots`: the folders that the top Makefile starts from, in its order (vmlinux-dirs:
 * those of init-y, core-y, drivers-y, net-y, libs-y and virt-y with a slash taken off). A folder is read once, even where
 * two lead to it: make would write its lines twice and the top Makefile takes the second ones out.
 */
export const tristateBuiltinModules = (roots: readonly string[], read: TristateFolders): readonly string[] => {
  const lines = new Set<string>()
  const visited = new Set<string>()
  const visit = (folder: string): void => {
    const plain = resolvedPath(folder)
    if (visited.has(plain)) return
    visited.add(plain)
    const { objY, subfolders } = read(folder) ?? { objY: [], subfolders: [] }
    for (const word of objY) if (word.endsWith('.o')) lines.add(`kernel/${joinPath(folder, word.slice(0, -2))}.ko`)
    const below = [...subfolders, ...objY.filter((word) => word.endsWith('/')).map(withoutSlash)]
    for (const name of [...new Set(below)].sort()) visit(joinPath(folder, name))
  }
  for (const root of roots) visit(withoutSlash(root))
  return [...lines]
}
