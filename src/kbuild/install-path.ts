/**
 * Where `make modules_install` puts a module. Follows scripts/Makefile.modinst and MODLIB in the top Makefile: Linux
 * 2.6.16 (INSTALL_MOD_DIR), 3.18 (compression), 5.13 (one kind of compression instead of a switch and a kind), 6.3
 * (`updates` for external modules), 6.12 (MODULE_COMPRESS_ALL).
 */
import { type ConfigLookup, configText } from '../kernel/fact.ts'
import { isAtLeast, type KernelVersion } from '../kernel/kernel-version.ts'
import { folderOf } from './tree-path.ts'

/** What differs by release. */
export interface InstallRules {
  /** Where external modules go unless INSTALL_MOD_DIR is given. */
  readonly externalFolder: string
  /** Which options say that modules are compressed. */
  readonly compression: 'none' | 'switch' | 'kind' | 'all'
}

const rulesOfVersion = (version: KernelVersion): InstallRules => ({
  externalFolder: isAtLeast(version, 6, 3) ? 'updates' : 'extra',
  compression: isAtLeast(version, 6, 12)
    ? 'all'
    : isAtLeast(version, 5, 13)
      ? 'kind'
      : isAtLeast(version, 3, 18)
        ? 'switch'
        : 'none',
})

const compressionIn = (makefile: string): InstallRules['compression'] => {
  if (makefile.includes('CONFIG_MODULE_COMPRESS_ALL')) return 'all'
  if (/suffix-\$[({]CONFIG_MODULE_COMPRESS_/.test(makefile)) return 'kind'
  return makefile.includes('mod_compress_cmd') ? 'switch' : 'none'
}

/**
 * The rules of a tree, as its own scripts/Makefile.modinst shows them; without one, those of its version. Vendors take
 * changes over, so the file is believed first. Undefined where neither is known.
 */
export const installRules = (
  modinst: string | undefined,
  version: KernelVersion | undefined,
): InstallRules | undefined => {
  const folder = modinst === undefined ? undefined : /^\s*INSTALL_MOD_DIR\s*\?=\s*(\S+)/m.exec(modinst)?.[1]
  if (modinst === undefined || folder === undefined) return version === undefined ? undefined : rulesOfVersion(version)
  return { externalFolder: folder, compression: compressionIn(modinst) }
}

const KINDS = [
  ['MODULE_COMPRESS_GZIP', '.gz'],
  ['MODULE_COMPRESS_XZ', '.xz'],
  ['MODULE_COMPRESS_ZSTD', '.zst'],
] as const

const DOES_COMPRESS: Readonly<Record<InstallRules['compression'], string | undefined>> = {
  none: undefined,
  switch: 'MODULE_COMPRESS',
  all: 'MODULE_COMPRESS_ALL',
  kind: undefined,
}

/** What is put behind `.ko`: empty, `.gz`, `.xz` or `.zst`. */
export const compressionSuffix = ({ compression }: InstallRules, config: ConfigLookup): string => {
  const needed = DOES_COMPRESS[compression]
  if (compression === 'none' || (needed !== undefined && configText(config, needed) !== 'y')) return ''
  return KINDS.find(([symbol]) => configText(config, symbol) === 'y')?.[1] ?? ''
}

export interface InstallRequest {
  /** KERNELRELEASE. */
  readonly release: string
  /** As modules.order has it, `fs/ext4/ext4.ko`: relative to the tree, or for an external module to `M=`. */
  readonly module: string
  /** Built with `M=`; then the folder that `externalFolder` or INSTALL_MOD_DIR names is used. */
  readonly external: boolean
  readonly rules: InstallRules
  /** Of `compressionSuffix()`. */
  readonly suffix: string
  /** INSTALL_MOD_PATH, as given: a slash at its end stays. */
  readonly modPath?: string
  /** INSTALL_MOD_DIR; counts for external modules only. Empty is not unset: then it is empty. */
  readonly modDir?: string
}

export interface InstallPath {
  /** As make writes it: `/lib/modules/6.1.0/kernel/fs/ext4/ext4.ko.xz`; `..` of a Kbuild file stays in it. */
  readonly path: string
  /** What the release's own folder holds: `kernel/fs/ext4`. Depmod and dkms name a place so. */
  readonly folder: string
}

/** Where a module is installed. */
export const installPath = (request: InstallRequest): InstallPath => {
  const { release, module, external, rules, suffix, modPath = '', modDir } = request
  const top = external ? (modDir ?? rules.externalFolder) : 'kernel'
  const inside = `${top}/${module}${suffix}`
  return { path: `${modPath}/lib/modules/${release}/${inside}`, folder: folderOf(inside) }
}
