/**
 * .apk version 2, as apk-tools 2 wrote it: three gzip members (a signature, `.PKGINFO` and scripts, the data), which
 * unpacked one after the other are one tar.
 */
import { latin1 } from '../files/source-file.ts'
import { damaged } from './damage.ts'
import {
  type PackageDependency,
  type PackageFile,
  type PackageInfo,
  plainPath,
  type WantedFile,
  wantedFiles,
} from './package-content.ts'
import { endsInZeros, type TarFile, tarFiles } from './tar.ts'

const INFO = '.PKGINFO'

/** Whether a tar that begins with this file is a package. */
export const isApk2Start = ({ path }: TarFile): boolean => path === INFO || path.startsWith('.SIGN.')

/** `name`, `name=1.2`, `name>=1.2`, `!name`; `so:` and the like are parts of names. */
const DEPENDENCY = /^(!?)([^<>=~!]+)([<>=~]*)(.*)$/

/** A dependency as apk writes it in text; undefined for what is none. */
const apkDependency = (text: string): PackageDependency | undefined => {
  const [, not, name, operator = '', version = ''] = DEPENDENCY.exec(text) ?? []
  return name === undefined ? undefined : { name, operator, version, conflict: not === '!' }
}

/** Lines of `key = value`, `#` for comments. */
const pkgInfo = (text: string): PackageInfo & { readonly hasData: boolean } => {
  const first = new Map<string, string>()
  const dependencies: PackageDependency[] = []
  for (const line of text.split('\n')) {
    const at = line.indexOf(' = ')
    if (line.startsWith('#') || at < 0) continue
    const [key, value] = [line.slice(0, at), line.slice(at + 3).trim()]
    const dependency = key === 'depend' ? apkDependency(value) : undefined
    if (dependency !== undefined) dependencies.push(dependency)
    if (!first.has(key)) first.set(key, value)
  }
  return {
    name: first.get('pkgname') ?? '',
    version: first.get('pkgver') ?? '',
    architecture: first.get('arch') ?? '',
    dependencies,
    // the data has its hash here, so that it follows
    hasData: first.has('datahash'),
  }
}

/** The package in a tar. Throws a `Damage`. */
export const readApk2 = (
  tar: Uint8Array,
  wanted: WantedFile,
): { readonly info: PackageInfo; readonly files: readonly PackageFile[] } => {
  let info: ReturnType<typeof pkgInfo> | undefined
  let isDataThere = endsInZeros(tar)
  const data = function* (): Generator<PackageFile> {
    for (const file of tarFiles(tar)) {
      if (file.path === INFO) info ??= pkgInfo(latin1(file.bytes))
      // what begins with a dot is for apk itself
      if (plainPath(file.path).startsWith('.')) continue
      isDataThere = true
      yield file
    }
  }
  const files = wantedFiles(data(), wanted)
  const { hasData, ...told } = info ?? damaged(`no ${INFO}`, 0)
  // what is cut between two parts is whole as gzip and as tar
  if (hasData && !isDataThere) damaged('no data', tar.length)
  return { info: told, files }
}
