/**
 * What packages of modules come to: whether the package manager would install them over the device's kernel.
 */
import type { PackageFormat } from '../archive/package-content.ts'
import type { KernelPackagePart } from '../openwrt/kernel-package.ts'

/**
 * `package/kernel-dependency`: it needs another kernel package. `package/linux-version`: a module in it was built for another
 * release of Linux than the kernel package that it needs.
 */
export const PACKAGE_CHECKS = ['package/kernel-dependency', 'package/linux-version'] as const

export type PackageCheck = (typeof PACKAGE_CHECKS)[number]

export type PackageFinding =
  | {
      readonly code: 'package/kernel-dependency'
      readonly kind: 'error'
      /**
       * `needed`, `installed`: versions of `kernel`. `differs`: in which parts, the most significant first; empty where
       * `needed` is no such version. `folder`: below kmods/, where the packages for the device's kernel are.
       */
      readonly args: {
        readonly needed: string
        readonly installed: string
        readonly differs: readonly KernelPackagePart[]
        readonly folder: string
      }
    }
  | {
      readonly code: 'package/linux-version'
      readonly kind: 'note'
      /** `release`: of the module's vermagic. `linuxVersion`: of the kernel package that is needed. */
      readonly args: { readonly module: string; readonly release: string; readonly linuxVersion: string }
    }

/** The dependency of a package on `kernel`. */
export interface KernelRequirement {
  /** As the package manager writes it: `kernel (= 6.6.73~…-r1)`, `kernel=6.6.73~…-r1`. */
  readonly text: string
  /** Of one on exactly this version. */
  readonly linuxVersion?: string
  readonly linuxRelease?: string
  readonly vermagic?: string
}

/** What opkg or apk prints; null for the one that does not read such a package. */
export interface PackageToolTexts {
  readonly opkg: string | null
  readonly apk: string | null
}

export interface JudgedPackage {
  /** As the user named it, or as found below a folder. */
  readonly file: string
  readonly format: PackageFormat
  readonly name: string
  readonly version: string
  readonly architecture: string
  /** Null: it depends on no kernel. */
  readonly requires: KernelRequirement | null
  /** `unchecked`: it was not said which kernel package the device has, or not an exact version is needed. */
  readonly verdict: 'fits' | 'refused' | 'unchecked'
  readonly check: PackageCheck | null
  readonly tools: PackageToolTexts | null
  readonly findings: readonly PackageFinding[]
  /** The modules in it, as they are named among all that are judged. */
  readonly modules: readonly string[]
}
