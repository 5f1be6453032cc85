/**
 * A configuration of a buildroot, as far as its kernel hangs on it: a target, lines about the kernel, some packages.
 */
import type { BuildrootTarget } from '../../../src/openwrt/targets.ts'
import type { Draw } from '../mutants/draw.ts'

const KERNEL_LINES = [
  'CONFIG_KERNEL_PRINTK=y',
  'CONFIG_KERNEL_KALLSYMS=y',
  '# CONFIG_KERNEL_KALLSYMS is not set',
  'CONFIG_KERNEL_RELAY=y',
  '# CONFIG_KERNEL_DEBUG_INFO is not set',
  'CONFIG_KERNEL_CMDLINE="quiet x=yes"',
  'CONFIG_KERNEL_LOG_BUF_SHIFT=0',
  '#\tCONFIG_KERNEL_ODD is not set',
  'CONFIG_KERNEL_INITRAMFS_X=y',
  ' CONFIG_KERNEL_INDENTED=y',
]

const VALUES = ['y', 'm', 'n', '0', '12', '"text"', undefined]

/** How many symbols that packages want have a value from the configuration too. */
const WANTED = 40

/** From no package to nearly all; each y or m. `wanted`: kernel symbols that packages want, without `CONFIG_`. */
export const drawConfig = (
  draw: Draw,
  { board, subtarget = 'generic' }: BuildrootTarget,
  packages: readonly string[],
  wanted: readonly string[],
): string => {
  const share = draw.below(101)
  const some = Array.from({ length: WANTED }, () => {
    const [name, value] = [draw.of(wanted), draw.of(VALUES)]
    return value === undefined ? `# CONFIG_KERNEL_${name} is not set` : `CONFIG_KERNEL_${name}=${value}`
  })
  const selected = packages.filter(() => draw.below(100) < share)
  const lines = [
    `CONFIG_TARGET_BOARD="${board}"`,
    `CONFIG_TARGET_SUBTARGET="${subtarget}"`,
    ...KERNEL_LINES.filter(() => draw.oneIn(2)),
    ...some,
    ...selected.map((name) => `CONFIG_PACKAGE_${name}=${draw.oneIn(2) ? 'y' : 'm'}`),
  ]
  return `${lines.join('\n')}\n`
}
