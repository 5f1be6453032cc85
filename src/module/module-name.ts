/**
 * Names of modules as files and tables write them.
 */

/** What ends the name of a module's file. */
const ENDINGS = /\.ko(?:\.gz|\.xz|\.zst)?$/

/** Whether a file is named as modules are. */
export const isModuleFileName = (name: string): boolean => ENDINGS.test(name)

/** A name as the kernel and kmod compare those of modules, and the kernel those of parameters: `-` is `_`. */
export const plainName = (name: string): string => name.replaceAll('-', '_')

/**
 * The name of the module in a file, or of a line of Module.symvers: without folders and `.ko`, `-` as `_`.
 * Follows KBUILD_MODNAME in scripts/Makefile.lib (Linux 6.12) and modname_normalize() of kmod.
 */
export const moduleNameOf = (path: string): string =>
  plainName(path.slice(path.lastIndexOf('/') + 1).replace(ENDINGS, ''))
