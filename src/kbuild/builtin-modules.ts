/**
 * `modules.builtin`: what would be modules and is part of the kernel. Follows the rule for it in
 * scripts/Makefile.vmlinux_o (Linux 6.1, 6.12; scripts/link-vmlinux.sh since 5.6): the `file=` entries of vmlinux's
 * .modinfo in link order, those of an object that several modules share apart, equal neighbours once. Older trees have
 * scripts/Makefile.modbuiltin and another rule; see tristate-builtin.ts.
 */
import type { LicenceLookup } from './module-licence.ts'

export interface BuiltinObject {
  /** `mm/zswap.o`, relative to the tree. */
  readonly path: string
  /**
   * The modules it would belong to, without a suffix: each composite that contains it, sorted, else itself
   * (`modfile` in scripts/Makefile.lib).
   */
  readonly modfiles: readonly string[]
}

export interface BuiltinModulesRequest {
  /** All objects of vmlinux in link order: those of scripts/head-object-list.txt first, those of libraries last. */
  readonly objects: Iterable<BuiltinObject>
  /** The file that an object is compiled from, relative to the tree; undefined where none can be read. */
  readonly sourceOf: (object: string) => string | undefined
  readonly licenceOf: LicenceLookup
}

/** An object whose part in the list hangs on macro names that were taken for not defined. */
export interface UnsureObject {
  readonly object: string
  readonly source: string
  readonly licensed: boolean
  readonly assumed: readonly string[]
}

export interface BuiltinModules {
  /** Lines as the file has them: `kernel/mm/zswap.ko`. */
  readonly modules: readonly string[]
  readonly unsure: readonly UnsureObject[]
  /** Objects whose source is not there to be read, generated ones among them: they are taken to declare no module. */
  readonly withoutSource: readonly string[]
}

/** Assembly has no MODULE_LICENSE(). */
const CAN_DECLARE = /\.(?:c|c_shipped|rs)$/

/** Reads the source of every object. */
export const builtinModules = ({ objects, sourceOf, licenceOf }: BuiltinModulesRequest): BuiltinModules => {
  const modules: string[] = []
  const unsure: UnsureObject[] = []
  const withoutSource: string[] = []
  for (const { path, modfiles } of objects) {
    const source = sourceOf(path)
    if (source === undefined) withoutSource.push(path)
    if (source === undefined || !CAN_DECLARE.test(source)) continue
    const { licensed, assumed } = licenceOf(source)
    if (assumed.length > 0) unsure.push({ object: path, source, licensed, assumed })
    if (!licensed) continue
    for (const modfile of modfiles) {
      const line = `kernel/${modfile}.ko`
      if (modules.at(-1) !== line) modules.push(line)
    }
  }
  return { modules, unsure, withoutSource }
}
