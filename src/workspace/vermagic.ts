/**
 * `kcheck vermagic`: finds the buildroot and its release, reads the configuration, and has the hash worked out; in a
 * kernel's folder it is the kernel's own strings. The text
 * of the configuration is an input of its own (`answerFor`): a full `.config` from a file today, one that was resolved
 * from a seed as well.
 */
import { dirname, resolve } from 'node:path'
import { diskFileSystem } from '../files/disk-file-system.ts'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { buildrootValue } from '../openwrt/buildroot-config.ts'
import { buildrootKernel } from '../openwrt/buildroot-kernel.ts'
import { compareExpectation } from '../openwrt/compare-expectation.ts'
import { type DetectedRelease, detectRelease, releaseOfDialect } from '../openwrt/detect-release.ts'
import { type Expectation, readExpectation } from '../openwrt/expectation.ts'
import { collectedMetadata } from '../openwrt/metadata.ts'
import { isFailed, type OpenwrtProblem } from '../openwrt/problem.ts'
import { OPENWRT_RELEASES } from '../openwrt/releases.ts'
import { versionStrings } from '../openwrt/version-strings.ts'
import { failureOf, RequestFailure } from './failure.ts'
import { asTree, findTree } from './find-tree.ts'
import { kernelVermagic } from './kernel-vermagic.ts'
import { type NamedText, readNamedText } from './read-text.ts'
import type { VermagicProblem, VermagicRequest, VermagicResult } from './vermagic-request.ts'

/** Ends the work with a problem that is not one of `predict`'s. */
class VermagicStop extends Error {
  readonly problem: VermagicProblem
  constructor(problem: VermagicProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** The hash of a configuration and what goes with it. */
export const vermagic = (request: VermagicRequest, files: FileSystem = diskFileSystem()): VermagicResult => {
  try {
    const { folder, isBuildroot } = placeOf(files, request)
    if (!isBuildroot) return ofKernel(files, request, folder)
    const expectation = expectationOf(request)
    const config = configOf(files, request, folder)
    return answerFor(files, folder, releaseOf(files, folder, request.dialect), config, expectation)
  } catch (error) {
    const problem = error instanceof VermagicStop ? error.problem : requestProblem(error)
    if (problem === undefined) throw error
    return { kind: 'failed', problem }
  }
}

/** What may go wrong in finding and reading, which `predict` has too. */
const requestProblem = (error: unknown): VermagicProblem | undefined => {
  const problem = error instanceof RequestFailure || error instanceof FileError ? failureOf(error) : undefined
  switch (problem?.kind) {
    case 'unreadable':
    case 'not-text':
    case 'unknown-dialect':
      return problem
    default:
      return undefined
  }
}

const expectationOf = ({ expect, stdin }: VermagicRequest): Expectation | undefined => {
  if (expect === undefined) return undefined
  const reading = readExpectation(expect === '-' ? stdin() : expect)
  if (reading.kind === 'none') throw new VermagicStop({ kind: 'no-expectation' })
  if (reading.kind === 'several')
    throw new VermagicStop({ kind: 'several-expectations', expectations: reading.expectations })
  return reading.expectation
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

/** The strings of a kernel. */
const ofKernel = (files: FileSystem, request: VermagicRequest, folder: string): VermagicResult => {
  const kernel = kernelVermagic(files, request, folder)
  if (kernel === undefined) throw new VermagicStop({ kind: 'not-a-buildroot', folder })
  if (request.expect !== undefined) throw new VermagicStop({ kind: 'kernel-expectation', folder })
  return kernel
}

/** The file that was named, else `.config` where the user is, else the tree's. */
const configOf = (files: FileSystem, { cwd, config, stdin }: VermagicRequest, folder: string): NamedText => {
  const found = [cwd, folder].map((one) => resolve(one, '.config')).find((path) => files.kind(path) === 'file')
  return readNamedText(files, cwd, config ?? found ?? resolve(folder, '.config'), stdin)
}

const releaseOf = (files: FileSystem, folder: string, dialect = 'auto'): DetectedRelease => {
  if (dialect === 'auto') return detectRelease(files, folder)
  const release = releaseOfDialect(dialect)
  if (release !== undefined) return { release, because: [] }
  throw new RequestFailure({ kind: 'unknown-dialect', dialect, known: OPENWRT_RELEASES.map((one) => `openwrt-${one}`) })
}

/** The answer for the text of a full `.config`. */
const answerFor = (
  files: FileSystem,
  folder: string,
  { release, because }: DetectedRelease,
  { name, text }: NamedText,
  expectation: Expectation | undefined,
): VermagicResult => {
  const failed = (problem: OpenwrtProblem): VermagicResult => ({
    kind: 'failed',
    problem: { ...problem, config: name, folder },
  })
  const metadata = collectedMetadata(files, folder, 'packageInfo')
  if (isFailed(metadata)) return failed(metadata.problem)
  const kernel = buildrootKernel({ files, folder, release, metadata }, text)
  if (isFailed(kernel)) return failed(kernel.problem)
  const seen = {
    allKmods: buildrootValue(text, 'ALL_KMODS')?.value === 'y',
    feeds: files.kind(`${folder}/package/feeds`) === 'directory',
  }
  return {
    kind: 'computed',
    folder,
    config: name,
    release: release.name,
    because,
    kernel,
    ...versionStrings(kernel, release),
    ...(expectation === undefined ? {} : { expectation: compareExpectation(expectation, kernel, seen) }),
  }
}
