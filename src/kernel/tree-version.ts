/**
 * The version of the sources that a kernel was built of: of its top Makefile, of generated version.h (headers without a
 * Makefile), of its configuration's header, of its release. A distribution's release may count otherwise (6.1.0-56 is
 * 6.1.192), so it comes last.
 */

import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { lineOf } from '../files/line-number.ts'
import { type Fact, type FactSource, known, unknown } from './fact.ts'
import { type KernelVersion, parseKernelVersion } from './kernel-version.ts'

export interface TreeVersionRequest {
  readonly files: FileSystem
  readonly build?: string
  readonly source?: string
  /** `6.1.192` out of the configuration's header, with its file. */
  readonly configVersion?: { readonly text: string; readonly file: string }
  /** UTS_RELEASE, where it is known. */
  readonly release?: Fact<string>
}

const VERSION_HEADERS = [
  'include/generated/uapi/linux/version.h',
  'include/linux/version.h',
  'include/generated/linux/version.h',
]

/** `6.1.192-rc1` as a version, or undefined. */
export const versionOf = (text: string): KernelVersion | undefined => {
  const [, version, patchlevel, sublevel = '', rest = ''] = /^(\d+)\.(\d+)(?:\.(\d+))?(.*)$/s.exec(text) ?? []
  if (version === undefined || patchlevel === undefined) return undefined
  const number = `${version}.${patchlevel}${sublevel === '' ? '' : `.${sublevel}`}`
  return { version: Number(version), patchlevel: Number(patchlevel), sublevel, text: number + rest }
}

/** LINUX_VERSION_CODE: 8 bits each; the sublevel stops at 255 there, so newer headers state it apart. */
const headerVersion = (text: string): { readonly version: KernelVersion; readonly line: number } | undefined => {
  const match = /^[ \t]*#[ \t]*define[ \t]+LINUX_VERSION_CODE[ \t]+(\d+)/m.exec(text)
  if (match === null) return undefined
  const code = Number(match[1])
  const sublevel = /^[ \t]*#[ \t]*define[ \t]+LINUX_VERSION_SUBLEVEL[ \t]+(\d+)/m.exec(text)?.[1]
  const version = versionOf(`${code >> 16}.${(code >> 8) & 0xff}.${sublevel ?? code & 0xff}`)
  return version && { version, line: lineOf(text, match.index) }
}

const fromTree = ({ files, build, source }: TreeVersionRequest): Fact<KernelVersion> | undefined => {
  for (const folder of new Set([source, build])) {
    const file = `${folder}/Makefile`
    const makefile = folder === undefined ? undefined : readTextIfThere(files, file)
    const version = makefile === undefined ? undefined : parseKernelVersion(makefile)
    if (version !== undefined) return known(version, { kind: 'file', file, line: 1 })
  }
  for (const name of build === undefined ? [] : VERSION_HEADERS) {
    const file = `${build}/${name}`
    const text = readTextIfThere(files, file)
    const found = text === undefined ? undefined : headerVersion(text)
    if (found !== undefined) return known(found.version, { kind: 'file', file, line: found.line })
  }
  return undefined
}

/** The version, from the first place that tells it. */
export const treeVersion = (request: TreeVersionRequest): Fact<KernelVersion> => {
  const found = fromTree(request)
  if (found !== undefined) return found
  const { configVersion, release } = request
  const ofConfig = configVersion === undefined ? undefined : versionOf(configVersion.text)
  if (configVersion !== undefined && ofConfig !== undefined)
    return known(ofConfig, { kind: 'file', file: configVersion.file, line: 3 })
  const ofRelease = release?.kind === 'known' ? versionOf(release.value) : undefined
  const source: FactSource = { kind: 'inferred', from: 'release' }
  return ofRelease === undefined ? unknown({ kind: 'option', option: '--release' }) : known(ofRelease, source)
}
