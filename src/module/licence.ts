/**
 * Which licences make a module one of the GPL's. Any other text, however near, makes it proprietary.
 * Follows license_is_gpl_compatible() in include/linux/license.h and set_license() in kernel/module/main.c (Linux 6.12).
 */
import type { Modinfo } from './modinfo.ts'

const GPL: ReadonlySet<string> = new Set([
  'GPL',
  'GPL v2',
  'GPL and additional rights',
  'Dual BSD/GPL',
  'Dual MIT/GPL',
  'Dual MPL/GPL',
])

export interface Licence {
  /** As the kernel names it: `unspecified` where the module states none. */
  readonly text: string
  /** Whether GPL-only symbols are given to it; if not, the module taints the kernel (P). */
  readonly gpl: boolean
}

/** Whether a licence's text is one of the GPL's, to the letter. */
export const isGplLicence = (text: string): boolean => GPL.has(text)

/** The licence that the kernel goes by: the first `license=`. */
export const readLicence = (modinfo: Modinfo): Licence => {
  const text = modinfo.first('license') ?? 'unspecified'
  return { text, gpl: isGplLicence(text) }
}
