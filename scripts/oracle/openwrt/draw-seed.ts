/**
 * What a user may ask a whole buildroot for: a mode of the configurator, and a seed with a target, devices, packages and
 * options, from a few lines to hundreds.
 */
import { join } from 'node:path'
import { readTextIfThere } from '../../../src/files/file-system.ts'
import { parseTargetInfo, type Target } from '../../../src/openwrt/target-info.ts'
import type { PredictMode } from '../../../src/workspace/predict-request.ts'
import type { Draw } from '../mutants/draw.ts'
import type { GivenTree } from './given-trees.ts'

export interface DrawnSeed {
  readonly mode: PredictMode
  /** Modes that make a configuration of their own are given none. */
  readonly lines: readonly string[]
}

/** An option of the tree and its type. */
interface TreeOption {
  readonly name: string
  readonly type: string
}

/** What seeds of a tree are drawn from. */
export interface SeedMaterial {
  readonly targets: readonly Target[]
  readonly packages: readonly string[]
  /** Of the tree and of packages. */
  readonly options: readonly TreeOption[]
  /** Those of the kernel. */
  readonly kernelOptions: readonly TreeOption[]
}

const KERNEL_OPTIONS = 'config/Config-kernel.in'
const OPTION_FILES = [
  'config/Config-build.in',
  'config/Config-devel.in',
  'config/Config-images.in',
  'package/base-files/image-config.in',
  'package/utils/busybox/Config.in',
  'target/Config.in',
  'target/imagebuilder/Config.in',
  'target/sdk/Config.in',
  'target/toolchain/Config.in',
  'toolchain/Config.in',
  'toolchain/gcc/Config.in',
]

const ENTRY =
  /^[ \t]*(?:menu)?config (\w+)\n(?:[ \t]*(?:prompt|depends|select|default)\b.*\n)*[ \t]*(?:def_)?(bool|tristate|string|int)/gm

const optionsIn = (text: string): readonly TreeOption[] =>
  [...text.matchAll(ENTRY)].map(([, name = '', type = '']) => ({ name, type }))

export const seedMaterial = ({ files, folder, release, packageInfo, targetInfo }: GivenTree): SeedMaterial => {
  const read = (name: string): string => readTextIfThere(files, join(folder, name)) ?? ''
  return {
    targets: parseTargetInfo(targetInfo, release.metadata).filter(({ subtargets }) => subtargets.length === 0),
    packages: [...packageInfo.matchAll(/^Package: (.*)$/gm)].map(([, name = '']) => name),
    options: [...OPTION_FILES.map(read), packageInfo].flatMap(optionsIn),
    kernelOptions: optionsIn(read(KERNEL_OPTIONS)),
  }
}

/** Options that change much at once, and lines as people write them. */
const WIDE = [
  'CONFIG_ALL=y',
  'CONFIG_ALL_KMODS=y',
  'CONFIG_ALL_NONSHARED=y',
  'CONFIG_BUILDBOT=y',
  'CONFIG_DEVEL=y',
  'CONFIG_TESTING_KERNEL=y',
  'CONFIG_TARGET_ALL_PROFILES=y',
  'CONFIG_TARGET_PER_DEVICE_ROOTFS=y',
  '# CONFIG_TARGET_PER_DEVICE_ROOTFS is not set',
  'CONFIG_TARGET_ROOTFS_INITRAMFS=y',
  'CONFIG_CCACHE=n',
  'CONFIG_BROKEN=y',
  '# CONFIG_KERNEL_KALLSYMS is not set',
  'CONFIG_NO_SUCH_OPTION=y',
  '# a remark',
]

const VALUES: Readonly<Record<string, readonly string[]>> = {
  bool: ['y', 'y', 'n', 'm'],
  tristate: ['y', 'm', 'n'],
  string: ['""', '"text"', '"with a \\"quote\\" and a $"'],
  int: ['0', '1', '64', '100000'],
}

const optionLine = (draw: Draw, { name, type }: TreeOption): string => {
  const value = draw.of(VALUES[type] ?? ['y'])
  return value === 'n' && draw.oneIn(2) ? `# CONFIG_${name} is not set` : `CONFIG_${name}=${value}`
}

const targetLines = (draw: Draw, { board, conf, profiles }: Target): readonly string[] => {
  const [boardConf, ids] = [board.replace(/[/.-]/g, '_'), profiles.map(({ id }) => id)]
  const chosen = [`CONFIG_TARGET_${boardConf}=y`, ...(conf === boardConf ? [] : [`CONFIG_TARGET_${conf}=y`])]
  if (ids.length === 0 || draw.oneIn(4)) return chosen
  if (draw.oneIn(2)) return [...chosen, `CONFIG_TARGET_${conf}_${draw.of(ids)}=y`]
  const devices = Array.from({ length: 1 + draw.below(4) }, () => `CONFIG_TARGET_DEVICE_${conf}_${draw.of(ids)}=y`)
  return [...chosen, 'CONFIG_TARGET_MULTI_PROFILE=y', ...devices]
}

const MODES: readonly PredictMode[] = ['defconfig', 'defconfig', 'defconfig', 'olddefconfig', 'savedefconfig']
/** Not randconfig: OpenWrt's goes round until nothing changes any more, which takes it minutes with this many symbols. */
const OWN_MODES: readonly PredictMode[] = ['allnoconfig', 'allyesconfig', 'allmodconfig', 'alldefconfig']

const some = <T>(draw: Draw, most: number, make: () => T): readonly T[] =>
  Array.from({ length: draw.below(most) }, make)

export const drawSeed = (draw: Draw, { targets, packages, options, kernelOptions }: SeedMaterial): DrawnSeed => {
  if (draw.oneIn(10)) return { mode: draw.of(OWN_MODES), lines: [] }
  const most = draw.of([3, 10, 40, 400])
  const value = { type: 'tristate' } as const
  const lines = [
    ...targetLines(draw, draw.of(targets)),
    ...WIDE.filter(() => draw.oneIn(8)),
    ...some(draw, most, () => optionLine(draw, { name: `PACKAGE_${draw.of(packages)}`, ...value })),
    ...some(draw, most, () => optionLine(draw, draw.of(options))),
    ...some(draw, most, () => optionLine(draw, draw.of(kernelOptions))),
  ]
  return { mode: draw.of(MODES), lines }
}
