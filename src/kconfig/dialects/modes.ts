/**
 * The modes of each generation's conf, in the order of its table of options: an abbreviated option that stays ambiguous
 * is answered with the candidates in that order.
 */
import type { Mode } from './tool-switches.ts'

const LINUX_4_18: readonly Mode[] = [
  'oldaskconfig',
  'oldconfig',
  'syncconfig',
  'defconfig',
  'savedefconfig',
  'allnoconfig',
  'allyesconfig',
  'allmodconfig',
  'alldefconfig',
  'randconfig',
  'listnewconfig',
  'olddefconfig',
]

const beforeOlddefconfig = (modes: readonly Mode[], mode: Mode): readonly Mode[] => [
  ...modes.slice(0, -1),
  mode,
  'olddefconfig',
]

/** Until 4.19 the name that olddefconfig had first is an alias. */
export const MODES_4_17: readonly Mode[] = [...LINUX_4_18, 'oldnoconfig']

export const MODES_5_4: readonly Mode[] = LINUX_4_18

const LINUX_5_5 = beforeOlddefconfig(LINUX_4_18, 'helpnewconfig')

export const MODES_5_6: readonly Mode[] = [...LINUX_5_5, 'yes2modconfig', 'mod2yesconfig']

export const MODES_5_17: readonly Mode[] = [...MODES_5_6, 'mod2noconfig']

/** OpenWrt until 19.07, on a base of about Linux 4.7. */
export const MODES_OLD: readonly Mode[] = MODES_4_17.map((mode) => (mode === 'syncconfig' ? 'silentoldconfig' : mode))
