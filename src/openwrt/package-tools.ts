/**
 * What OpenWrt's package managers print where a package needs another kernel than the one that is installed.
 * Follows libopkg/pkg_hash.c and opkg_install.c of opkg-lede (the text changed in May 2021, between 19.07 with Linux 4.14
 * and 21.02 with 5.4), and src/commit.c of apk-tools 3.0. Only lines that do not hang on what else is installed are told.
 */

/** A package and the version of `kernel` that it needs, as it writes it. */
export interface RefusedPackage {
  readonly name: string
  readonly version: string
  readonly kernel: string
}

/** Releases of OpenWrt whose opkg tells which dependency it is have this Linux or a later one. */
const FIRST_TELLING_LINUX = 5

/** `linuxVersion`: of the device, as the text is its opkg's. */
export const opkgRefusal = ({ name, kernel }: RefusedPackage, linuxVersion: string): string => {
  const dependency = `kernel (= ${kernel})`
  const lines =
    Number.parseInt(linuxVersion, 10) >= FIRST_TELLING_LINUX
      ? [
          `pkg_hash_check_unresolved: cannot find dependency ${dependency} for ${name}`,
          // it is not about architectures, but that is what it says of whatever cannot be installed
          `pkg_hash_fetch_best_installation_candidate: Packages for ${name} found, but incompatible with the architectures configured`,
        ]
      : [`satisfy_dependencies_for: Cannot satisfy the following dependencies for ${name}:`, `\t${dependency}`]
  return [...lines, `opkg_install_cmd: Cannot install package ${name}.`].map((text) => ` * ${text}`).join('\n')
}

/** `installed`: the version of `kernel` on the device. */
export const apkRefusal = ({ name, version, kernel }: RefusedPackage, installed: string): string =>
  `ERROR: unable to select packages:\n  kernel-${installed}:\n    breaks: ${name}-${version}[kernel=${kernel}]`
