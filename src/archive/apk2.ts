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
import type { TarFile } from './tar.ts'

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
const pkgInfo = (text: string): PackageInfo => {
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
  }
}

/** The package in a tar's files. Throws a `Damage`. */
export const readApk2 = (
  files: Iterable<TarFile>,
  wanted: WantedFile,
): { readonly info: PackageInfo; readonly files: readonly PackageFile[] } => {
  let info: PackageInfo | undefined
  const data = function* (): Generator<PackageFile> {
    for (const file of files) {
      if (file.path === INFO) info ??= pkgInfo(latin1(file.bytes))
      // what begins with a dot is for apk itself
      else if (!plainPath(file.path).startsWith('.')) yield file
    }
  }
  const found = wantedFiles(data(), wanted)
  return { info: info ?? damaged(`no ${INFO}`, 0), files: found }
}
