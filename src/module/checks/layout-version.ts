/**
 * The CRC that stands for the structures that modules and the kernel share, looked at before any of the module is used.
 * Follows check_modstruct_version() in kernel/module/version.c (Linux 6.12); 2.6.18 and before: `struct_module`.
 */
import type { Check, Load } from '../load.ts'
import { VersionTable } from './symbol-versions.ts'

/** Whether the kernel has CRCs; asked for only where the module would be looked at. */
export const hasModversions = (load: Load): boolean | undefined => {
  const { modversions } = load.kernel.facts.features
  return modversions.kind === 'known' ? modversions.value : undefined
}

const checkLayout = (load: Load): undefined => {
  const { features } = load.kernel.facts
  if (hasModversions(load) === false) return
  const symbol = load.changeOr('layoutSymbol', 'module_layout')
  const { exports } = load.kernel
  const found = exports.kind === 'known' ? exports.value.find(symbol) : undefined
  if (found === undefined) {
    const wanted = [
      ...(exports.kind === 'unknown' ? exports.wanted : [{ kind: 'option', option: '--symvers' } as const]),
      ...(features.modversions.kind === 'unknown' ? features.modversions.wanted : []),
    ]
    load.doubt('module/layout-version', wanted, ['ENOEXEC'], { symbol })
    return
  }
  const versions = new VersionTable(load)
  if (versions.check(symbol, found) !== 'refused') return
  const { mismatches, compared } = versions
  const args = { symbol, ...(load.image.index.versions === 0 && { reason: 'no-versions' }) }
  load.refuse('module/layout-version', 'ENOEXEC', args, { kind: 'versions', mismatches, compared })
}

export const layoutVersion: Check = {
  name: 'layout-version',
  needs: ['exports', 'features.modversions', 'features.forceLoad', 'policy'],
  run: checkLayout,
}
