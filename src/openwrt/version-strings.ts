/**
 * The names by which packages and repositories know a kernel. Follows VERSION in package/kernel/linux/Makefile,
 * EXTRA_DEPENDS in include/kernel.mk, and include/feeds.mk.
 */
import { knownValue } from '../kernel/fact.ts'
import type { BuildrootKernel } from './buildroot-kernel.ts'
import { formatKernelPackage } from './kernel-package.ts'
import type { ReleaseSwitches } from './releases.ts'

/** Both are absent where the tree does not tell the version of Linux or of its release. */
export interface VersionStrings {
  /** The version of the package `kernel`, which every kmod depends on: `4.14.195-1-<hash>`, `6.6.73~<hash>-r1`. */
  readonly packageVersion?: string
  /** The folder below `targets/<target>/kmods` that holds the modules for this kernel; with dashes in all releases. */
  readonly kmodsFolder?: string
}

export const versionStrings = (
  { kernel, configuration: { vermagic } }: Pick<BuildrootKernel, 'kernel' | 'configuration'>,
  { packageVersion, candidatesUnderscored }: Pick<ReleaseSwitches, 'packageVersion' | 'candidatesUnderscored'>,
): VersionStrings => {
  const [linuxVersion, linuxRelease] = [knownValue(kernel.linuxVersion), knownValue(kernel.linuxRelease)]
  if (linuxVersion === undefined || linuxRelease === undefined) return {}
  const parts = { linuxVersion, linuxRelease, vermagic }
  return {
    packageVersion: formatKernelPackage(parts, packageVersion, candidatesUnderscored),
    kmodsFolder: formatKernelPackage(parts, 'dashes'),
  }
}
