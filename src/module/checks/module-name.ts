/**
 * The module's folder below /sys/module.
 * Follows mod_sysfs_init() in kernel/module/sysfs.c (Linux 6.12).
 */
import type { Check, Load } from '../load.ts'

/** Where parameters without a module's name are, in every kernel. */
const KERNEL = 'kernel'

const check = (load: Load): undefined => {
  const name = load.structName ?? ''
  if (name === '') {
    load.log('kobject: (*): attempted to be registered with empty name!')
    load.refuse('module/name-taken', 'EINVAL', { name })
    return
  }
  const { builtinNames } = load.kernel
  const isTaken = name === KERNEL || (builtinNames.kind === 'known' && builtinNames.value.has(name))
  if (!isTaken) return
  load.log(`${name}: module is already loaded`)
  load.refuse('module/name-taken', 'EINVAL', { name })
}

export const moduleName: Check = { name: 'module-name', needs: ['builtinNames'], run: check }
