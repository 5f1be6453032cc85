/**
 * .ipk, opkg's packages: an archive of `debian-binary`, `control.tar.gz` and `data.tar.gz`. The archive is a gzipped tar
 * (OpenWrt's since 2004), or an ar as a .deb has it.
 */
import { latin1 } from '../files/source-file.ts'
import { Damage } from './damage.ts'
import { type Expanded, expand } from './expand.ts'
import { controlInfo } from './ipk-control.ts'
import { type PackageFile, type PackageInfo, plainPath, type WantedFile, wantedFiles } from './package-content.ts'
import { tarFiles } from './tar.ts'

/** More than any control file has. */
const CONTROL_LIMIT = 16 * 1024 * 1024

/** Its parts by name, whatever holds them. */
export interface IpkParts {
  readonly control: PackageFile | undefined
  readonly data: PackageFile | undefined
}

const PART = /^(control|data)\.tar(?:\.\w+)?$/

/** The parts of an .ipk among the members of an archive; undefined where they are of something else. */
export const ipkParts = (members: Iterable<PackageFile>): IpkParts | undefined => {
  let control: PackageFile | undefined
  let data: PackageFile | undefined
  let isIpk = false
  for (const { path: written, bytes } of members) {
    const path = plainPath(written)
    const part = PART.exec(path)?.[1]
    if (part === 'control') control = { path, bytes }
    else if (part === 'data') data = { path, bytes }
    else if (path !== 'debian-binary') return undefined
    isIpk = true
  }
  return isIpk ? { control, data } : undefined
}

/** What a part holds, unpacked. Where that is damaged, the part is named. */
const unpacked = ({ path, bytes }: PackageFile, limit: number): Uint8Array => {
  const expanded: Expanded = expand(bytes, { limit })
  if (expanded.kind !== 'damaged') return expanded.bytes
  const { what, limit: most } = expanded.args
  throw new Damage(expanded.code, {
    what: what === undefined ? path : `${path}: ${what}`,
    ...(most === undefined ? {} : { limit: most }),
  })
}

const present = (part: PackageFile | undefined, name: string): PackageFile => {
  if (part === undefined) throw new Damage('archive/damaged', { what: `no ${name}` })
  return part
}

const controlText = (tar: Uint8Array): string => {
  for (const { path, bytes } of tarFiles(tar)) if (plainPath(path) === 'control') return latin1(bytes)
  throw new Damage('archive/damaged', { what: 'no control' })
}

/** The package of these parts. Throws a `Damage`. */
export const readIpk = (
  { control, data }: IpkParts,
  wanted: WantedFile,
  limit: number,
): { readonly info: PackageInfo; readonly files: readonly PackageFile[] } => ({
  info: controlInfo(controlText(unpacked(present(control, 'control.tar.gz'), Math.min(limit, CONTROL_LIMIT)))),
  files: wantedFiles(tarFiles(unpacked(present(data, 'data.tar.gz'), limit)), wanted),
})
