/**
 * A package, whichever of its formats it has: that is told by its bytes, not by its name.
 */
import { isAdb } from './adb-container.ts'
import { isApk2Start, readApk2 } from './apk2.ts'
import { readApk3 } from './apk3.ts'
import { arMembers, isAr } from './ar.ts'
import { Damage } from './damage.ts'
import { type Damaged, expand, SIZE_LIMIT } from './expand.ts'
import { archiveFormat, type ContainerFormat } from './format.ts'
import { ipkParts, readIpk } from './ipk.ts'
import type { PackageContent, PackageFile, WantedFile } from './package-content.ts'
import { isTar, tarFiles } from './tar.ts'

/** The name of a package's file. */
export const isPackageFileName = (name: string): boolean => /\.[ai]pk$/.test(name)

const noPackage = (): never => {
  throw new Damage('archive/no-package', {})
}

function* arFiles(bytes: Uint8Array): Generator<PackageFile> {
  for (const { name, bytes: content } of arMembers(bytes)) yield { path: name, bytes: content }
}

/** `limit`: for what is still to be unpacked. */
const fromTar = (bytes: Uint8Array, wanted: WantedFile, limit: number): PackageContent => {
  const [first] = tarFiles(bytes)
  if (first !== undefined && isApk2Start(first)) return { kind: 'package', format: 'apk-2', ...readApk2(bytes, wanted) }
  const parts = ipkParts(tarFiles(bytes)) ?? noPackage()
  return { kind: 'package', format: 'ipk', ...readIpk(parts, wanted, limit) }
}

const containerOf = (bytes: Uint8Array): ContainerFormat => (isAdb(bytes) ? 'adb' : isAr(bytes) ? 'ar' : 'tar')

const read = (file: Uint8Array, wanted: WantedFile, limit: number): PackageContent | Damaged => {
  if (isAdb(file)) return { kind: 'package', format: 'apk-3', ...readApk3(file, wanted, limit) }
  if (isAr(file)) {
    const parts = ipkParts(arFiles(file)) ?? noPackage()
    return { kind: 'package', format: 'ipk-ar', ...readIpk(parts, wanted, limit) }
  }
  if (archiveFormat(file) !== 'gzip') return isTar(file) ? fromTar(file, wanted, limit) : noPackage()
  const expanded = expand(file, { limit })
  if (expanded.kind === 'damaged') return expanded
  const { bytes } = expanded
  return isTar(bytes) ? fromTar(bytes, wanted, Math.max(limit - bytes.length, 0)) : noPackage()
}

/**
 * What a package says of itself, and the files in it that are wanted. Never throws for what is in the file; `limit`: the
 * most bytes that all of it may have unpacked.
 */
export const openPackage = (
  file: Uint8Array,
  wanted: WantedFile,
  { limit }: { readonly limit: number } = { limit: SIZE_LIMIT },
): PackageContent | Damaged => {
  try {
    return read(file, wanted, limit)
  } catch (error) {
    if (!(error instanceof Damage)) throw error
    return { kind: 'damaged', format: containerOf(file), code: error.code, args: error.args }
  }
}
