/**
 * All that is known of a target kernel, each fact with its source: what `kcheck module` judges by and `kcheck vermagic`
 * prints. What the user states counts more than what files say; headers count more than the version.
 */

import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { lineOf } from '../files/line-number.ts'
import { type ConfigLookup, type Fact, type FactSource, known, knownValue, unknown } from './fact.ts'
import type { KernelPlaces } from './find-kernel.ts'
import { headerPaths } from './header-paths.ts'
import {
  configArchitecture,
  type KernelArchitecture,
  kernelArchitecture,
  namedArchitecture,
} from './kernel-architecture.ts'
import { type KernelFeatures, kernelFeatures } from './kernel-features.ts'
import type { KernelVersion } from './kernel-version.ts'
import { completeArchitecture } from './module-architecture.ts'
import { treeVersion } from './tree-version.ts'
import { type UtsRelease, utsRelease } from './uts-release.ts'
import { type Vermagic, vermagicFromText } from './vermagic.ts'
import { vermagicFromHeaders } from './vermagic-header.ts'
import { vermagicFromTable } from './vermagic-table.ts'

export interface KernelFactsRequest {
  readonly files: FileSystem
  /** Where the kernel's files lie; absent where the user states single facts only. */
  readonly places?: KernelPlaces
  /** Its whole configuration. */
  readonly config?: ConfigLookup
  /** `6.1.192` as the configuration's header has it, with its file. */
  readonly configVersion?: { readonly text: string; readonly file: string }
  /** LOCALVERSION as make would be given it. */
  readonly localversion?: string
  /** The release and the vermagic string, where a user or a module known to load says them. */
  readonly release?: { readonly text: string; readonly source: FactSource }
  readonly vermagic?: { readonly text: string; readonly source: FactSource }
  /** The architecture of a module known to load. */
  readonly like?: KernelArchitecture
}

export interface KernelFacts {
  readonly version: Fact<KernelVersion>
  readonly release: UtsRelease
  readonly architecture: KernelArchitecture
  readonly vermagic: Vermagic
  readonly features: KernelFeatures
}

const stated = ({ text, source }: { readonly text: string; readonly source: FactSource }): UtsRelease => {
  const fact = known(text, source)
  return { text: fact, parts: [{ kind: 'unexplained', text: fact }], tooLong: false }
}

const NO_RELEASE: UtsRelease = { text: unknown({ kind: 'option', option: '--release' }), parts: [], tooLong: false }

/** The release of the folder's files; of /lib/modules, whose folders are named so, where it has no headers. */
const releaseOf = (request: KernelFactsRequest): UtsRelease => {
  const { files, places, config, localversion, release, vermagic } = request
  if (release !== undefined) return stated(release)
  if (vermagic !== undefined) return stated({ ...vermagic, text: vermagic.text.split(' ')[0] ?? '' })
  const build = places?.build ?? places?.source
  const modules =
    places?.modulesName === undefined
      ? NO_RELEASE
      : stated({ text: places.modulesName, source: { kind: 'inferred', from: 'modules-folder' } })
  if (build === undefined) return modules
  const found = utsRelease({
    files,
    build,
    source: places?.source ?? build,
    ...(config === undefined ? {} : { config }),
    ...(localversion === undefined ? {} : { localversion }),
  })
  return found.text.kind === 'unknown' && places?.modulesName !== undefined ? modules : found
}

/** `override ARCH = x86` of Debian's headers, where the configuration does not tell. */
const architectureOf = ({ files, places, config, like }: KernelFactsRequest): Fact<string> => {
  if (like?.srcarch.kind === 'known') return like.srcarch
  const found = configArchitecture(config)
  if (found.kind === 'known' || places?.build === undefined) return found
  const file = `${places.build}/.kernelvariables`
  const text = readTextIfThere(files, file) ?? ''
  const match = /^[ \t]*override[ \t]+ARCH[ \t]*:?=[ \t]*(\S+)/m.exec(text)
  if (match?.[1] === undefined) return found
  return namedArchitecture(match[1], { kind: 'file', file, line: lineOf(text, match.index) })
}

/** Headers that are there and do not tell leave it unknown: a table would only repeat what they no longer say. */
const vermagicOfFiles = (
  request: KernelFactsRequest,
  release: Fact<string>,
  version: Fact<KernelVersion>,
  srcarch: string | undefined,
  headerPaths: (name: string) => readonly string[],
): Vermagic => {
  const { files, config } = request
  const found = vermagicFromHeaders({ files, config, release, headerPaths })
  if (found !== undefined) return found
  return vermagicFromTable({ version: knownValue(version), srcarch, config, release })
}

const pathsOf = (
  { places, config }: KernelFactsRequest,
  srcarch: string | undefined,
): ((name: string) => readonly string[]) => {
  const build = places?.build ?? places?.source
  if (build === undefined) return () => []
  const source = places?.source ?? build
  return headerPaths({
    build,
    source,
    ...(srcarch === undefined ? {} : { srcarch }),
    ...(config === undefined ? {} : { config }),
  })
}

/** The facts of a kernel. Never throws for what the files hold; what cannot be told is unknown and says what would. */
export const kernelFacts = (request: KernelFactsRequest): KernelFacts => {
  const { files, places, config, configVersion, vermagic, like } = request
  const release = releaseOf(request)
  const version = treeVersion({
    files,
    release: release.text,
    ...(places?.build === undefined ? {} : { build: places.build }),
    ...(places?.source === undefined ? {} : { source: places.source }),
    ...(configVersion === undefined ? {} : { configVersion }),
  })
  const srcarch = architectureOf(request)
  const arch = knownValue(srcarch)
  const paths = pathsOf(request, arch)
  const architecture = kernelArchitecture(srcarch, config)
  return {
    version,
    release,
    architecture: like === undefined ? architecture : completeArchitecture(like, architecture),
    vermagic:
      vermagic === undefined
        ? vermagicOfFiles(request, release.text, version, arch, paths)
        : vermagicFromText(vermagic.text, vermagic.source),
    features: kernelFeatures({ files, config, version, headerPaths: paths }),
  }
}
