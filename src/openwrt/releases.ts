/**
 * In what OpenWrt's releases differ, as data: general code reads the switches, a new release is a new record. Which
 * switch changed when was read from the release tags.
 */

import type { KernelPackageStyle } from './kernel-package.ts'
import {
  FEATURES_1701,
  FEATURES_1806,
  FEATURES_1907,
  FEATURES_2102,
  FEATURES_2203,
  FEATURES_2512,
  FEATURES_MAIN,
} from './target-features.ts'

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

/** What can be seen in a tree's own files. */
export interface ReleaseSwitches {
  /** Lines that Kernel/SetNoInitramfs adds at the end of `.config.set`. */
  readonly initramfsLines: readonly string[]
  readonly packageVersion: KernelPackageStyle
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

/** How the tree's scripts make Kconfig of its metadata; seen in the scripts. */
export interface MetadataSwitches {
  /** A virtual package is an entry among the packages (17.01), or a list of its own. */
  readonly virtualPackages: 'entries' | 'lists'
  /** Of several providers the first is selected unless another is chosen: `!PACKAGE_b`, later `PACKAGE_b<PACKAGE_x`. */
  readonly providerTest: 'unset' | 'less'
  /** `COND:x` is `x` where COND is selected anyway. */
  readonly dropsSelectedConditions: boolean
  /** `@` before a name in Provides is no part of it. */
  readonly markedProvides: boolean
  /** A default variant conflicts with the other providers of what it provides. */
  readonly implicitConflicts: boolean
  /** Words of Target-Features that mean something, and the symbols they select. */
  readonly features: ReadonlyMap<string, readonly string[]>
  /** Targets know a second kernel version, profiles their own default. */
  readonly testingKernels: boolean
  /** Profiles may be broken. */
  readonly brokenProfiles: boolean
  /** `~` before a package of a profile is no part of its name. */
  readonly markedPackages: boolean
  /** A target may name its default profile. */
  readonly defaultProfiles: boolean
  /** The target that is built where none is chosen. */
  readonly defaultTarget: string
}

export interface OpenwrtRelease extends ReleaseSwitches {
  readonly name: OpenwrtReleaseName
  readonly metadata: MetadataSwitches
}

const metadata1701: MetadataSwitches = {
  virtualPackages: 'entries',
  providerTest: 'unset',
  dropsSelectedConditions: false,
  markedProvides: false,
  implicitConflicts: false,
  features: FEATURES_1701,
  testingKernels: false,
  brokenProfiles: false,
  markedPackages: false,
  defaultProfiles: false,
  defaultTarget: 'ar71xx',
}
const metadata1806: MetadataSwitches = { ...metadata1701, virtualPackages: 'lists', features: FEATURES_1806 }
const metadata1907: MetadataSwitches = {
  ...metadata1806,
  providerTest: 'less',
  testingKernels: true,
  features: FEATURES_1907,
  defaultTarget: 'ath79',
}
const metadata2102: MetadataSwitches = { ...metadata1907, brokenProfiles: true, features: FEATURES_2102 }
const metadata2203: MetadataSwitches = { ...metadata2102, features: FEATURES_2203 }
const metadata2410: MetadataSwitches = { ...metadata2203, dropsSelectedConditions: true, markedPackages: true }
const metadata2512: MetadataSwitches = {
  ...metadata2410,
  markedProvides: true,
  defaultProfiles: true,
  features: FEATURES_2512,
  defaultTarget: 'mediatek',
}
const metadataMain: MetadataSwitches = { ...metadata2512, implicitConflicts: true, features: FEATURES_MAIN }

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
  metadata: metadata1701,
}
const release1806: OpenwrtRelease = {
  ...release1701,
  name: '18.06',
  initramfsLines: [SOURCE, FORCE],
  metadata: metadata1806,
}
const release1907: OpenwrtRelease = {
  ...release1806,
  name: '19.07',
  testingKernel: true,
  metadata: metadata1907,
}
const release2102: OpenwrtRelease = {
  ...release1907,
  name: '21.02',
  linuxVersionFile: 'include/kernel-*',
  metadata: metadata2102,
}
const release2203: OpenwrtRelease = {
  ...release2102,
  name: '22.03',
  feedTargets: true,
  targetInfoDepth: 3,
  metadata: metadata2203,
}
const release2305: OpenwrtRelease = { ...release2203, name: '23.05' }
const release2410: OpenwrtRelease = {
  ...release2305,
  name: '24.10',
  initramfsLines: [SOURCE, FORCE, PRESERVE_MTIME],
  packageVersion: 'tilde',
  metadata: metadata2410,
}
const release2512: OpenwrtRelease = {
  ...release2410,
  name: '25.12',
  linuxVersionFile: 'target/linux/generic/kernel-*',
  metadata: metadata2512,
}
const main: OpenwrtRelease = {
  ...release2512,
  name: 'main',
  candidatesUnderscored: true,
  metadata: metadataMain,
}

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
