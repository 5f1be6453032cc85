/**
 * A kernel with CRCs wants one for each symbol that a module exports.
 * Follows check_export_symbol_versions() in kernel/module/main.c (Linux 6.12).
 */
import type { Check, Load } from '../load.ts'
import { forceLoad } from './force-load.ts'
import { hasModversions } from './layout-version.ts'

/** The least that an entry of these tables takes: two words of 32 bits. */
const LEAST = 8

const TABLES = [
  ['__ksymtab', '__kcrctab'],
  ['__ksymtab_gpl', '__kcrctab_gpl'],
] as const

const check = (load: Load): undefined => {
  if (hasModversions(load) !== true) return
  const { image } = load
  const bare = TABLES.find(([symbols, crcs]) => {
    const index = image.findAllocated(symbols)
    return index !== 0 && (image.sections.size[index] ?? 0) >= LEAST && image.findAllocated(crcs) === 0
  })
  if (bare === undefined) return
  if (forceLoad(load, 'module/export-versions', 'no versions for exported symbols') !== false) return
  load.refuse('module/export-versions', 'ENOEXEC', { section: bare[0] })
}

export const exportVersions: Check = {
  name: 'export-versions',
  needs: ['features.modversions', 'features.forceLoad'],
  run: check,
}
