/**
 * `kcheck vermagic`: finds the buildroot and its release, has the configuration resolved as `make defconfig` would (or
 * takes it as it stands) and its hash worked out; in a kernel's folder it is the kernel's own strings. Where the hash is
 * not the one that is asked for, it has the cause looked for.
 */
import { dirname, resolve } from 'node:path'
import { diskFileSystem } from '../files/disk-file-system.ts'
import type { FileSystem } from '../files/file-system.ts'
import { buildrootValue } from '../openwrt/buildroot-config.ts'
import { compareExpectation, type ExpectationResult } from '../openwrt/compare-expectation.ts'
import { type DetectedRelease, detectRelease, releaseOfDialect } from '../openwrt/detect-release.ts'
import { OPENWRT_RELEASES } from '../openwrt/releases.ts'
import { confOf } from '../openwrt/target-info.ts'
import type { BuildrootTarget } from '../openwrt/targets.ts'
import { versionStrings } from '../openwrt/version-strings.ts'
import { openBuildroot } from './buildroot.ts'
import { buildrootNotes, notesAsItStands } from './buildroot-notes.ts'
import { kernelOf } from './buildroot-prediction.ts'
import type { Trial } from './buildroot-trial.ts'
import { type BuildrootTrials, openTrials } from './buildroot-trials.ts'
import { checkProgram } from './check-program.ts'
import { compareOfficial, type OfficialComparison } from './compare-official.ts'
import { failureOf, RequestFailure } from './failure.ts'
import { findCause } from './find-cause.ts'
import { asTree, findTree, namedTree } from './find-tree.ts'
import { kernelVermagic } from './kernel-vermagic.ts'
import { ExpectationStop, readExpected } from './read-expected.ts'
import { MagicStop, readExpectedMagic, refuseMagic } from './read-expected-magic.ts'
import { type NamedText, readNamedText } from './read-text.ts'
import type {
  VermagicAnswer,
  VermagicNote,
  VermagicProblem,
  VermagicRequest,
  VermagicResult,
} from './vermagic-request.ts'

