/**
 * How a kernel and its hash are written in versions of packages and in addresses. Follows VERSION in
 * package/kernel/linux/Makefile, EXTRA_DEPENDS in include/kernel.mk, and include/feeds.mk.
 */
import type { ReleaseSwitches } from './releases.ts'

export interface KernelIdentity {
  /** `6.6.73` */
  readonly linuxVersion: string
  /** `1` */
  readonly linuxRelease: string
  /** 32 hexadecimal digits. */
  readonly vermagic: string
}

/** The version of the package `kernel`, which every kmod depends on: `4.14.195-1-<hash>`, `6.6.73~<hash>-r1`. */
export const kernelPackageVersion = (
  { linuxVersion, linuxRelease, vermagic }: KernelIdentity,
  style: Pick<ReleaseSwitches, 'packageVersion' | 'candidatesUnderscored'>,
): string => {
  const version = style.candidatesUnderscored ? linuxVersion.replaceAll('-rc', '_rc') : linuxVersion
  return style.packageVersion === 'tilde'
    ? `${version}~${vermagic}-r${linuxRelease}`
    : `${version}-${linuxRelease}-${vermagic}`
}

/** The folder below `targets/<target>/kmods` that holds the modules for this kernel; of one form in all releases. */
export const kmodsFolder = ({ linuxVersion, linuxRelease, vermagic }: KernelIdentity): string =>
  `${linuxVersion}-${linuxRelease}-${vermagic}`
