/**
 * In what OpenWrt's releases differ, as data: general code reads the switches, a new release is a new record. Which
 * switch changed when was read from the release tags.
 */

export const OPENWRT_RELEASES = [
  '17.01',
  '18.06',
  '19.07',
  '21.02',
  '22.03',
  '23.05',
  '24.10',
  '25.12',
  'main',
] as const

export type OpenwrtReleaseName = (typeof OPENWRT_RELEASES)[number]

/** `4.14.195-1-<hash>`, or `6.6.73~<hash>-r1` as apk's rules for versions ask for. */
export type PackageVersionStyle = 'dashes' | 'tilde'

/** What can be seen in a tree's own files. */
export interface ReleaseSwitches {
  /** Lines that Kernel/SetNoInitramfs adds at the end of `.config.set`. */
  readonly initramfsLines: readonly string[]
  readonly packageVersion: PackageVersionStyle
  /** `6.18-rc3` is `6.18_rc3` in versions of packages. */
  readonly candidatesUnderscored: boolean
  /** Where `LINUX_VERSION-6.6 = .73` stands, `*` being KERNEL_PATCHVER. */
  readonly linuxVersionFile: 'include/kernel-version.mk' | 'include/kernel-*' | 'target/linux/generic/kernel-*'
  /** CONFIG_TESTING_KERNEL puts KERNEL_TESTING_PATCHVER in the place of KERNEL_PATCHVER. */
  readonly testingKernel: boolean
  /** Targets out of feeds, in target/linux/feeds, come before the tree's own. */
  readonly feedTargets: boolean
  /** How many folders below target/linux the metadata of targets is looked for. */
  readonly targetInfoDepth: 2 | 3
}

export interface OpenwrtRelease extends ReleaseSwitches {
  readonly name: OpenwrtReleaseName
}

const SOURCE = 'CONFIG_INITRAMFS_SOURCE=""'
const FORCE = '# CONFIG_INITRAMFS_FORCE is not set'
const PRESERVE_MTIME = '# CONFIG_INITRAMFS_PRESERVE_MTIME is not set'

const release1701: OpenwrtRelease = {
  name: '17.01',
  initramfsLines: [SOURCE],
  packageVersion: 'dashes',
  candidatesUnderscored: false,
  linuxVersionFile: 'include/kernel-version.mk',
  testingKernel: false,
  feedTargets: false,
  targetInfoDepth: 2,
}
const release1806: OpenwrtRelease = { ...release1701, name: '18.06', initramfsLines: [SOURCE, FORCE] }
const release1907: OpenwrtRelease = { ...release1806, name: '19.07', testingKernel: true }
const release2102: OpenwrtRelease = { ...release1907, name: '21.02', linuxVersionFile: 'include/kernel-*' }
const release2203: OpenwrtRelease = { ...release2102, name: '22.03', feedTargets: true, targetInfoDepth: 3 }
const release2305: OpenwrtRelease = { ...release2203, name: '23.05' }
const release2410: OpenwrtRelease = {
  ...release2305,
  name: '24.10',
  initramfsLines: [SOURCE, FORCE, PRESERVE_MTIME],
  packageVersion: 'tilde',
}
const release2512: OpenwrtRelease = { ...release2410, name: '25.12', linuxVersionFile: 'target/linux/generic/kernel-*' }
const main: OpenwrtRelease = { ...release2512, name: 'main', candidatesUnderscored: true }

export const RELEASES: Readonly<Record<OpenwrtReleaseName, OpenwrtRelease>> = {
  '17.01': release1701,
  '18.06': release1806,
  '19.07': release1907,
  '21.02': release2102,
  '22.03': release2203,
  '23.05': release2305,
  '24.10': release2410,
  '25.12': release2512,
  main,
}
