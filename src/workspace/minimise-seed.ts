/**
 * `kcheck minimize`: the fewest lines of a configuration that still give a hash, each tried in memory, and what each of
 * them is good for.
 */
import { dirname, resolve } from 'node:path'
import { diskFileSystem } from '../files/disk-file-system.ts'
import type { FileSystem } from '../files/file-system.ts'
import { compareExpectation, type ExpectationResult } from '../openwrt/compare-expectation.ts'
import type { Expectation } from '../openwrt/expectation.ts'
import { buildrootNotes } from './buildroot-notes.ts'
import type { Trial } from './buildroot-trial.ts'
import { openTrials } from './buildroot-trials.ts'
import { failureOf, RequestFailure } from './failure.ts'
import { fewestLines } from './fewest-lines.ts'
import { findTree, namedTree, type Tree } from './find-tree.ts'
import type {
  HashNotGiven,
  MinimisedSeed,
  MinimiseProblem,
  MinimiseRequest,
  MinimiseResult,
} from './minimise-request.ts'
import { ExpectationStop, readExpected } from './read-expected.ts'
import { readNamedText } from './read-text.ts'

/** Ends the work with a problem that is not one of `predict`'s. */
class MinimiseStop extends Error {
  readonly problem: MinimiseProblem
  constructor(problem: MinimiseProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

export const minimiseSeed = async (
  request: MinimiseRequest,
  files: FileSystem = diskFileSystem(),
): Promise<MinimiseResult> => {
  try {
    return await minimised(request, files)
  } catch (error) {
    const problem = error instanceof MinimiseStop || error instanceof ExpectationStop ? error.problem : failureOf(error)
    if (problem === undefined) throw error
    // what wants a buildroot here is the command itself
    return {
      kind: 'failed',
      problem: problem.kind === 'not-a-buildroot' ? { kind: problem.kind, folder: problem.folder } : problem,
    }
  }
}

const minimised = async (request: MinimiseRequest, files: FileSystem): Promise<MinimisedSeed | HashNotGiven> => {
  const expectation = readExpected(request.expect, request.stdin)
  const tree = treeOf(files, request)
  const config = readNamedText(files, request.cwd, request.config, request.stdin)
  const trials = await openTrials({ ...request, files, tree })
  const whole = await trials.try(config.text, config.name)
  const about = {
    folder: tree.folder,
    config: config.name,
    release: trials.buildroot.release.name,
    target: whole.kernel.target.name,
    expectation: compared(files, tree, expectation, whole),
    notes: buildrootNotes({ files, folder: tree.folder, release: trials.buildroot.release, ...whole }, config),
  }
  const { vermagic, hashedLines } = whole.kernel.configuration
  if (vermagic !== expectation.vermagic) return { kind: 'not-given', ...about, vermagic, kernel: whole.kernel.kernel }
  const reduced = await fewestLines(request, config, trials, whole)
  const contradictions = about.expectation.parts.filter(
    ({ part, verdict }) => part !== 'configuration' && verdict === 'different',
  )
  return { kind: 'minimised', ...about, hashedLines: hashedLines.length, contradictions, ...reduced }
}

/** The buildroot that is named, else the tree around the configuration or the current folder. */
const treeOf = (files: FileSystem, { cwd, config, tree: named }: MinimiseRequest): Tree => {
  const beside = config === '-' ? [] : [dirname(resolve(cwd, config))]
  const tree = named === undefined ? findTree(files, [...beside, cwd]) : namedTree(files, cwd, named)
  if (tree === undefined) throw new RequestFailure({ kind: 'no-tree', from: beside[0] ?? cwd })
  if (tree.kind !== 'buildroot') throw new MinimiseStop({ kind: 'not-a-buildroot', folder: tree.folder })
  return tree
}

const compared = (files: FileSystem, { folder }: Tree, expectation: Expectation, trial: Trial): ExpectationResult =>
  compareExpectation(expectation, trial.kernel, {
    allKmods: trial.textOf('ALL_KMODS') === 'y',
    feeds: files.kind(`${folder}/package/feeds`) === 'directory',
  })
