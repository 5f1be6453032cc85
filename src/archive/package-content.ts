/**
 * What a package is, whichever of its formats it has. Texts are bytes, one unit each.
 */

/** `ipk-ar`: the form that opkg wrote at first; `apk-2` and `apk-3`: as apk-tools of that version write them. */
export type PackageFormat = 'ipk' | 'ipk-ar' | 'apk-2' | 'apk-3'

/** Something that has to be installed too. */
export interface PackageDependency {
  readonly name: string
  /** `=`, `>=`, `<<`, `~`, … as it is written; empty: any version will do. */
  readonly operator: string
  readonly version: string
  /** It must not be installed. */
  readonly conflict: boolean
}

/** As the package manager writes it: `kernel (= 1.2)` in an .ipk, `kernel=1.2` in an .apk. */
export const dependencyText = (
  { name, operator, version, conflict }: PackageDependency,
  format: PackageFormat,
): string => {
  if (isIpk(format)) return operator === '' ? name : `${name} (${operator} ${version})`
  return `${conflict ? '!' : ''}${name}${operator}${version}`
}

/** Whether opkg reads it, and not apk. */
export const isIpk = (format: PackageFormat): boolean => format === 'ipk' || format === 'ipk-ar'

/** What a package says of itself; an empty text where it does not. */
export interface PackageInfo {
  readonly name: string
  readonly version: string
  readonly architecture: string
  /** Alternatives (`a | b` of opkg) are left out: none of them is needed. */
  readonly dependencies: readonly PackageDependency[]
}

/** A regular file in a package. `path`: from the root of the system, without a slash before it. */
export interface PackageFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Which files are wanted, by path. */
export type WantedFile = (path: string) => boolean

export interface PackageContent {
  readonly kind: 'package'
  readonly format: PackageFormat
  readonly info: PackageInfo
  /** Those that are wanted, each path once, in the package's order. */
  readonly files: readonly PackageFile[]
}

/** A path as archives write it (`./lib/a`, `/lib//a`) in one form; `..` stays as it is. */
export const plainPath = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')

/** The files that are wanted; of two with the same path the last counts, as it does when a package is unpacked. */
export const wantedFiles = (files: Iterable<PackageFile>, wanted: WantedFile): readonly PackageFile[] => {
  const byPath = new Map<string, PackageFile>()
  for (const { path: written, bytes } of files) {
    const path = plainPath(written)
    if (wanted(path)) byPath.set(path, { path, bytes })
  }
  return [...byPath.values()]
}