/** Ends the work with a problem that is not one of `predict`'s. */
class VermagicStop extends Error {
  readonly problem: VermagicProblem
  constructor(problem: VermagicProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** The hash of a configuration and what goes with it. */
export const vermagic = async (
  request: VermagicRequest,
  files: FileSystem = diskFileSystem(),
): Promise<VermagicResult> => {
  try {
    const { folder, isBuildroot } = placeOf(files, request)
    if (!isBuildroot) return ofKernel(files, request, folder)
    return await ofBuildroot(files, request, folder)
  } catch (error) {
    const isOurs = error instanceof VermagicStop || error instanceof ExpectationStop || error instanceof MagicStop
    const problem = isOurs ? error.problem : requestProblem(error)
    if (problem === undefined) throw error
    return { kind: 'failed', problem }
  }
}

/** What may go wrong in a buildroot, which `predict` has too. */
const requestProblem = (error: unknown): VermagicProblem | undefined => {
  const problem = failureOf(error)
  return problem?.kind === 'not-a-buildroot' ? { kind: 'not-a-buildroot', folder: problem.folder } : problem
}

interface Place {
  /** Absolute. */
  readonly folder: string
  readonly isBuildroot: boolean
}

/** The buildroot, or else what may be a kernel's folder: the one that is named, or the nearest tree's, or the nearest. */
const placeOf = (files: FileSystem, { cwd, config, tree: named }: VermagicRequest): Place => {
  const beside = config === undefined || config === '-' ? [] : [dirname(resolve(cwd, config))]
  if (named !== undefined && files.kind(resolve(cwd, named)) !== 'directory')
    throw new RequestFailure({ kind: 'unreadable', what: 'tree', path: named, code: 'ENOENT' })
  const tree = named === undefined ? findTree(files, [...beside, cwd]) : asTree(files, resolve(cwd, named))
  if (tree?.kind === 'buildroot') return { folder: tree.folder, isBuildroot: true }
  if (named !== undefined) return { folder: resolve(cwd, named), isBuildroot: false }
  return { folder: tree?.buildFolder ?? tree?.folder ?? beside[0] ?? cwd, isBuildroot: false }
}

/** What is asked for, in whatever text; `-` is standard input. */
const expectedText = ({ expect, stdin }: VermagicRequest): string | undefined => (expect === '-' ? stdin() : expect)

/** The strings of a kernel. */
const ofKernel = (files: FileSystem, request: VermagicRequest, folder: string): VermagicResult => {
  const kernel = kernelVermagic(files, request, folder, (hasHash) => {
    const text = expectedText(request)
    return text === undefined ? undefined : readExpectedMagic(text, folder, hasHash)
  })
  if (kernel === undefined) throw new VermagicStop({ kind: 'not-a-buildroot', folder })
  return kernel
}

/** The file that was named, else `.config` where the user is, else the tree's. */
const configOf = (files: FileSystem, { cwd, config, stdin }: VermagicRequest, folder: string): NamedText => {
  const found = [cwd, folder].map((one) => resolve(one, '.config')).find((path) => files.kind(path) === 'file')
  return readNamedText(files, cwd, config ?? found ?? resolve(folder, '.config'), stdin)
}

/** Where the configuration says its target: a full one by name, a seed by the target's own symbol. */
const targetLine = (config: string, { name, subtarget }: BuildrootTarget): Pick<VermagicAnswer, 'targetLine'> => {
  const symbol = `TARGET_${confOf(subtarget === undefined ? name.replace(/\/.*/s, '') : name)}`
  const line = (buildrootValue(config, 'TARGET_BOARD') ?? buildrootValue(config, symbol))?.line
  return line === undefined ? {} : { targetLine: line }
}

/** What a dialect that was named is, where one was. */
const releaseOf = (files: FileSystem, folder: string, dialect = 'auto'): DetectedRelease => {
  if (dialect === 'auto') return detectRelease(files, folder)
  const release = releaseOfDialect(dialect)
  if (release !== undefined) return { release, because: [] }
  throw new RequestFailure({ kind: 'unknown-dialect', dialect, known: OPENWRT_RELEASES.map((one) => `openwrt-${one}`) })
}

const ofBuildroot = async (files: FileSystem, request: VermagicRequest, folder: string): Promise<VermagicAnswer> => {
  const text = expectedText(request)
  if (text !== undefined) refuseMagic(text, files, folder)
  const expectation = text === undefined ? undefined : readExpected(text, () => text)
  const { release, because } = releaseOf(files, folder, request.dialect)
  const config = configOf(files, request, folder)
  const buildroot = openBuildroot(files, folder, release)
  const trials = request.mode === 'none' ? undefined : await trialsOf(files, request, folder)
  const trial = await trials?.try(config.text, config.name)
  const kernel = trial?.kernel ?? kernelOf(buildroot, config.text, config.name)
  const notes =
    trial === undefined
      ? notesAsItStands(kernel.kernel.patchver.value, config)
      : notesOf(files, trials as BuildrootTrials, trial, config)
  const seen = {
    allKmods: (trial?.textOf('ALL_KMODS') ?? buildrootValue(config.text, 'ALL_KMODS')?.value) === 'y',
    feeds: files.kind(`${folder}/package/feeds`) === 'directory',
  }
  const compared = expectation === undefined ? undefined : compareExpectation(expectation, kernel, seen)
  const strings = versionStrings(kernel, release)
  const cause =
    trial === undefined || compared === undefined || !onlyConfigurationDiffers(compared)
      ? undefined
      : await findCause(trials as BuildrootTrials, trial, config, compared.expectation.vermagic)
  const official = await officialOf(files, request, folder, config, trials)
  return {
    kind: 'computed',
    folder,
    config: config.name,
    mode: request.mode ?? 'defconfig',
    release: release.name,
    because,
    notes,
    ...targetLine(config.text, kernel.target),
    kernel,
    ...strings,
    ...(cause === undefined ? {} : { cause }),
    ...(official === undefined ? {} : { official }),
    ...(compared === undefined ? {} : { expectation: compared }),
  }
}

/** Another kernel or target makes another hash anyway. */
const onlyConfigurationDiffers = ({ parts }: ExpectationResult): boolean =>
  parts.every(({ part, verdict }) => (part === 'configuration') === (verdict !== 'same'))

const trialsOf = (files: FileSystem, request: VermagicRequest, folder: string): Promise<BuildrootTrials> => {
  const { cwd, environment, dialect, toolchain, cache } = request
  return openTrials({
    files,
    cwd,
    environment,
    tree: namedTree(files, cwd, folder),
    ...(dialect === undefined ? {} : { dialect }),
    ...(toolchain === undefined ? {} : { toolchain }),
    ...(cache === undefined ? {} : { cache }),
  })
}

/** Where CONFIG is taken as it stands, it is resolved here all the same: which package is behind a line says the model. */
const officialOf = async (
  files: FileSystem,
  request: VermagicRequest,
  folder: string,
  config: NamedText,
  trials: BuildrootTrials | undefined,
): Promise<OfficialComparison | undefined> => {
  const { cwd, official, stdin } = request
  if (official === undefined) return undefined
  const other = readNamedText(files, cwd, official, stdin)
  return compareOfficial(trials ?? (await trialsOf(files, request, folder)), config, other)
}

const notesOf = (
  files: FileSystem,
  { buildroot: { folder, release } }: BuildrootTrials,
  { symbols, textOf, title }: Trial,
  config: NamedText,
): readonly VermagicNote[] => {
  const other = checkProgram(title, config)
  const notes = buildrootNotes({ files, folder, release, symbols, textOf }, config)
  return other === undefined ? notes : [other, ...notes]
}
