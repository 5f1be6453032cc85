/**
 * UTS_RELEASE: the name of a kernel's release, first word of its vermagic, with the file that each part comes from.
 * What a build wrote down counts more than what would come out now; the parts explain it where they add up to it.
 * Follows the top Makefile and scripts/setlocalversion (Linux 2.6.9, 2.6.18, 4.9, 6.1, 6.12).
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { type ConfigLookup, configText, type Fact, type KnownFact, known, unknown, type Wanted } from './fact.ts'
import { parseKernelVersion, versionVariables } from './kernel-version.ts'
import { configLocalversion, type LocalversionRequest, localversionFiles, scmPart } from './localversion.ts'
import { recordedReleases } from './recorded-release.ts'
import { readsScmversion, releaseGeneration } from './release-generation.ts'

export type ReleasePartKind =
  /** VERSION.PATCHLEVEL.SUBLEVEL. */
  | 'version'
  | 'extraversion'
  | 'localversion-file'
  | 'config-localversion'
  /** LOCALVERSION as given to make. */
  | 'localversion-variable'
  | 'scm'
  /** The whole string, named by who packaged the kernel (Debian's ABI name). */
  | 'package'
  /** What stands in a record and comes from none of the tree's files: a commit's name, or another tree's part. */
  | 'unexplained'

export interface ReleasePart {
  readonly kind: ReleasePartKind
  /** May be empty: the part's place is where a builder could have put something. */
  readonly text: Fact<string>
}

export interface UtsRelease {
  readonly text: Fact<string>
  /** In order; put together they are the text, where all are known. */
  readonly parts: readonly ReleasePart[]
  /** More characters than UTS_RELEASE may have: make refuses to build it. */
  readonly tooLong: boolean
}

export interface ReleaseRequest {
  readonly files: FileSystem
  /** Where a build put its files (`O=`); a headers folder. */
  readonly build: string
  /** Where the top Makefile is; the build folder where they are one. */
  readonly source: string
  readonly config?: ConfigLookup
  /** LOCALVERSION as given to make; absent where it was not set. */
  readonly localversion?: string
}

/** `uts_len` in the top Makefile. */
const LONGEST = 64

const versionParts = (makefile: string, file: string): readonly ReleasePart[] => {
  const version = parseKernelVersion(makefile)
  if (version === undefined) return []
  const { VERSION, SUBLEVEL, PATCHLEVEL, EXTRAVERSION } = versionVariables(makefile)
  const extra = EXTRAVERSION?.value ?? ''
  const line = SUBLEVEL?.line ?? PATCHLEVEL?.line ?? VERSION?.line ?? 1
  const numbers = version.text.slice(0, version.text.length - extra.length)
  return [
    { kind: 'version', text: known(numbers, { kind: 'file', file, line }) },
    { kind: 'extraversion', text: known(extra, { kind: 'file', file, line: EXTRAVERSION?.line ?? line }) },
  ]
}

const localParts = (request: LocalversionRequest): readonly ReleasePart[] => {
  const { generation, localversion, config } = request
  const option = { kind: 'option', option: 'LOCALVERSION' } as const
  const variable: ReleasePart = { kind: 'localversion-variable', text: known(localversion ?? '', option) }
  if (generation.localversion === 'replaces-files-and-config' && localversion !== undefined) return [variable]
  const before = [...localversionFiles(request), configLocalversion(request)]
  if (generation.localversion === 'with-auto-only' && !(config && configText(config, 'LOCALVERSION_AUTO') === 'y'))
    return [...before, scmPart(request)]
  return [...before, variable, scmPart(request)]
}

/** What make would compute now, part by part; empty without a Makefile that states a version. */
const composedParts = (request: ReleaseRequest): readonly ReleasePart[] => {
  const { files, build, source, config, localversion } = request
  const file = `${source}/Makefile`
  const makefile = readTextIfThere(files, file)
  const script = readTextIfThere(files, `${source}/scripts/setlocalversion`)
  const parts = makefile === undefined ? [] : versionParts(makefile, file)
  if (makefile === undefined || parts.length === 0) return []
  const version = parseKernelVersion(makefile)
  const generation = releaseGeneration(makefile, script, version)
  if (generation === undefined) {
    const text = unknown({ kind: 'file', file: `${source}/scripts/setlocalversion` })
    return [...parts, { kind: 'scm', text }]
  }
  const scmversion = readsScmversion(makefile, script)
  const kernelVersion = version?.text ?? ''
  const of = { files, build, source, config, localversion, generation, scmversion, script, kernelVersion }
  return [...parts, ...localParts(of)]
}

/** The parts as far as they lead to `recorded`; what follows is the commit's where that is not known, else nobody's. */
const explained = (recorded: KnownFact<string>, parts: readonly ReleasePart[]): readonly ReleasePart[] => {
  const kept: ReleasePart[] = []
  let rest = recorded.value
  let kind: ReleasePartKind = 'unexplained'
  for (const part of parts) {
    if (part.text.kind === 'unknown') {
      kind = part.kind === 'scm' ? 'scm' : kind
      break
    }
    if (!rest.startsWith(part.text.value)) break
    kept.push(part)
    rest = rest.slice(part.text.value.length)
  }
  if (kept.length === 0 && parts.length > 0) kind = 'package'
  return rest === '' ? kept : [...kept, { kind, text: known(rest, recorded.source) }]
}

const compose = (parts: readonly ReleasePart[], build: string): Fact<string> => {
  if (parts.length === 0)
    return unknown(
      { kind: 'file', file: `${build}/include/generated/utsrelease.h` },
      { kind: 'file', file: `${build}/include/config/kernel.release` },
      { kind: 'option', option: '--release' },
    )
  const wanted: Wanted[] = []
  let text = ''
  for (const part of parts) {
    if (part.text.kind === 'known') text += part.text.value
    else wanted.push(...part.text.wanted)
  }
  return wanted.length > 0 ? unknown(...wanted) : known(text, { kind: 'inferred', from: 'release-parts' })
}

/** The release of a kernel from its folders. Unknown where neither a record nor the parts tell it. */
export const utsRelease = (request: ReleaseRequest): UtsRelease => {
  const composed = composedParts(request)
  const recorded = recordedReleases(request.files, request.build)[0]
  if (recorded === undefined) {
    const text = compose(composed, request.build)
    return { text, parts: composed, tooLong: text.kind === 'known' && text.value.length > LONGEST }
  }
  const packaged = recorded.source.kind === 'file' && recorded.source.file.endsWith('/.kernelvariables')
  const parts: readonly ReleasePart[] = packaged ? [{ kind: 'package', text: recorded }] : explained(recorded, composed)
  return { text: recorded, parts, tooLong: recorded.value.length > LONGEST }
}
