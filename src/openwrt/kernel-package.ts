/**
 * The version of OpenWrt's package `kernel`, which every package of modules depends on: the release of Linux, LINUX_RELEASE
 * and the hash of the kernel's configuration (`.vermagic`), in one of two styles. Dashes up to 23.05, and still in the names
 * of the folders kmods/; a tilde since 24.10 (package/kernel/linux/Makefile and include/kernel.mk of OpenWrt, there
 * "APK compatible version schema").
 */

/** `dashes`: `4.14.195-1-HASH`. `tilde`: `6.6.73~HASH-r1`. */
export type KernelPackageStyle = 'dashes' | 'tilde'

export interface KernelPackageParts {
  /** `6.6.73`, `6.12-rc3`. */
  readonly linuxVersion: string
  /** LINUX_RELEASE: digits, `1` in all releases so far. */
  readonly linuxRelease: string
  /** The hash: 32 hexadecimal digits; `unknown` where a tree had none. */
  readonly vermagic: string
}

export interface KernelPackage extends KernelPackageParts {
  readonly style: KernelPackageStyle
}

/** Longer lines name no version. */
const LONGEST_LINE = 4096

/** A version of Linux as a pattern. No release of Linux has more numbers, but versions of other packages do. */
export const LINUX = String.raw`(?<linux>\d+(?:\.\d+){1,3}(?:[-_]rc\d+)?)`

/** A version of Linux as the kernel itself writes it: apk's rules for versions want `_rc`. */
export const linuxVersionOf = (written: string): string => written.replace('_rc', '-rc')

const TILDE = String.raw`${LINUX}~(?<hash>[0-9a-f]+|unknown)-r(?<release>\d+)`
/** All digits, as releases of other distributions look like it: `6.1.0-56-amd64`. */
const DASHES = String.raw`${LINUX}-(?<release>\d+)-(?<hash>[0-9a-f]{32}|unknown)`
/** `kernel - ` of opkg list-installed, `kernel-` of apk list, `kernel=` and `kernel (=` of dependencies, `kernel_` of files. */
const BEFORE = String.raw`^\s*(?:kernel(?:\s+-\s+|\s+|-|_|\s*=\s*|\s*\(\s*=\s*))?(?:.*/kmods/)?`
/** What may follow: the architecture and more of a list, the end of a file's name or of a dependency. */
const AFTER = String.raw`(?:[\s_/)].*|\.apk)?$`

const FORMS: readonly (readonly [KernelPackageStyle, RegExp])[] = [
  ['tilde', new RegExp(`${BEFORE}${TILDE}${AFTER}`)],
  ['dashes', new RegExp(`${BEFORE}${DASHES}${AFTER}`)],
]

const parseLine = (line: string): KernelPackage | undefined => {
  if (line.length > LONGEST_LINE) return undefined
  for (const [style, form] of FORMS) {
    const { linux, release, hash } = form.exec(line)?.groups ?? {}
    if (linux !== undefined && release !== undefined && hash !== undefined)
      return { linuxVersion: linuxVersionOf(linux), linuxRelease: release, vermagic: hash, style }
  }
  return undefined
}

/**
 * What a text says of a kernel package: its version, the name of a folder below kmods/ (or its address), the name of its
 * file, a dependency on it, or a line of `opkg list-installed`, `apk list` or a manifest; of several lines the first that
 * does. Undefined where none does, and of lines about other packages.
 */
export const parseKernelPackage = (text: string): KernelPackage | undefined => {
  for (const line of text.split('\n')) {
    const parsed = parseLine(line.trimEnd())
    if (parsed !== undefined) return parsed
  }
  return undefined
}

/**
 * The version as a package has it. `underscored`: `-rc` is `_rc`, as apk knows no other; OpenWrt writes it so since it
 * uses apk alone.
 */
export const formatKernelPackage = (
  { linuxVersion, linuxRelease, vermagic }: KernelPackageParts,
  style: KernelPackageStyle,
  underscored = style === 'tilde',
): string => {
  const version = underscored ? linuxVersion.replace('-rc', '_rc') : linuxVersion
  return style === 'dashes' ? `${version}-${linuxRelease}-${vermagic}` : `${version}~${vermagic}-r${linuxRelease}`
}

/** A part in which two versions differ. */
export type KernelPackagePart = keyof KernelPackageParts

const PARTS = ['linuxVersion', 'linuxRelease', 'vermagic'] as const satisfies readonly KernelPackagePart[]

/** All parts that differ, the most significant first; style is no part. */
export const differingParts = (one: KernelPackageParts, other: KernelPackageParts): readonly KernelPackagePart[] =>
  PARTS.filter((part) => one[part] !== other[part])
